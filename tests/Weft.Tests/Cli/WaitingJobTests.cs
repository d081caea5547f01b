using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>A job whose provider wants a person says so wherever it is shown.</summary>
public sealed class WaitingJobTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Theory]
    [InlineData("en", "is paused until somebody resumes it", "waits for its provider")]
    [InlineData("zh", "已暂停，待人工继续", "等待提供方")]
    public async Task No_money_is_named_with_the_providers_words_and_the_command(string language, string says, string state)
    {
        _weaver.Variables["WEFT_LANG"] = language;
        await using var server = await ScriptedProvider.StartAsync(new() { Rules = [new(ScriptedFault.NoBalance)] });
        Assert.Equal(0, await _weaver.RunAsync("import", _weaver.Write("mill.txt", Mill.Book)));
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "p", "--url", server.Url, "--model", "m", "--no-key"));
        Assert.Equal(1, await _weaver.RunAsync("job", "start", "1", "--provider", "p"));
        Assert.Contains(state, _weaver.Out);
        AssertNamed(says);
        Assert.Equal(0, await _weaver.RunAsync("jobs"));
        AssertNamed(says);
        Assert.Equal(0, await _weaver.RunAsync("job", "show", "1"));
        AssertNamed(says);
        Assert.Equal(0, await _weaver.RunAsync("jobs", "--json"));
        var waits = _weaver.Answer[0].GetProperty("waits_for")[0];
        Assert.Equal("p", waits.GetProperty("provider").GetString());
        Assert.StartsWith("402", waits.GetProperty("reason").GetString());
        Assert.Equal(0, await _weaver.RunAsync("provider", "resume", "p"));
        Assert.Equal(0, await _weaver.RunAsync("jobs"));
        Assert.DoesNotContain("provider resume", _weaver.Out);
    }

    private void AssertNamed(string says)
    {
        Assert.Contains(says, _weaver.Out);
        Assert.Contains("weft provider resume p", _weaver.Out);
        Assert.Contains("402", _weaver.Out);
    }
}
