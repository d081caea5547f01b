using Weft.Testing;
using Xunit;

namespace Weft.Chaos;

/// <summary>Leaving politely, being stopped for a while, and a second process beside the first.</summary>
public sealed class StopTests
{
    /// <summary>No call is answered before the test lets it.</summary>
    private static async Task<Workshop> OpenHeldAsync()
    {
        var shop = await Workshop.OpenAsync(Workshop.Scripted, Undisturbed.Latency);
        shop.Server.Hold();
        return shop;
    }

    private static async Task CallsAreInTheAirAsync(Workshop shop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        while (shop.Server.MostAtOnce < 4)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }

    [Theory]
    [InlineData(ProcessSignal.Interrupt)]
    [InlineData(ProcessSignal.Terminate)]
    public async Task A_signal_lets_running_chapters_finish_and_the_next_run_goes_on(int signal)
    {
        await using var shop = await OpenHeldAsync();
        await using (var run = shop.Start())
        {
            await CallsAreInTheAirAsync(shop);
            run.Signal(signal);
            await run.SaysAsync("waiting for");
            shop.Server.LetGo();
            Assert.Equal(1, await run.EndsAsync());
        }
        Assert.All(shop.Server.Calls, call => Assert.Equal("answered", call.Outcome));
        Assert.InRange(shop.Server.Calls.Count, 4, Chapters.Count - 1);
        var completed = (await shop.JobAsync()).GetProperty("runs").GetProperty("completed").GetInt32();
        Assert.Equal(shop.Server.Calls.Count, completed);
        Assert.Equal((await Undisturbed.Of(Workshop.Scripted)).Hash, await shop.FinishAsync());
        Assert.Equal(Chapters.Count, shop.Server.Calls.Count);
        await shop.AssertNothingAskedAgainAsync();
    }

    [Fact]
    public async Task A_second_signal_gives_back_at_once()
    {
        await using var shop = await OpenHeldAsync();
        await using (var run = shop.Start())
        {
            await CallsAreInTheAirAsync(shop);
            run.Signal(ProcessSignal.Interrupt);
            await run.SaysAsync("waiting for");
            run.Signal(ProcessSignal.Interrupt);
            Assert.Equal(1, await run.EndsAsync());
        }
        var runs = (await shop.JobAsync()).GetProperty("runs");
        Assert.Equal((Chapters.Count, 0), (runs.GetProperty("pending").GetInt32(), runs.GetProperty("processing").GetInt32()));
        Assert.All(shop.Server.Calls, call => Assert.Equal("gone", call.Outcome));
    }

    [Fact]
    public async Task A_process_that_is_stopped_for_a_while_goes_on_as_if_nothing_had_been()
    {
        await using var shop = await OpenHeldAsync();
        await using var run = shop.Start();
        await CallsAreInTheAirAsync(shop);
        run.Signal(ProcessSignal.Stop);
        // Longer than a silent session is waited for.
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, TestContext.Current.CancellationToken);
        run.Signal(ProcessSignal.Continue);
        shop.Server.LetGo();
        Assert.Equal(0, await run.EndsAsync());
        Assert.Equal((await Undisturbed.Of(Workshop.Scripted)).Hash, await shop.HashAsync());
        await shop.AssertNothingAskedAgainAsync();
        Assert.Equal(Chapters.Count, shop.Server.Calls.Count);
    }

    [Fact]
    public async Task A_second_working_process_is_refused_and_a_second_run_looks_on()
    {
        await using var shop = await OpenHeldAsync();
        await using var run = shop.Start();
        await CallsAreInTheAirAsync(shop);
        var (code, output) = await shop.RunAsync("node");
        Assert.Equal(1, code);
        Assert.Contains("process", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
        await using var second = shop.Start();
        await second.SaysAsync("Another process");
        shop.Server.LetGo();
        Assert.True(await run.EndsAsync() == 0, run.Output);
        Assert.True(await second.EndsAsync() == 0, second.Output);
        Assert.Equal((await Undisturbed.Of(Workshop.Scripted)).Hash, await shop.HashAsync());
        Assert.Equal(Chapters.Count, shop.Server.Calls.Count);
    }
}
