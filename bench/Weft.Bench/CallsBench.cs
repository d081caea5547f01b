using System.Globalization;

namespace Weft.Bench;

/// <summary>What a call costs the process that makes it, its chapter's share of everything else included: time added to the provider's, processor, memory.</summary>
internal static class CallsBench
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        Console.WriteLine(Measured.Machine);
        await RunAsync(atOnce: 1, warm: 400, calls: 200, latencyMs: 100);
        await RunAsync(atOnce: 100, warm: 2_000, calls: 2_000, latencyMs: 1_000);
        await RunAsync(atOnce: 1_000, warm: 3_000, calls: 3_000, latencyMs: 5_000);
    }

    /// <param name="warm">Calls before: code is compiled again in the background until it has run often enough, which is most of what the first ones cost.</param>
    private static async Task RunAsync(int atOnce, int warm, int calls, int latencyMs)
    {
        using var run = await PassageRun.StartAsync(atOnce, latencyMs);
        await run.ReadAsync(warm / 2, warm);
        var resting = Look().Processor;
        await Task.Delay(Idle, TimeProvider.System);
        var (before, idle) = Look();
        var perSecond = (before - resting).TotalMilliseconds / Idle.TotalSeconds;
        var peak = idle;
        var made = await run.ReadAsync(calls / 2, calls, () => peak = Math.Max(peak, Look().Memory));
        var processor = (Look().Processor - before).TotalMilliseconds;
        var added = PassageRun.Wall(made).TotalMilliseconds / Math.Ceiling(calls / (double)atOnce) - latencyMs;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{atOnce} at once, {calls} calls of {latencyMs} ms: most at once {PassageRun.MostAtOnce(made)}, added {added:0.0} ms a round, {processor / calls:0.00} ms of processor a call (idle {perSecond:0.0} ms a second), {(peak - idle) / 1e3 / atOnce:0} kB for each at once above {idle / 1e6:0} MB"
            )
        );

        (TimeSpan Processor, long Memory) Look()
        {
            run.Node.Refresh();
            return (run.Node.TotalProcessorTime, run.Node.WorkingSet64);
        }
    }
}
