using Weft.Dispatch;
using Weft.Model;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>What every gate must do: permits, and the memory behind them. Windows stand in <see cref="GateWindowConformance{TBackend}"/>.</summary>
public abstract class GateConformance<TBackend> : GateTests<TBackend>
    where TBackend : GateBackend, new()
{
    private static readonly ProviderLimits Two = new(2, null, null);

    [Fact]
    public async Task Permits_go_out_up_to_the_limit()
    {
        Assert.Equal(2, (await Taken(Gate, Two, upTo: 5)).Count);
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, Two, upTo: 1));
    }

    [Fact]
    public async Task Permits_go_out_up_to_what_was_asked()
    {
        var first = await Taken(Gate, Two, upTo: 1);
        var second = await Taken(Gate, Two, upTo: 1);
        Assert.NotEqual(first[0], second[0]);
        Assert.Equal(("p", One), (first[0].Provider, first[0].Session));
    }

    [Fact]
    public async Task Each_provider_has_its_own_permits()
    {
        await Taken(Gate, Two, upTo: 2);
        await Seed("q");
        var reply = await Gate.TakeAsync("q", Two, One, 2, Later, Cancel);
        Assert.Equal(2, Assert.IsType<PermitReply.Taken>(reply).Permits.Count);
    }

    [Fact]
    public async Task A_limit_that_rises_or_falls_holds_from_the_next_call()
    {
        var permits = await Taken(Gate, Two, upTo: 2);
        var more = await Taken(Gate, Two with { Calls = 3 }, upTo: 3);
        Assert.Single(more);
        await Gate.ReleaseAsync([permits[0]], Cancel);
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, Two, upTo: 1));
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, Two with { Calls = 0 }, upTo: 1));
    }

    [Fact]
    public async Task Released_permits_may_be_taken_again_and_released_twice()
    {
        var permits = await Taken(Gate, Two, upTo: 2);
        await Gate.ReleaseAsync([permits[0]], Cancel);
        await Gate.ReleaseAsync([permits[0], new Permit("p", Other, 987_654)], Cancel);
        Assert.Single(await Taken(Gate, Two, upTo: 2));
        await Gate.ReleaseAsync([permits[0]], Cancel);
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, Two, upTo: 1));
    }

    [Fact]
    public async Task A_permit_of_another_session_is_not_released_by_its_number()
    {
        var permits = await Taken(Gate, Two, upTo: 2);
        await Gate.ReleaseAsync([permits[0] with { Session = Other }], Cancel);
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, Two, upTo: 1));
    }

    [Fact]
    public async Task A_session_that_has_ended_frees_all_its_permits_and_no_others()
    {
        await Taken(Gate, new(3, null, null), upTo: 2);
        var others = await Taken(Gate, new(3, null, null), upTo: 1, Other);
        await Gate.FreeAsync(One, Cancel);
        await Gate.FreeAsync(One, Cancel);
        Assert.Equal(2, (await Taken(Gate, new(3, null, null), upTo: 3)).Count);
        Assert.IsType<GrantReply.Granted>(await Grant(others[0]));
    }

    [Fact]
    public async Task A_permit_that_no_call_was_granted_on_makes_room_past_its_deadline_when_all_are_out()
    {
        var permits = await Taken(Gate, Two, upTo: 2, deadline: TimeSpan.FromSeconds(30));
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, Two, upTo: 2));
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(1) + Backend.Slack);
        Assert.Equal(2, (await Taken(Gate, Two, upTo: 2)).Count);
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(permits[0]));
    }

    [Fact]
    public async Task A_grant_moves_its_permits_deadline_up()
    {
        var permits = await Taken(Gate, Two, upTo: 2, deadline: TimeSpan.FromSeconds(30));
        await Grant(permits[0], deadline: TimeSpan.FromSeconds(90));
        await Grant(permits[1], deadline: TimeSpan.FromSeconds(10));
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.Empty(await Overdue());
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(1) + Backend.Slack);
        Assert.Equal([permits[1]], (await Overdue()).Select(overdue => overdue.Permit));
    }

    [Fact]
    public async Task A_permit_that_waits_for_its_window_does_not_lapse_before_its_place_in_line()
    {
        var limits = new ProviderLimits(2, 1, null);
        var permits = await Taken(Gate, limits, upTo: 2, deadline: TimeSpan.FromSeconds(2));
        await Granted(permits[0], limits);
        var wait = Assert.IsType<GrantReply.Wait>(await Grant(permits[1], limits, deadline: TimeSpan.FromSeconds(2))).For;
        Assert.InRange(wait, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(70));
        await Backend.AdvanceAsync(wait + Backend.Slack);
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, limits, upTo: 1));
        Assert.IsType<GrantReply.Granted>(await Grant(permits[1], limits));
    }

    [Fact]
    public async Task A_permit_that_a_call_was_granted_on_stays_out_past_its_deadline_until_it_is_given_back()
    {
        var permits = await Taken(Gate, Two, upTo: 2, deadline: TimeSpan.FromSeconds(10));
        await Grant(permits[0], deadline: TimeSpan.FromSeconds(20));
        await Grant(permits[1], deadline: TimeSpan.FromSeconds(20));
        await Backend.AdvanceAsync(Long);
        var overdue = await Overdue();
        Assert.Equal(permits.OrderBy(permit => permit.Id), overdue.Select(late => late.Permit).OrderBy(permit => permit.Id));
        await Gate.ReleaseOverdueAsync([overdue[0]], Cancel);
        await Gate.ReleaseOverdueAsync([overdue[0], new(new Permit("p", Other, 987_654), overdue[0].Deadline)], Cancel);
        Assert.Single(await Taken(Gate, Two, upTo: 2));
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(overdue[0].Permit));
    }

    [Fact]
    public async Task An_overdue_permit_that_has_had_a_grant_since_is_not_given_back()
    {
        var permits = await Taken(Gate, Two, upTo: 2);
        await Grant(permits[0], deadline: Long + TimeSpan.FromSeconds(1));
        await Grant(permits[1], deadline: Long + TimeSpan.FromSeconds(1));
        await Backend.AdvanceAsync(Long + TimeSpan.FromSeconds(1) + Backend.Slack);
        var overdue = await Overdue();
        await Grant(permits[0]);
        await Gate.ReleaseOverdueAsync(overdue, Cancel);
        Assert.Single(await Taken(Gate, Two, upTo: 2));
        await Backend.AdvanceAsync(Long + Long);
        await Gate.ReleaseOverdueAsync(overdue, Cancel);
        Assert.Single(await Taken(Gate, Two, upTo: 2));
        Assert.Contains(permits[0], (await Overdue()).Select(late => late.Permit));
    }

    [Fact]
    public async Task Without_its_guard_a_permit_lapses_while_its_call_may_be_in_the_air()
    {
        await using var backend = new TBackend();
        var gate = await backend.OpenAsync(GateGuard.PermitOverdue);
        await Seed(
            backend,
            gate,
            "p",
            Trace(One, age: 5, open: true, deadline: 20),
            Trace(One, age: 5, open: true, deadline: 20)
        );
        await backend.AdvanceAsync(Long);
        var taken = await gate.TakeAsync("p", Two, One, 2, backend.Time.GetUtcNow() + Long, Cancel);
        Assert.Equal(2, Assert.IsType<PermitReply.Taken>(taken).Permits.Count);
    }

    [Fact]
    public async Task A_wait_ends_when_an_overdue_permit_is_given_back()
    {
        var permits = await Taken(Gate, Two, upTo: 2);
        foreach (var permit in permits)
            await Grant(permit, deadline: TimeSpan.FromSeconds(1));
        await Backend.AdvanceAsync(Long + Backend.Slack);
        var overdue = await Overdue();
        var wait = await Waiting(Gate, Long);
        await Gate.ReleaseOverdueAsync(overdue, Cancel);
        await wait.Comes();
    }

    private async Task<IReadOnlyList<OverduePermit>> Overdue() =>
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, Two, upTo: 2)).Overdue;

    [Fact]
    public async Task Nodes_racing_for_permits_never_go_over_the_limit()
    {
        var other = await Backend.OpenAsync();
        var limits = new ProviderLimits(10, null, null);
        var takes = Enumerable
            .Range(0, 40)
            .Select(take => (Gate: take % 2 == 0 ? Gate : other, Session: take % 2 == 0 ? One : Other, UpTo: 1 + take % 3))
            .Select(take => Task.Run(() => take.Gate.TakeAsync("p", limits, take.Session, take.UpTo, Later, Cancel), Cancel));
        var replies = await Task.WhenAll(takes).Comes();
        var permits = replies.OfType<PermitReply.Taken>().SelectMany(taken => taken.Permits).ToList();
        Assert.Equal(10, permits.Count);
        Assert.Equal(10, permits.Distinct().Count());
    }

    [Fact]
    public async Task A_grant_goes_only_to_a_permit_that_the_gate_knows()
    {
        var permits = await Taken(Gate, Two, upTo: 1);
        Assert.IsType<GrantReply.Granted>(await Grant(permits[0]));
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(new Permit("p", One, 987_654)));
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(permits[0] with { Session = Other }));
        await Gate.ReleaseAsync(permits, Cancel);
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(permits[0]));
    }

    [Fact]
    public async Task Without_its_guard_any_permit_is_granted()
    {
        await using var backend = new TBackend();
        var gate = await backend.OpenAsync(GateGuard.PermitKnown);
        await Seed(backend, gate, "p");
        var reply = await gate.GrantAsync(new Permit("p", One, 987_654), Unlimited, 1, backend.Time.GetUtcNow(), Cancel);
        Assert.IsType<GrantReply.Granted>(reply);
    }

    [Fact]
    public async Task A_wait_ends_when_a_permit_is_released()
    {
        var other = await Backend.OpenAsync();
        var permits = await Taken(Gate, Two, upTo: 2);
        await Take(other, Two, upTo: 1);
        Task[] waits = [await Waiting(Gate, Long), await Waiting(other, Long)];
        await Gate.ReleaseAsync([permits[0]], Cancel);
        await Task.WhenAll(waits).Comes();
    }

    [Fact]
    public async Task A_wait_ends_when_a_session_is_freed()
    {
        await Taken(Gate, Two, upTo: 2, Other);
        await Take(Gate, Two, upTo: 1);
        var wait = Gate.WaitForPermitAsync("p", Long, Cancel);
        await Gate.FreeAsync(Other, Cancel);
        await wait.Comes();
    }

    [Fact]
    public async Task A_release_before_the_wait_is_not_missed()
    {
        var permits = await Taken(Gate, Two, upTo: 2);
        await Take(Gate, Two, upTo: 1);
        await Gate.ReleaseAsync(permits, Cancel);
        await Gate.WaitForPermitAsync("p", Long, Cancel).Comes();
    }

    [Fact]
    public async Task A_wait_ends_after_its_time_or_when_cancelled()
    {
        await Taken(Gate, Two, upTo: 2);
        await Take(Gate, Two, upTo: 1);
        var atMost = TimeSpan.FromMilliseconds(300);
        var wait = await Waiting(Gate, atMost);
        await Backend.AdvanceAsync(atMost);
        await wait.Comes();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var stopped = Gate.WaitForPermitAsync("p", Long, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.Comes());
    }

    [Fact]
    public async Task A_gate_that_knows_nothing_says_so_and_grants_nothing()
    {
        var reply = await Advancing(Gate.TakeAsync("new", Two, One, 1, Later, Cancel));
        Assert.IsType<PermitReply.Unseeded>(reply);
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(new Permit("new", One, 1)));
    }

    [Fact]
    public async Task A_wiped_gate_says_so_only_when_every_old_grant_has_lapsed()
    {
        var permits = await Taken(Gate, Two, upTo: 1);
        await Backend.WipeAsync();
        var take = Take(Gate, Two, upTo: 1);
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(permits[0]));
        await Backend.AdvanceAsync(TimeSpan.FromMilliseconds(500));
        Assert.False(take.IsCompleted);
        await Backend.AdvanceAsync(TimeSpan.FromMilliseconds(500) + Backend.Slack);
        await Gate.SeedAsync("p", Assert.IsType<PermitReply.Unseeded>(await take.Comes()).Loss, [], null, Cancel);
        Assert.Single(await Taken(Gate, Two, upTo: 1));
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(permits[0]));
    }

    [Fact]
    public async Task Without_its_guard_a_wiped_gate_grants_at_once()
    {
        await using var backend = new TBackend();
        var gate = await backend.OpenAsync(GateGuard.GateSeed);
        Assert.IsType<PermitReply.Taken>(await gate.TakeAsync("p", Two, One, 2, backend.Time.GetUtcNow() + Long, Cancel));
        await backend.WipeAsync();
        Assert.IsType<PermitReply.Taken>(await gate.TakeAsync("p", Two, One, 2, backend.Time.GetUtcNow() + Long, Cancel).Comes());
    }

    [Fact]
    public async Task Open_calls_become_permits_of_their_sessions()
    {
        var permits = await Taken(Gate, Two, upTo: 2);
        await Wiped(
            Trace(One, age: 5, open: true) with
            {
                Permit = permits[0].Id,
            },
            Trace(Other, age: 5, open: true),
            Trace(Other, age: 5)
        );
        Assert.IsType<PermitReply.AllOut>(await Take(Gate, Two, upTo: 1));
        Assert.IsType<GrantReply.Granted>(await Grant(permits[0]));
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(permits[1]));
        await Gate.ReleaseAsync([permits[0]], Cancel);
        await Gate.FreeAsync(Other, Cancel);
        Assert.Equal(2, (await Taken(Gate, Two, upTo: 2)).Count);
    }

    [Fact]
    public async Task A_seeded_permit_stands_past_its_calls_deadline_too()
    {
        await Wiped(Trace(One, age: 5, open: true, deadline: 20), Trace(One, age: 100, open: true, deadline: -1));
        var late = Assert.Single(await Overdue());
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(20) + Backend.Slack);
        Assert.Equal(2, (await Overdue()).Count);
        await Gate.ReleaseOverdueAsync([late], Cancel);
        Assert.Single(await Taken(Gate, Two, upTo: 2));
    }

    [Fact]
    public async Task A_seed_that_was_read_for_an_earlier_loss_fills_nothing()
    {
        var early = await LossAsync();
        var late = await LossAsync();
        Assert.NotEqual(early, late);
        // It comes late, and knows nothing of the call that left between the two.
        await Gate.SeedAsync("p", early, [], null, Cancel);
        Assert.Equal(late, Assert.IsType<PermitReply.Unseeded>(await Take(Gate, Two, upTo: 1)).Loss);
        await Gate.SeedAsync("p", late, [Trace(One, age: 1, open: true)], null, Cancel);
        Assert.Single(await Taken(Gate, Two, upTo: 2));
    }

    /// <summary>Wipes the gate, and says which loss it tells of.</summary>
    private async Task<string> LossAsync()
    {
        await Backend.WipeAsync();
        var take = Take(Gate, Two, upTo: 1);
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(1) + Backend.Slack);
        return Assert.IsType<PermitReply.Unseeded>(await take.Comes()).Loss;
    }

    [Fact]
    public async Task Seeding_a_seeded_gate_changes_nothing()
    {
        var loss = await LossAsync();
        await Gate.SeedAsync("p", loss, [], null, Cancel);
        await Gate.SeedAsync("p", loss, [Trace(Other, age: 5, open: true), Trace(Other, age: 5, open: true)], null, Cancel);
        Assert.Equal(2, (await Taken(Gate, Two, upTo: 2)).Count);
    }

    [Fact]
    public async Task Of_two_nodes_that_seed_at_once_one_does()
    {
        var other = await Backend.OpenAsync();
        await Backend.WipeAsync();
        var unseeded = new[] { Take(Gate, Two, upTo: 1), Take(other, Two, upTo: 1) };
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(1) + Backend.Slack);
        var replies = await Task.WhenAll(unseeded).Comes();
        var loss = Assert.Single(replies.Select(reply => Assert.IsType<PermitReply.Unseeded>(reply).Loss).Distinct());
        await Task.WhenAll(
                new[] { Gate, other }.Select(gate => gate.SeedAsync("p", loss, [Trace(One, age: 1, open: true)], null, Cancel))
            )
            .Comes();
        Assert.Single(await Taken(Gate, Two, upTo: 2));
    }
}
