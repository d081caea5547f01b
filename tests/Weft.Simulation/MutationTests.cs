using Weft.Runtime;
using Weft.Testing;
using Weft.Testing.Models;
using Xunit;

namespace Weft.Simulation;

/// <summary>Each guard of the protocol, switched off, must break a promise that the simulation sees: else it tests nothing, or guards nothing.</summary>
[Needs("time")]
public sealed class MutationTests(ITestOutputHelper output)
{
    public static TheoryData<string> Found => [.. Enum.GetNames<Guard>(), .. Enum.GetNames<ModelGuard>()];

    [Theory]
    [MemberData(nameof(Found))]
    public void A_guard_that_is_switched_off_is_found(string guard)
    {
        var guards = Enum.TryParse<Guard>(guard, out var ours) ? Guards.Without(ours) : Guards.All;
        var models = Enum.TryParse<ModelGuard>(guard, out var stores) ? ModelGuards.Without(stores) : ModelGuards.All;
        var most = SimulationTests.Number("WEFT_MUTANT_SCHEDULES") ?? 30_000;
        var found = 0;
        Schedule? first = null;
        Parallel.For(
            1,
            most + 1,
            (seed, loop) =>
            {
                // Some need a crowd, others are seen best in peace.
                var mix = (Mix)(seed % 3);
                var played = Schedule.Play(seed, guards, history: false, mix, models);
                // A seed that breaks something anyhow says nothing of the guard.
                if (played.Violations.Count == 0 || Schedule.Play(seed, Guards.All, history: false, mix).Violations.Count > 0)
                    return;
                Interlocked.CompareExchange(ref first, played, null);
                Interlocked.Increment(ref found);
                loop.Stop();
            }
        );
        Assert.True(first is not null, $"{most} schedules without {guard} broke nothing");
        output.WriteLine($"{guard}: seed {first.Seed} {first.Mix}: {first.Violations[0]}");
    }
}
