using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>The same file once more, after its chapters failed.</summary>
public sealed class RunAgainTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task Failed_chapters_are_tried_once_more_and_that_is_said()
    {
        await using var server = await ScriptedProvider.StartAsync(
            new() { Rules = [new ScriptedRule(ScriptedFault.Prose, Content: "London")] }
        );
        var file = _weaver.Write("mill.txt", Mill.Book);
        Assert.Equal(
            0,
            await _weaver.RunAsync(
                "provider",
                "add",
                "p",
                "--url",
                server.Url,
                "--model",
                "m",
                "--no-key",
                "--price-in",
                "0",
                "--price-out",
                "0"
            )
        );
        Assert.Equal(1, await _weaver.RunAsync("run", file, "--provider", "p"));
        Assert.Equal(1, await _weaver.RunAsync("run", file, "--provider", "p"));
        Assert.Contains("1 chapter of job 1 had failed and is tried once more", _weaver.Out);
        server.Follow([]);
        _weaver.Variables["WEFT_LANG"] = "zh";
        Assert.True(await _weaver.RunAsync("run", file, "--provider", "p") == 0, _weaver.Out + _weaver.Error);
        Assert.Contains("任务 1 有 1 章失败，再试一次", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("run", file, "--provider", "p"));
        Assert.DoesNotContain("再试一次", _weaver.Out);
    }
}
