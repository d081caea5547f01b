using System.Globalization;

namespace Weft.Bench;

/// <summary>
/// One book in one process, with a provider that takes a second for each passage: how long from its first call to its last answer, over what the passages
/// take where as many as are allowed are always in the air.
/// </summary>
internal static class PassagesBench
{
    private const int Latency = 1_000;

    public static async Task RunAsync()
    {
        Console.WriteLine(Measured.Machine);
        await RunAsync(20, 53, 8);
        await RunAsync(20, 53, 100);
        await RunAsync(61, 172, 100);
    }

    private static async Task RunAsync(int chapters, int passages, int atOnce)
    {
        using var run = await PassageRun.StartAsync(atOnce, Latency);
        // The first book is for the process to have run all its code once.
        await run.ReadAsync(atOnce, atOnce);
        var calls = await run.ReadAsync(chapters, passages);
        var wall = PassageRun.Wall(calls).TotalSeconds;
        var work = Math.Max(calls.Count / (double)atOnce, 1) * Latency / 1e3;
        var rounds = Math.Ceiling(calls.Count / (double)atOnce) * Latency / 1e3;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{chapters} chapters, {passages} passages, {atOnce} at once: {calls.Count} calls in {wall:0.00} s, most at once {PassageRun.MostAtOnce(calls)}; {work:0.00} s of calls: {wall / work:0.00}, in whole calls {rounds:0} s: {wall / rounds:0.00}"
            )
        );
    }
}
