using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>How claims end, and that only their owner can end them.</summary>
public abstract class RunConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private static readonly Rejection Rejected = new("relation", "宝玉 → 黛玉", Reason.OfWords("quote not in the passage"));

    [Fact]
    public async Task A_completion_keeps_what_was_woven_and_what_was_rejected()
    {
        var job = await RunningAsync(2);
        var session = await SessionAsync();
        var claims = await ClaimAsync(session, job, 2);
        Assert.Empty(await Ledger.Runs.WovenAsync(claims[0].Run, Stop));
        Time.Advance(Minute);
        var done = await Ledger.Runs.TryCompleteAsync(
            [
                new(claims[0], ["key1", "key2"], false, [Rejected, Rejected with { Kind = "mention" }]),
                new(claims[1], [], true, []),
            ],
            Stop
        );
        Assert.Equal([true, true], done);
        Assert.Equal(["key1", "key2"], await Ledger.Runs.WovenAsync(claims[0].Run, Stop));
        var row = await RowAsync(job, 1);
        Assert.Equal(
            (RunState.Completed, session, 1, 2, Now),
            (row.State, row.Session, row.Attempt, row.Rejected, row.ChangedAt)
        );
        Assert.Equal("superseded by a newer job", (await RowAsync(job, 2)).Reason.Sentence);
        Assert.Equal(
            [(1, Rejected), (1, Rejected with { Kind = "mention" })],
            await Ledger.Runs.RejectionsAsync(job, 1, 10, Stop)
        );
        Assert.Single(await Ledger.Runs.RejectionsAsync(job, 1, 1, Stop));
        Assert.Empty(await Ledger.Runs.RejectionsAsync(job, 2, 10, Stop));
    }

    [Fact]
    public async Task Of_many_completions_only_the_owner_s_take_effect()
    {
        var job = await RunningAsync(4);
        var session = await SessionAsync();
        var claims = await ClaimAsync(session, job, 4);
        await Ledger.Runs.GiveBackAsync([claims[1]], Reason.None, Stop);
        var again = await ClaimOneAsync(session, job);
        var done = await Ledger.Runs.TryCompleteAsync(
            [
                Done(claims[0]),
                Done(claims[1]),
                Done(claims[2] with { Session = new(session.Value + 1) }),
                Done(claims[3]),
                Done(claims[0] with { Run = new(job, 9) }),
            ],
            Stop
        );
        Assert.Equal([true, false, false, true, false], done);
        Assert.Equal([RunState.Completed, RunState.Processing, RunState.Processing, RunState.Completed], await StatesAsync(job));
        Assert.Empty(await Ledger.Runs.WovenAsync(claims[1].Run, Stop));
        Assert.True(await CompleteAsync(again));
        Assert.Equal([], await Ledger.Runs.TryCompleteAsync([], Stop));
    }

    [Fact]
    public async Task Runs_of_different_attempts_are_completed_together_each_by_its_own()
    {
        var job = await RunningAsync(5);
        var session = await SessionAsync();
        var first = await ClaimAsync(session, job, 5);
        await Ledger.Runs.GiveBackAsync([first[1], first[3]], Reason.None, Stop);
        var second = await ClaimAsync(session, job, 2);
        await Ledger.Runs.GiveBackAsync([second[1]], Reason.None, Stop);
        var third = await ClaimOneAsync(session, job);
        Assert.Equal((2, 3), (second[0].Attempt, third.Attempt));
        // The fifth with the attempt of another: a batch of several attempts must not let it pass.
        var done = await Ledger.Runs.TryCompleteAsync(
            [Done(first[0]), Done(second[0]), Done(first[2]), Done(third), Done(first[4] with { Attempt = 2 })],
            Stop
        );
        Assert.Equal([true, true, true, true, false], done);
        Assert.Equal([1, 2, 1, 3, 1], (await Ledger.Runs.RunsAsync(job, 0, 10, Stop)).Select(run => run.Attempt));
        Assert.Equal(RunState.Processing, (await RowAsync(job, 5)).State);
    }

    [Fact]
    public async Task A_completion_says_who_has_read_the_run()
    {
        var job = await RunningAsync(3, ["a", "b"], ProviderOrder.SideBySide);
        var session = await SessionAsync();
        var claims = await ClaimAsync(session, job, 3, "a");
        // The ledger lost the claims of b, and gave the runs to the same session once more, for a.
        var done = await Ledger.Runs.TryCompleteAsync(
            [Done(claims[0] with { Provider = "b" }), Done(claims[1]), Done(claims[2] with { Provider = "b" })],
            Stop
        );
        Assert.Equal([true, true, true], done);
        Assert.Equal(["b", "a", "b"], (await Ledger.Runs.RunsAsync(job, 0, 10, Stop)).Select(run => run.Provider));
    }

    [Fact]
    public async Task A_completion_repeated_after_a_lost_answer_shows_its_attempt_in_the_row()
    {
        var job = await RunningAsync(1);
        var claim = await ClaimOneAsync(await SessionAsync(), job);
        Assert.True(await CompleteAsync(claim));
        Assert.False(await CompleteAsync(claim));
        var row = await RowAsync(job, 1);
        Assert.Equal((RunState.Completed, claim.Attempt, claim.Session), (row.State, row.Attempt, row.Session));
    }

    [Fact]
    public async Task A_paused_job_s_claims_still_end()
    {
        var job = await RunningAsync(2);
        var claims = await ClaimAsync(await SessionAsync(), job, 2);
        await Ledger.Jobs.TryPauseAsync(job, Reason.OfWords("person"), Stop);
        Assert.True(await CompleteAsync(claims[0]));
        Assert.Equal([job], await Ledger.Runs.GiveBackAsync([claims[1]], Reason.None, Stop));
    }

    [Fact]
    public async Task Nobody_but_the_owner_ends_or_changes_a_run()
    {
        var job = await RunningAsync(1);
        var session = await SessionAsync();
        var old = await ClaimOneAsync(session, job);
        await Ledger.Runs.GiveBackAsync([old], Reason.None, Stop);
        var mine = await ClaimOneAsync(session, job);
        Claim[] strangers = [old, mine with { Session = new(99) }, mine with { Attempt = 3 }, mine with { Run = new(job, 2) }];
        var before = await RowAsync(job, 1);
        foreach (var claim in strangers)
        {
            Assert.Equal([false], await Ledger.Runs.TryCompleteAsync([Done(claim)], Stop));
            Assert.Equal(AfterFailure.NotMine, await Ledger.Runs.FailAsync(claim, Reason.OfWords("x"), null, Stop));
            Assert.False(await Ledger.Runs.TrySkipAsync(claim, Reason.OfWords("x"), Stop));
            Assert.Empty(await Ledger.Runs.GiveBackAsync([claim], Reason.OfWords("x"), Stop));
            Assert.Null(await Ledger.Runs.TryRaiseAttemptAsync(claim, 9, Stop));
            Assert.False(await Ledger.Runs.TryMarkAsync(claim, true, Stop));
        }
        Assert.Equal(before, await RowAsync(job, 1));
        Assert.Empty(await Ledger.Runs.RejectionsAsync(job, 1, 10, Stop));
        Assert.True(await CompleteAsync(mine));
    }

    [Fact]
    public async Task A_failure_with_no_provider_left_is_the_run_s_end()
    {
        var job = await RunningAsync(1);
        var session = await SessionAsync();
        var claim = await ClaimOneAsync(session, job);
        Assert.Equal(
            AfterFailure.Failed,
            await Ledger.Runs.FailAsync(claim, Reason.OfWords("no JSON in the answer"), 5 * Minute, Stop)
        );
        var row = await RowAsync(job, 1);
        Assert.Equal((RunState.Failed, 1, 1, 0), (row.State, row.Failures, row.FailedBy, row.Rung));
        Assert.Equal((Reason.OfWords("no JSON in the answer"), null), (row.Reason, row.RetryAt));
        Assert.Equal(AfterFailure.NotMine, await Ledger.Runs.FailAsync(claim, Reason.OfWords("again"), null, Stop));
    }

    [Fact]
    public async Task In_order_a_failed_run_goes_down_the_list_and_then_fails_with_a_retry_ahead()
    {
        await SaveAsync("a", "b", "c");
        var job = await RunningAsync(1, ["a", "b", "c"], autoRetry: Minute);
        var session = await SessionAsync("a", "b", "c");
        var expected = new[] { ("a", AfterFailure.NextProvider), ("b", AfterFailure.NextProvider), ("c", AfterFailure.Failed) };
        foreach (var (provider, after) in expected)
            Assert.Equal(
                after,
                await Ledger.Runs.FailAsync(await ClaimOneAsync(session, job, provider), Reason.OfWords("no good"), null, Stop)
            );
        var row = await RowAsync(job, 1);
        Assert.Equal((RunState.Failed, 3, 7, 2, 3), (row.State, row.Failures, row.FailedBy, row.Rung, row.Attempt));
        Assert.Equal(Now + Minute, row.RetryAt);
        Time.Advance(Minute);
        await Ledger.Jobs.RetryDueAsync(Stop);
        Assert.Equal((0, 1), ((await ClaimOneAsync(session, job, "a")).Rung, (await RowAsync(job, 1)).Round));
    }

    [Fact]
    public async Task A_stand_in_that_failed_a_run_is_passed_over_on_the_way_down()
    {
        await SaveAsync("a", "b", "c");
        var job = await RunningAsync(1, ["a", "b", "c"]);
        var session = await SessionAsync("a", "b", "c");
        await Ledger.Providers.PauseProviderAsync("a", new(null, Reason.OfWords("401")), Stop);
        Assert.Equal(
            AfterFailure.NextProvider,
            await Ledger.Runs.FailAsync(await ClaimOneAsync(session, job, "b"), Reason.None, null, Stop)
        );
        var row = await RowAsync(job, 1);
        Assert.Equal((RunState.Pending, 2, 2), (row.State, row.Rung, row.FailedBy));
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1, "b"));
        Assert.Equal(
            AfterFailure.Failed,
            await Ledger.Runs.FailAsync(await ClaimOneAsync(session, job, "c"), Reason.None, null, Stop)
        );
    }

    [Fact]
    public async Task A_run_with_nothing_in_it_is_skipped_with_its_reason()
    {
        var job = await RunningAsync(1);
        var claim = await ClaimOneAsync(await SessionAsync(), job);
        Assert.True(await Ledger.Runs.TrySkipAsync(claim, Reason.OfWords("empty"), Stop));
        Assert.False(await Ledger.Runs.TrySkipAsync(claim, Reason.OfWords("empty"), Stop));
        var row = await RowAsync(job, 1);
        Assert.Equal((RunState.Skipped, Reason.OfWords("empty"), Now), (row.State, row.Reason, row.ChangedAt));
    }

    [Fact]
    public async Task Runs_given_back_are_pending_with_no_failure_and_the_next_claim_has_a_higher_attempt()
    {
        var one = await RunningAsync(2);
        var other = await RunningAsync(1);
        var session = await SessionAsync();
        var claims = (await ClaimAsync(session, one, 2)).Concat(await ClaimAsync(session, other, 1)).ToArray();
        await CompleteAsync(claims[1]);
        Assert.Equal(
            [one, other],
            await Ledger.Runs.GiveBackAsync([claims[2], claims[1], claims[0]], Reason.OfWords("provider paused"), Stop)
        );
        Assert.Empty(await Ledger.Runs.GiveBackAsync(claims, Reason.OfWords("again"), Stop));
        var row = await RowAsync(one, 1);
        Assert.Equal((RunState.Pending, null, 1, 0, 0), (row.State, row.Session, row.Attempt, row.Failures, row.Losses));
        Assert.Equal((Reason.OfWords("provider paused"), false), (row.Reason, row.Suspect));
        Assert.Equal(2, (await ClaimOneAsync(session, one)).Attempt);
        Assert.Equal("", (await RowAsync(one, 1)).Reason.Sentence);
    }

    [Fact]
    public async Task An_attempt_is_raised_above_the_one_that_the_graph_has_seen()
    {
        var job = await RunningAsync(1);
        var claim = await ClaimOneAsync(await SessionAsync(), job);
        var raised = await Ledger.Runs.TryRaiseAttemptAsync(claim, 7, Stop);
        Assert.Equal(claim with { Attempt = 8 }, raised);
        Assert.Null(await Ledger.Runs.TryRaiseAttemptAsync(claim, 7, Stop));
        Assert.False(await CompleteAsync(claim));
        Assert.Equal(8, (await Ledger.Runs.TryRaiseAttemptAsync(raised!, 3, Stop))!.Attempt);
        Assert.True(await CompleteAsync(raised!));
        Assert.Equal(8, (await RowAsync(job, 1)).Attempt);
    }

    [Fact]
    public async Task A_session_s_processing_rows_are_listed_for_it_to_find_strays()
    {
        var one = await RunningAsync(3);
        var other = await RunningAsync(1);
        var session = await SessionAsync();
        var claims = (await ClaimAsync(session, one, 2)).Concat(await ClaimAsync(session, other, 1)).ToArray();
        await ClaimOneAsync(await SessionAsync(), one);
        Assert.Equal(claims, await Ledger.Runs.ProcessingAsync(session, Stop));
        await CompleteAsync(claims[0]);
        await Ledger.Jobs.RaiseFloorAsync(one, Stop);
        Assert.Equal(claims[1..], await Ledger.Runs.ProcessingAsync(session, Stop));
        Assert.Empty(await Ledger.Runs.ProcessingAsync(new(99), Stop));
    }

    [Fact]
    public async Task Who_looks_on_sees_what_is_being_read_by_whom_since_when_and_under_which_title()
    {
        var book = await BookAsync("one. ", "two. ", "three.");
        var job = await CreatedAsync(Order(book), 3);
        await Ledger.Jobs.TryStartAsync(job, Stop);
        var (one, other) = (await SessionAsync(), await SessionAsync());
        var first = await ClaimOneAsync(one, job);
        var start = Now;
        Time.Advance(Minute);
        var second = await ClaimOneAsync(other, job);
        var active = (await Backend.OtherLedger.Overview.WatchAsync(Now, Stop)).Active;
        Assert.Equal(
            [
                new(first.Run, one, "rules", 1, start, 1, "Chapter 1"),
                new ActiveRun(second.Run, other, "rules", 1, Now, 2, "Chapter 2"),
            ],
            active
        );
        await Ledger.Jobs.TryPauseAsync(job, Reason.OfWords("person"), Stop);
        await CompleteAsync(first);
        await Ledger.Jobs.RaiseFloorAsync(job, Stop);
        Assert.Equal(second.Run, Assert.Single((await Ledger.Overview.WatchAsync(Now, Stop)).Active).Run);
        await DieAsync(other);
        Assert.Empty((await Ledger.Overview.WatchAsync(Now, Stop)).Active);
    }

    [Fact]
    public async Task Who_looks_on_sees_how_many_chapters_were_completed_in_each_minute_and_by_whom()
    {
        await SaveAsync("a", "b");
        var (ended, running) = (await RunningAsync(3), await RunningAsync(3, ["a", "b"], ProviderOrder.SideBySide));
        var session = await SessionAsync("rules", "a", "b");
        await CompleteAsync(await ClaimOneAsync(session, ended));
        Time.Advance(Minute);
        var since = Now;
        await CompleteAsync(await ClaimOneAsync(session, ended));
        await CompleteAsync(await ClaimOneAsync(session, ended));
        Assert.True(await Ledger.Jobs.TryFinishAsync(ended, 0, Stop));
        Time.Advance(2 * Minute + TimeSpan.FromSeconds(30));
        await CompleteAsync(await ClaimOneAsync(session, running, "a"));
        await CompleteAsync(await ClaimOneAsync(session, running, "b"));
        await FailNextAsync(session, running, "a");
        Assert.Equal(
            [new("a", 2, 1), new("b", 2, 1), new CompletedMinute("rules", 0, 2)],
            await Backend.OtherLedger.Overview.CompletedAsync(since, Stop)
        );
        Assert.Equal(2, (await Ledger.Overview.CompletedAsync(since + Minute, Stop)).Sum(minute => minute.Chapters));
        Assert.Empty(await Ledger.Overview.CompletedAsync(Now + Minute, Stop));
    }

    [Fact]
    public async Task Who_looks_on_sees_how_much_waits_at_each_rung_of_running_jobs()
    {
        await SaveAsync("a", "b");
        var job = await RunningAsync(5, ["a", "b"]);
        var beside = await RunningAsync(2, ["a", "b"], ProviderOrder.SideBySide);
        var paused = await RunningAsync(3);
        await Ledger.Jobs.TryPauseAsync(paused, Reason.OfWords("person"), Stop);
        var session = await SessionAsync("a", "b");
        await ClaimOneAsync(session, job, "a");
        await FailNextAsync(session, job, "a");
        await FailNextAsync(session, beside, "b");
        Assert.Equal(
            [new(job, 0, 0, 3), new(job, 1, 1, 1), new(beside, 0, 0, 1), new WaitingRuns(beside, 0, 2, 1)],
            (await Ledger.Overview.WatchAsync(Now, Stop)).Waiting
        );
    }

    [Fact]
    public async Task A_completion_and_a_takeover_at_once_leave_one_of_the_two()
    {
        for (var i = 0; i < 20; i++)
        {
            var job = await RunningAsync(1);
            var session = await SessionAsync();
            var claim = await ClaimOneAsync(session, job);
            var completion = Backend.OtherLedger.Runs.TryCompleteAsync([Done(claim)], Stop);
            var ending = DieAsync(session);
            var completed = (await completion)[0];
            Assert.Equal(completed ? 0 : 1, (await ending).GivenBack.Count);
            Assert.Equal(completed ? RunState.Completed : RunState.Pending, (await RowAsync(job, 1)).State);
        }
    }
}
