using Weft.Runtime;
using Xunit;

namespace Weft.Simulation;

/// <summary>Schedules that once broke a promise.</summary>
public sealed class FoundSeedTests
{
    /// <summary>
    /// Plain 129890: a provider got a call too many while a stopped node's call was in the air past its deadline
    /// (<see cref="StoppedCallTests"/> has the bare steps). Plain 29479 and dense 1126: a call row that was written late, after its asker had been told of a
    /// pause, stood behind a permit for good, and the provider got no more calls. Plain 881839: three hosts that had vanished still showed themselves, and nobody
    /// judged them. Dense 74392: a seed of the gate that was read before a loss of its memory came after it, and
    /// the gate forgot a call in the air. Plain 828368 and 856168: a ledger that lost a claim gave the run to the same session once more, for another provider,
    /// and the reading of the first was woven as the second's. Lossy 29596: both completions of such a run stood in one batch.
    /// </summary>
    [Theory]
    [InlineData(129_890, nameof(Mix.Plain))]
    [InlineData(29_479, nameof(Mix.Plain))]
    [InlineData(1_126, nameof(Mix.Dense))]
    [InlineData(881_839, nameof(Mix.Plain))]
    [InlineData(74_392, nameof(Mix.Dense))]
    [InlineData(828_368, nameof(Mix.Plain))]
    [InlineData(856_168, nameof(Mix.Plain))]
    [InlineData(29_596, nameof(Mix.Lossy))]
    public void A_seed_that_was_found_breaks_nothing_any_more(int seed, string mix) =>
        Assert.Empty(Schedule.Play(seed, Guards.All, history: false, Enum.Parse<Mix>(mix)).Violations);
}
