using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Sessions, takeovers, drains, and deaths that a chapter may have caused.</summary>
public abstract class SessionConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    [Fact]
    public async Task Open_sessions_are_listed_the_oldest_first_with_all_they_said()
    {
        var one = await Ledger.Sessions.OpenSessionAsync("织机一", "worker", 4711, ["a", "rules"], 8, Stop);
        var start = Now;
        Time.Advance(Minute);
        var two = await Backend.OtherLedger.Sessions.OpenSessionAsync("n2", "web", 12, [], 2, Stop);
        Assert.True(two.Value > one.Value);
        var open = await Ledger.Sessions.OpenSessionsAsync(Stop);
        Assert.Equal([one, two], open.Select(session => session.Id));
        Assert.Equal(("织机一", "worker", 4711, start), (open[0].Node, open[0].Role, open[0].ProcessId, open[0].StartedAt));
        Assert.Equal(["a", "rules"], open[0].Providers);
        Assert.Equal((8, 2), (open[0].Workers, open[1].Workers));
        Assert.Null(open[0].EndedAt);
        await Ledger.Sessions.ServeAsync(one, ["b"], ["c"], Stop);
        var served = (await Ledger.Sessions.FindSessionAsync(one, Stop))!;
        Assert.Equal(["b", "|", "c"], [.. served.Providers, "|", .. served.Locked]);
        Assert.Empty((await Ledger.Sessions.FindSessionAsync(two, Stop))!.Locked);
        Assert.Null(await Ledger.Sessions.FindSessionAsync(new(99), Stop));
    }

    [Fact]
    public async Task A_session_ends_once_and_is_kept()
    {
        var session = await SessionAsync();
        var other = await SessionAsync();
        Assert.True((await DieAsync(session)).Ended);
        var end = Now;
        Time.Advance(Minute);
        Assert.False(
            (await Backend.OtherLedger.Sessions.EndSessionAsync(session, SessionEnd.Drained, Reason.OfWords("late"), Stop)).Ended
        );
        Assert.False((await DieAsync(new(99))).Ended);
        Assert.Equal([other], (await Ledger.Sessions.OpenSessionsAsync(Stop)).Select(row => row.Id));
        var ended = await Ledger.Sessions.FindSessionAsync(session, Stop);
        Assert.Equal((end, SessionReasons.PresenceGone), (ended!.EndedAt, ended.EndReason));
        Assert.True((await SessionAsync()).Value > other.Value);
    }

    [Fact]
    public async Task Who_looks_on_sees_the_sessions_that_ended_since_then_and_which_were_taken_over()
    {
        var early = await SessionAsync();
        await DieAsync(early);
        Time.Advance(Minute);
        var (drained, dead) = (await SessionAsync(), await SessionAsync());
        await SessionAsync();
        await DieAsync(dead);
        Time.Advance(Minute);
        await Ledger.Sessions.EndSessionAsync(drained, SessionEnd.Drained, Reason.OfWords("drained"), Stop);
        var ended = (await Backend.OtherLedger.Overview.WatchAsync(Now - Minute, Stop)).Ended;
        Assert.Equal([(dead, true), (drained, false)], ended.Select(one => (one.Id, one.WasTakenOver)));
        Assert.Equal(3, (await Ledger.Overview.WatchAsync(Now - 2 * Minute, Stop)).Ended.Count);
    }

    [Fact]
    public async Task Two_that_end_a_session_at_once_give_its_runs_back_once()
    {
        var job = await RunningAsync(3);
        var session = await SessionAsync();
        await ClaimAsync(session, job, 3);
        var endings = await Task.WhenAll(
            DieAsync(session),
            Backend.OtherLedger.Sessions.EndSessionAsync(session, SessionEnd.Death, Reason.OfWords("x"), Stop)
        );
        Assert.Single(endings, ending => ending.Ended);
        Assert.Equal(3, endings.Sum(ending => ending.GivenBack.Count));
    }

    [Fact]
    public async Task A_takeover_gives_back_the_session_s_runs_and_no_others()
    {
        var one = await RunningAsync(4);
        var two = await RunningAsync(1);
        var dead = await SessionAsync();
        var alive = await SessionAsync();
        var claims = await ClaimAsync(dead, one, 2);
        await ClaimAsync(alive, one, 1);
        await ClaimAsync(dead, two, 1);
        await CompleteAsync(claims[0]);
        Time.Advance(Minute);
        var ending = await DieAsync(dead);
        Assert.Equal([new(one, 2), new(two, 1)], ending.GivenBack);
        Assert.Empty(ending.SetApart);
        Assert.Equal([RunState.Completed, RunState.Pending, RunState.Processing, RunState.Pending], await StatesAsync(one));
        var row = await RowAsync(one, 2);
        Assert.Equal((null, 1, true, 0, 0), (row.Session, row.Attempt, row.Suspect, row.Losses, row.Failures));
        Assert.Equal((RunReasons.SessionOver, Now), (row.Reason, row.ChangedAt));
    }

    [Fact]
    public async Task A_taken_over_worker_can_not_complete_its_run()
    {
        var job = await RunningAsync(1);
        var dead = await SessionAsync();
        var zombie = await ClaimOneAsync(dead, job);
        await DieAsync(dead);
        Assert.False(await CompleteAsync(zombie));
        var heir = await ClaimOneAsync(await SessionAsync(), job);
        Assert.Equal((2, true), (heir.Attempt, heir.Suspect));
        Assert.True(heir.Token > zombie.Token);
        Assert.False(await CompleteAsync(zombie));
        Assert.True(await CompleteAsync(heir));
        Assert.False(await CompleteAsync(zombie));
    }

    [Fact]
    public async Task Runs_of_a_paused_job_go_back_to_pending()
    {
        var job = await RunningAsync(1);
        var session = await SessionAsync();
        await ClaimOneAsync(session, job);
        await Ledger.Jobs.TryPauseAsync(job, Reason.OfWords("person"), Stop);
        Assert.Single((await DieAsync(session)).GivenBack);
        Assert.Equal([RunState.Pending], await StatesAsync(job));
    }

    [Fact]
    public async Task A_session_with_a_cancelled_job_gives_nothing_back()
    {
        var job = await RunningAsync(1);
        var session = await SessionAsync();
        await ClaimOneAsync(session, job);
        await Ledger.Jobs.TryCancelAsync(job, Stop);
        Assert.Empty((await DieAsync(session)).GivenBack);
        Assert.Equal([RunState.Skipped], await StatesAsync(job));
    }

    [Fact]
    public async Task Only_deaths_while_marked_count_and_the_second_sets_the_run_apart()
    {
        var job = await RunningAsync(2, autoRetry: Minute);
        await LoseAsync(job, mark: false);
        await LoseAsync(job, mark: false);
        Assert.Equal((0, true), await LossesAsync(job));
        Assert.Equal([new(job, 1), new(job, 2)], (await LoseAsync(job, mark: true)).GivenBack);
        Assert.Equal((1, true), await LossesAsync(job));
        await LoseAsync(job, mark: false);
        Assert.Equal((1, true), await LossesAsync(job));

        var last = await LoseAsync(job, mark: true);
        Assert.Equal([new(job, 1)], last.SetApart);
        Assert.Equal([new(job, 2)], last.GivenBack);
        var row = await RowAsync(job, 1);
        Assert.Equal((RunState.Failed, 2, false, null), (row.State, row.Losses, row.Marked, row.RetryAt));
        Assert.Equal("killed its process twice", row.Reason.Sentence);
        Assert.Equal((RunState.Pending, 0), ((await RowAsync(job, 2)).State, (await RowAsync(job, 2)).Losses));
    }

    /// <summary>A session claims both runs, marks the first or not, and dies.</summary>
    private async Task<SessionEnding> LoseAsync(JobId job, bool mark)
    {
        var session = await SessionAsync();
        var claims = await ClaimAsync(session, job, 2);
        Assert.True(await Ledger.Runs.TryMarkAsync(claims[0], true, Stop));
        Assert.True((await RowAsync(job, 1)).Marked);
        if (!mark)
            Assert.True(await Ledger.Runs.TryMarkAsync(claims[0], false, Stop));
        return await DieAsync(session);
    }

    private async Task<(int Losses, bool Suspect)> LossesAsync(JobId job)
    {
        var row = await RowAsync(job, 1);
        return (row.Losses, row.Suspect);
    }

    [Fact]
    public async Task A_run_set_apart_can_be_retried_by_a_person_and_has_its_two_deaths_again()
    {
        var job = await RunningAsync(2);
        for (var i = 0; i < 2; i++)
            await LoseAsync(job, mark: true);
        Assert.Equal(1, await Ledger.Jobs.RetryAsync(job, null, Stop));
        Assert.Equal(0, (await RowAsync(job, 1)).Losses);
        Assert.Empty((await LoseAsync(job, mark: true)).SetApart);
        Assert.Single((await LoseAsync(job, mark: true)).SetApart);
    }

    [Fact]
    public async Task A_drain_gives_back_without_loss_or_suspicion()
    {
        var job = await RunningAsync(1);
        var session = await SessionAsync();
        var claim = await ClaimOneAsync(session, job);
        await Ledger.Runs.TryMarkAsync(claim, true, Stop);
        var ending = await Ledger.Sessions.EndSessionAsync(session, SessionEnd.Drained, Reason.OfWords("SIGTERM"), Stop);
        Assert.Equal([claim.Run], ending.GivenBack);
        var row = await RowAsync(job, 1);
        Assert.Equal((RunState.Pending, 0, false, false), (row.State, row.Losses, row.Suspect, row.Marked));
        Assert.Equal("SIGTERM", (await Ledger.Sessions.FindSessionAsync(session, Stop))!.EndReason.Sentence);
    }

    [Fact]
    public async Task A_mark_ends_with_the_claim()
    {
        var job = await RunningAsync(1);
        var session = await SessionAsync();
        var claim = await ClaimOneAsync(session, job);
        await Ledger.Runs.TryMarkAsync(claim, true, Stop);
        await Ledger.Runs.GiveBackAsync([claim], Reason.None, Stop);
        Assert.False((await RowAsync(job, 1)).Marked);
        claim = await ClaimOneAsync(session, job);
        await Ledger.Runs.TryMarkAsync(claim, true, Stop);
        await CompleteAsync(claim);
        Assert.False((await RowAsync(job, 1)).Marked);
    }

    [Fact]
    public async Task A_sweep_finds_nothing_where_every_session_was_ended_properly()
    {
        var job = await RunningAsync(2);
        var session = await SessionAsync();
        await ClaimAsync(session, job, 1);
        await DieAsync(session);
        await ClaimAsync(await SessionAsync(), job, 1);
        Assert.Empty(await Ledger.Sessions.SweepEndedSessionsAsync(Stop));
        Assert.Equal([RunState.Processing, RunState.Pending], await StatesAsync(job));
    }
}
