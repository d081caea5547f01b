using System.Collections.Concurrent;
using System.Globalization;
using Weft.Runtime;
using Xunit;

namespace Weft.Simulation;

/// <summary>
/// The protocol's own code over models, under faults drawn from seeds. <c>WEFT_SCHEDULES</c> = how many of each mix (5,000 unless told
/// otherwise), <c>WEFT_FIRST</c> = from which seed on, <c>WEFT_MIX</c> = of this mix alone, <c>WEFT_SEED</c> = play one seed and print its history.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(nameof(Mix.Plain))]
    [InlineData(nameof(Mix.Dense))]
    [InlineData(nameof(Mix.Lossy))]
    public void Every_promise_holds_in_every_schedule(string of)
    {
        var mix = Enum.Parse<Mix>(of);
        if (Environment.GetEnvironmentVariable("WEFT_MIX") is { Length: > 0 } wanted && Enum.Parse<Mix>(wanted, true) != mix)
            Assert.Skip($"WEFT_MIX asks for {wanted} alone");
        if (Number("WEFT_SEED") is { } one)
        {
            var played = Schedule.Play(one, Guards.All, history: true, mix);
            output.WriteLine(played.Story());
            Assert.Empty(played.Violations);
            return;
        }
        var (first, count) = (Number("WEFT_FIRST") ?? 1, Number("WEFT_SCHEDULES") ?? 5_000);
        var broken = new ConcurrentBag<int>();
        long steps = 0;
        Parallel.ForEach(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            (seed, loop) =>
            {
                var played = Schedule.Play(seed, Guards.All, history: false, mix);
                Interlocked.Add(ref steps, played.Steps);
                if (played.Violations.Count == 0)
                    return;
                broken.Add(seed);
                if (broken.Count >= 20)
                    loop.Stop();
            }
        );
        output.WriteLine($"{mix}: {count} schedules from {first}, {steps} steps");
        if (!broken.IsEmpty)
            Assert.Fail(
                $"{broken.Count} seeds break a promise: {string.Join(", ", broken.Order())}\n{Schedule.Play(broken.Min(), Guards.All, history: true, mix).Story()}"
            );
    }

    [Fact]
    public void The_same_seed_is_the_same_history()
    {
        for (var seed = 1; seed <= 20; seed++)
            foreach (var mix in Enum.GetValues<Mix>())
                Assert.Equal(
                    Schedule.Play(seed, Guards.All, true, mix).History,
                    Schedule.Play(seed, Guards.All, true, mix).History
                );
    }

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
