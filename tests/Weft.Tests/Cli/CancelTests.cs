using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>A job that is cancelled while its calls hang.</summary>
public sealed class CancelTests : IDisposable
{
    private readonly Weaver _weaver = new();
    private readonly Weaver _beside = new();

    public void Dispose()
    {
        _weaver.Dispose();
        _beside.Dispose();
    }

    [Fact]
    public async Task A_run_whose_job_is_cancelled_waits_neither_for_its_calls_nor_for_the_grace()
    {
        await using var server = await ScriptedProvider.StartAsync(new());
        server.Hold();
        _weaver.Variables["WEFT_GRACE_SECONDS"] = "3600";
        _beside.Variables["WEFT_DATA"] = _weaver.Data;
        var file = _weaver.Write("mill.txt", "Chapter 1\n\nOld Tom Brown met Mary Green at the mill.\n");
        Assert.Equal(0, await _weaver.RunAsync("provider", "add", "p", "--url", server.Url, "--model", "m", "--no-key"));
        var run = _weaver.RunAsync("run", file, "--provider", "p", "--budget-tokens", "100000");
        await server.HoldsAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(0, await _beside.RunAsync("job", "cancel", "1"));
        Assert.Contains("1 call was under way and is lost", _beside.Out);
        Assert.Equal(1, await run.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
        Assert.Contains("cancelled", _weaver.Out);
        // Its call may have been paid for.
        Assert.Equal(0, await _beside.RunAsync("job", "show", "1", "--json"));
        Assert.Equal(1, _beside.Answer.GetProperty("calls").GetInt32());
    }
}
