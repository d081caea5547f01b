using System.Collections.Concurrent;
using System.Globalization;
using Weft.Work;
using Xunit;

namespace Weft.Simulation;

/// <summary>
/// The protocol's own code over models, under faults drawn from seeds. <c>WEFT_SCHEDULES</c> = how many (10,000 unless told otherwise),
/// <c>WEFT_SEED</c> = play one seed and print its history.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_promise_holds_in_every_schedule()
    {
        if (Number("WEFT_SEED") is { } one)
        {
            var played = Schedule.Play(one, Guards.All, history: true);
            output.WriteLine(played.Story());
            Assert.Empty(played.Violations);
            return;
        }
        var count = Number("WEFT_SCHEDULES") ?? 10_000;
        var broken = new ConcurrentBag<int>();
        long steps = 0;
        Parallel.ForEach(
            Enumerable.Range(1, count),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            (seed, loop) =>
            {
                var played = Schedule.Play(seed, Guards.All, history: false);
                Interlocked.Add(ref steps, played.Steps);
                if (played.Violations.Count == 0)
                    return;
                broken.Add(seed);
                if (broken.Count >= 20)
                    loop.Stop();
            }
        );
        output.WriteLine($"{count} schedules, {steps} steps");
        if (!broken.IsEmpty)
            Assert.Fail($"{broken.Count} seeds break a promise: {string.Join(", ", broken.Order())}\n{Replay(broken.Min())}");
    }

    [Fact]
    public void The_same_seed_is_the_same_history()
    {
        for (var seed = 1; seed <= 20; seed++)
            Assert.Equal(Schedule.Play(seed, Guards.All, true).History, Schedule.Play(seed, Guards.All, true).History);
    }

    private static string Replay(int seed) => Schedule.Play(seed, Guards.All, history: true).Story();

    internal static int? Number(string variable) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
