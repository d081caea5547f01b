using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>One machine whose secret is no longer the one that sealed its provider's key.</summary>
public sealed class LockedKeyTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task A_run_says_what_to_do_and_ends_and_goes_on_when_the_key_is_entered_again()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        var file = _weaver.Write("mill.txt", "Chapter 1\n\nOld Tom Brown met Mary Green at the mill.\n");
        _weaver.Variables["K"] = "sk-one";
        await AddAsync(server);
        File.Delete(Path.Combine(_weaver.Data, "key"));
        Assert.Equal(1, await _weaver.RunAsync("run", file, "--provider", "p", "--provider", "rules"));
        Assert.Contains("can open the key of provider p", _weaver.Out);
        Assert.Contains("weft provider add p", _weaver.Out);
        _weaver.Variables["WEFT_LANG"] = "zh";
        Assert.Equal(1, await _weaver.RunAsync("run", "--json"));
        Assert.Contains("打不开提供方 p 的密钥", _weaver.Error);
        Assert.Equal(1, _weaver.Answer[0].GetProperty("runs").GetProperty("pending").GetInt32());
        Assert.Equal(0, await _weaver.RunAsync("providers", "--json"));
        Assert.All(_weaver.Answer.EnumerateArray(), provider => Assert.False(provider.GetProperty("paused").GetBoolean()));
        Assert.Empty(server.Calls);
        await AddAsync(server);
        Assert.True(await _weaver.RunAsync("run") == 0, _weaver.Out + _weaver.Error);
        Assert.Single(server.Calls);
    }

    private async Task AddAsync(ScriptedProvider server) =>
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "p", "--url", server.Url, "--model", "m", "--key-env", "K"));
}
