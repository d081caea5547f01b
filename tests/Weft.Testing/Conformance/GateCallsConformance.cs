using Microsoft.Extensions.Time.Testing;
using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Model;
using Weft.Runtime;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>What every gate must find out of how many calls at once a provider bears.</summary>
public abstract class GateCallsConformance<TBackend> : GateTests<TBackend>
    where TBackend : GateBackend, new()
{
    private static readonly ProviderLimits Eight = new(8, null, null);
    private static readonly TimeSpan Refusal = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Where_nothing_is_told_the_first_calls_are_few_and_each_good_answer_makes_one_more()
    {
        Assert.Equal([2, 4, 8, 16, 32], await RoundsAsync(Unlimited, rounds: 5, bears: 100, asked: 100));
    }

    [Fact]
    public async Task There_are_never_more_than_are_asked_for()
    {
        await RoundsAsync(Unlimited, rounds: 8, bears: 100, asked: 6);
        Assert.Equal(6, (await Ended(Unlimited, CallSign.None)).AtOnce);
    }

    [Fact]
    public async Task A_burst_of_refusals_halves_them_once()
    {
        await RoundsAsync(Unlimited, rounds: 4, bears: 100, asked: 16);
        var permits = await Taken(Gate, Unlimited, upTo: 16);
        await Backend.AdvanceAsync(Refusal);
        var found = new List<CallsFound>();
        foreach (var permit in permits)
            found.Add(await Ended(Unlimited, CallSign.Busy, permit, Refusal));
        Assert.All(found, one => Assert.Equal((8, 16, true, true), (one.AtOnce, one.BusyAt, one.IsOver, one.IsMet)));
        await Gate.ReleaseAsync(permits, Cancel);
        var next = await Taken(Gate, Unlimited, upTo: 16);
        await Backend.AdvanceAsync(Refusal);
        Assert.Equal(4, (await Ended(Unlimited, CallSign.Busy, next[0], Refusal)).AtOnce);
    }

    [Fact]
    public async Task An_answer_to_a_call_that_left_before_says_nothing_of_the_lower_number()
    {
        var permits = await Taken(Gate, Unlimited, upTo: 2);
        await Gate.TakeAsync("p", Unlimited, One, 5, Later, Cancel);
        await Backend.AdvanceAsync(Refusal);
        await Ended(Unlimited, CallSign.Busy, permits[0], Refusal);
        await Backend.AdvanceAsync(Answer);
        Assert.Equal(1, (await Ended(Unlimited, CallSign.Good, permits[1], Answer + Refusal)).AtOnce);
    }

    [Fact]
    public async Task At_a_single_call_a_busy_provider_cannot_be_met()
    {
        var permits = await Taken(Gate, Unlimited, upTo: 1);
        Assert.Equal((1, false), Met(await Ended(Unlimited, CallSign.Busy, permits[0], TimeSpan.Zero)));
        await Backend.AdvanceAsync(Answer);
        Assert.Equal((1, false), Met(await Ended(Unlimited, CallSign.Busy, permits[0], Refusal)));

        static (int?, bool) Met(CallsFound found) => (found.AtOnce, found.IsMet);
    }

    [Fact]
    public async Task Most_rounds_are_as_many_as_are_borne_and_few_are_one_more()
    {
        var rounds = await RoundsAsync(Unlimited, rounds: 200, bears: 24, asked: 100);
        var after = rounds.Skip(20).ToList();
        Assert.True(after.Average(sent => Math.Min(sent, 24)) >= 0.9 * 24, string.Join(' ', rounds));
        Assert.Equal(25, after.Max());
        Assert.InRange(after.Count(sent => sent > 24), 1, after.Count / 8);
    }

    [Theory]
    [InlineData(40, 10)]
    [InlineData(10, 40)]
    public async Task A_change_of_what_is_borne_is_found(int before, int after)
    {
        await RoundsAsync(Unlimited, rounds: 60, bears: before, asked: 100);
        var rounds = await RoundsAsync(Unlimited, rounds: 90, bears: after, asked: 100);
        Assert.True(
            rounds.Skip(60).Average(sent => Math.Min(sent, after)) >= 0.9 * after,
            $"of {after}: {string.Join(' ', rounds)}"
        );
    }

    [Fact]
    public async Task A_told_number_holds_from_the_start_and_is_never_passed()
    {
        Assert.Equal([8, 8], await RoundsAsync(Eight, rounds: 2, bears: 100, asked: 100));
        Assert.Null((await Ended(Eight, CallSign.None)).AtOnce);
        Assert.All(await RoundsAsync(Eight, rounds: 100, bears: 5, asked: 100), sent => Assert.InRange(sent, 1, 8));
        Assert.InRange((await Ended(Eight, CallSign.None)).AtOnce!.Value, 1, 6);
        Assert.Equal(8, (await RoundsAsync(Eight, rounds: 60, bears: 100, asked: 100))[^1]);
        Assert.Null((await Ended(Eight, CallSign.None)).AtOnce);
    }

    [Fact]
    public async Task What_was_found_for_no_told_number_does_not_lower_one_that_is_told_later()
    {
        await Taken(Gate, Unlimited, upTo: 2);
        Assert.Equal(6, (await Taken(Gate, Eight, upTo: 8)).Count);
    }

    [Fact]
    public async Task A_gate_that_lost_its_memory_begins_with_what_the_ledger_knows()
    {
        await Backend.WipeAsync();
        await Seed(Backend, Gate, "p", new CallsKnown(12, 20, Backend.Time.GetUtcNow()));
        Assert.Equal(12, (await Taken(Gate, Unlimited, upTo: 100)).Count);
        Assert.Equal((12, 20), Known(await Ended(Unlimited, CallSign.None)));
        Assert.Null((await Ended(Eight, CallSign.None)).AtOnce);

        static (int?, int?) Known(CallsFound found) => (found.AtOnce, found.BusyAt);
    }

    [Fact]
    public async Task Whoever_waits_is_woken_when_there_may_be_one_more()
    {
        var permits = await Taken(Gate, Unlimited, upTo: 2);
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, Unlimited, upTo: 1));
        var wait = await Waiting(Gate, Long);
        await Ended(Unlimited, CallSign.Good, permits[0], TimeSpan.Zero);
        await wait.Comes();
        Assert.Single(await Taken(Gate, Unlimited, upTo: 1));
    }

    /// <summary>Chance plays the same on every gate and on one that is beyond doubt: the numbers are the same at each step.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task All_gates_find_the_same(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider();
        var model = new EmbeddedGate(time, Guards.All);
        await model.SeedAsync("p", Assert.IsType<PermitReply.Unseeded>(await TakeOf(model, Unlimited, 1)).Loss, [], null, Cancel);
        var (limits, ours, theirs) = (Unlimited, new List<Permit>(), new List<Permit>());
        for (var step = 0; step < 400; step++)
        {
            if (random.Next(40) == 0)
                limits = random.Next(2) == 0 ? Unlimited : new(random.Next(1, 20), null, null);
            var passes = TimeSpan.FromMilliseconds(random.Next(0, 400));
            time.Advance(passes);
            await Backend.AdvanceAsync(passes);
            if (ours.Count == 0 || random.Next(3) == 0)
            {
                var upTo = random.Next(1, 12);
                ours.AddRange(PermitsOf(await Take(Gate, limits, upTo)));
                theirs.AddRange(PermitsOf(await TakeOf(model, limits, upTo)));
                Assert.Equal(theirs.Count, ours.Count);
                continue;
            }
            var end = new CallEnd(
                0,
                random.Next(8) == 0 ? CallSign.Busy : CallSign.Good,
                TimeSpan.FromMilliseconds(random.Next(600))
            );
            Assert.Equal(
                await model.SettleAsync(theirs[0], limits, 0, end, Cancel),
                await Gate.SettleAsync(ours[0], limits, 0, end, Cancel)
            );
            await model.ReleaseAsync([theirs[0]], Cancel);
            await Gate.ReleaseAsync([ours[0]], Cancel);
            theirs.RemoveAt(0);
            ours.RemoveAt(0);
        }

        Task<PermitReply> TakeOf(EmbeddedGate gate, ProviderLimits told, int upTo) =>
            gate.TakeAsync("p", told, One, upTo, time.GetUtcNow() + Long, Cancel);
    }

    private static IReadOnlyList<Permit> PermitsOf(PermitReply reply) =>
        reply is PermitReply.Taken { Permits: var taken } ? taken : [];

    private Task<CallsFound> Ended(ProviderLimits limits, CallSign sign, Permit? permit = null, TimeSpan took = default) =>
        Gate.SettleAsync(permit ?? new("p", One, 987_654), limits, 987_654, new(0, sign, took), Cancel);

    /// <summary>Rounds of calls that leave together, of which a provider refuses at once what is more than it bears. Returns how many left.</summary>
    private async Task<List<int>> RoundsAsync(ProviderLimits limits, int rounds, int bears, int asked)
    {
        var sent = new List<int>();
        for (var round = 0; round < rounds; round++)
        {
            var permits = PermitsOf(await Take(Gate, limits, asked));
            sent.Add(permits.Count);
            await Backend.AdvanceAsync(Refusal);
            foreach (var permit in permits.Skip(bears))
                await Ended(limits, CallSign.Busy, permit, Refusal);
            await Gate.ReleaseAsync([.. permits.Skip(bears)], Cancel);
            await Backend.AdvanceAsync(Answer);
            foreach (var permit in permits.Take(bears))
                await Ended(limits, CallSign.Good, permit, Answer + Refusal);
            await Gate.ReleaseAsync([.. permits.Take(bears)], Cancel);
        }
        return sent;
    }
}
