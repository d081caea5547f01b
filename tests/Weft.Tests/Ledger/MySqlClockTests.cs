using Microsoft.Extensions.Time.Testing;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>
/// Two nodes whose clocks are half an hour apart, and both far from the database's: they agree on what lies seconds ahead. Their clocks
/// stand still but for what a test does; the database's goes on while they open, hence the tolerance.
/// </summary>
public sealed class MySqlClockTests : MySqlLedgerDatabase
{
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(20);

    /// <summary>Behind the moment ahead for both, and sooner than the database's clock is looked at again.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(55);

    private sealed record Node(MySqlLedger Ledger, FakeTimeProvider Clock)
    {
        public DateTimeOffset Now => Clock.GetUtcNow();
    }

    private async Task<Node> NodeAsync(TimeSpan ahead)
    {
        var clock = new FakeTimeProvider(Time.GetUtcNow() + ahead);
        return new(Kept(await MySqlLedger.OpenAsync(Database, clock, Stop)), clock);
    }

    /// <summary>The one says a moment, the other reads it.</summary>
    private async Task<(Node One, Node Other)> NodesAsync(bool lateSpeaks = false)
    {
        await OpenAsync();
        var (early, late) = (await NodeAsync(TimeSpan.Zero), await NodeAsync(Apart));
        return lateSpeaks ? (late, early) : (early, late);
    }

    private static void Near(DateTimeOffset expected, DateTimeOffset? actual) =>
        Assert.InRange(actual!.Value, expected - Tolerance, expected + Tolerance);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_providers_pause_ends_for_both_at_the_same_moment(bool lateSpeaks)
    {
        var (one, other) = await NodesAsync(lateSpeaks);
        var job = await SmallJob.RunningAsync(one.Ledger, 1);
        var session = await SmallJob.SessionAsync(other.Ledger);
        await one.Ledger.Providers.PauseProviderAsync("rules", new(one.Now + Ahead, Reason.OfWords("too many")), Stop);
        Near(one.Now + Ahead, (await one.Ledger.Providers.ProvidersAsync(Stop))[0].Pause!.Until);
        Near(other.Now + Ahead, (await other.Ledger.Providers.ProvidersAsync(Stop))[0].Pause!.Until);
        var waits = await other.Ledger.Runs.ClaimAsync(new(session, "rules", job, 1, 0), Stop);
        Near(other.Now + Ahead, Assert.IsType<ClaimResult.NothingNow>(waits).PausedUntil);
        other.Clock.Advance(Behind);
        Assert.IsType<ClaimResult.Claimed>(await other.Ledger.Runs.ClaimAsync(new(session, "rules", job, 1, 0), Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_retry_is_due_for_both_at_the_same_moment(bool lateSpeaks)
    {
        var (one, other) = await NodesAsync(lateSpeaks);
        var job = await SmallJob.RunningAsync(one.Ledger, 1, autoRetry: Ahead);
        var session = await SmallJob.SessionAsync(one.Ledger);
        var claim = Assert
            .IsType<ClaimResult.Claimed>(await one.Ledger.Runs.ClaimAsync(new(session, "rules", job, 1, 0), Stop))
            .Runs[0];
        Assert.Equal(AfterFailure.Failed, await one.Ledger.Runs.FailAsync(claim, Reason.OfWords("no good"), Ahead, Stop));
        Near(other.Now + Ahead, (await other.Ledger.Runs.FindRunAsync(claim.Run, Stop))!.RetryAt);
        Assert.Empty(await other.Ledger.Jobs.RetryDueAsync(Stop));
        other.Clock.Advance(Behind);
        Assert.Equal([job], await other.Ledger.Jobs.RetryDueAsync(Stop));
    }

    [Fact]
    public async Task A_call_keeps_its_deadline_and_its_window_across_clocks()
    {
        var (early, late) = await NodesAsync();
        var job = await SmallJob.RunningAsync(late.Ledger, 1);
        var session = await SmallJob.SessionAsync(late.Ledger);
        var key = new AnswerKey(new string('a', 64), "r", "m", PassageAttempt.First, 0);
        var call = new Call("c", key, new(job, 1), session, "rules", 5, 5, late.Now, late.Now + Ahead);
        Assert.IsType<CallOpening.Opened>(await late.Ledger.Journal.OpenCallAsync(call, Stop));
        var trace = Assert.Single(await early.Ledger.Journal.TracesAsync("rules", early.Now - Ahead, Stop));
        Near(early.Now, trace.At);
        Near(early.Now + Ahead, trace.Deadline);
        Assert.True(trace.Open);
        await late.Ledger.Journal.CloseCallAsync(call, CallLoss.MaybeSpent, Reason.None, Stop);
        Assert.Single(await early.Ledger.Journal.TracesAsync("rules", early.Now - Ahead, Stop));
        early.Clock.Advance(Apart);
        Assert.Empty(await early.Ledger.Journal.TracesAsync("rules", early.Now - Ahead, Stop));
    }

    [Fact]
    public async Task A_node_whose_clock_is_set_while_it_runs_still_means_the_same_moments()
    {
        var (early, late) = await NodesAsync();
        await early.Ledger.Providers.PauseProviderAsync("rules", new(early.Now + Ahead, Reason.OfWords("too many")), Stop);
        // Set, not passed: the monotonic clock knows nothing of it.
        late.Clock.AdjustTime(late.Now + Apart);
        Near(late.Now + Ahead, (await late.Ledger.Providers.ProvidersAsync(Stop))[0].Pause!.Until);
    }
}
