using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>The four outcomes of a claim, marks, floors, and who may claim what of the job's providers.</summary>
public abstract class ClaimConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    [Fact]
    public async Task A_claim_takes_pending_runs_by_position_and_numbers_the_attempt()
    {
        var job = await RunningAsync(5);
        var session = await SessionAsync();
        var claimed = Assert.IsType<ClaimResult.Claimed>(await AskAsync(session, job, 3));
        Assert.Equal([1, 2, 3], Positions(claimed.Runs));
        Assert.False(claimed.Short);
        Assert.Equal(4, claimed.Mark);
        Assert.Equal(
            new Claim
            {
                Run = new(job, 2),
                Chapter = new("hash2", 0),
                Session = session,
                Attempt = 1,
                Provider = "rules",
                Rung = 0,
                FailedBy = 0,
                Round = 0,
                Failures = 0,
                Suspect = false,
            },
            claimed.Runs[1]
        );
        var row = await RowAsync(job, 2);
        Assert.Equal((RunState.Processing, session, 1, "rules"), (row.State, row.Session, row.Attempt, row.Provider));
        Assert.Equal(Now, row.ChangedAt);
        Assert.Equal(RunState.Pending, (await RowAsync(job, 4)).State);
    }

    [Fact]
    public async Task A_claim_that_gets_fewer_than_it_asked_for_comes_back_short()
    {
        var job = await RunningAsync(5);
        var claimed = Assert.IsType<ClaimResult.Claimed>(await AskAsync(await SessionAsync(), job, 64));
        Assert.True(claimed.Short);
        Assert.Equal(5, claimed.Runs.Count);
    }

    [Fact]
    public async Task Two_sessions_never_claim_the_same_run()
    {
        var job = await RunningAsync(5);
        var one = await ClaimAsync(await SessionAsync(), job, 3);
        var other = await ClaimAsync(await SessionAsync(), job, 3);
        Assert.Equal([1, 2, 3, 4, 5], Positions(one.Concat(other)));
    }

    [Fact]
    public async Task Sessions_that_claim_at_once_share_the_runs_without_one_twice()
    {
        var job = await RunningAsync(400);
        var ledgers = new[] { Ledger, Backend.OtherLedger, Ledger, Backend.OtherLedger };
        var shares = await Task.WhenAll(ledgers.Select(ledger => DrainAsync(ledger, job)));
        Assert.Equal(Enumerable.Range(1, 400), shares.SelectMany(Positions).Order());
        Assert.All(
            await Ledger.Runs.RunsAsync(job, 0, 1000, Stop),
            run => Assert.Equal((RunState.Completed, 1), (run.State, run.Attempt))
        );
    }

    private static async Task<List<Claim>> DrainAsync(ILedger ledger, JobId job)
    {
        var session = await ledger.Sessions.OpenSessionAsync("node", "worker", 2, ["rules"], 8, Stop);
        var all = new List<Claim>();
        var mark = 0;
        while (await ledger.Runs.ClaimAsync(new(session, "rules", job, 7, mark), Stop) is ClaimResult.Claimed claimed)
        {
            mark = claimed.Mark;
            all.AddRange(claimed.Runs);
            Assert.All(await ledger.Runs.TryCompleteAsync([.. claimed.Runs.Select(Done)], Stop), Assert.True);
        }
        return all;
    }

    [Fact]
    public async Task Fresh_rows_come_from_the_mark_and_rows_given_back_behind_it_when_there_are_none()
    {
        var job = await RunningAsync(4);
        var session = await SessionAsync();
        var first = await ClaimAsync(session, job, 2);
        await Ledger.Runs.GiveBackAsync([first[0]], Reason.OfWords("not now"), Stop);
        var fresh = Assert.IsType<ClaimResult.Claimed>(await AskAsync(session, job, 2, mark: 3));
        Assert.Equal([3, 4], Positions(fresh.Runs));
        var behind = Assert.IsType<ClaimResult.Claimed>(await AskAsync(session, job, 2, mark: fresh.Mark));
        Assert.Equal([1], Positions(behind.Runs));
        Assert.Equal(2, behind.Runs[0].Attempt);
        Assert.Equal(5, behind.Mark);
    }

    [Fact]
    public async Task An_ended_session_is_told_so_whatever_the_job()
    {
        var job = await RunningAsync(1);
        var session = await SessionAsync();
        await DieAsync(session);
        Assert.IsType<ClaimResult.SessionEnded>(await AskAsync(session, job, 1));
        Assert.IsType<ClaimResult.SessionEnded>(await AskAsync(session, new(99), 1));
        Assert.IsType<ClaimResult.SessionEnded>(await AskAsync(new(77), job, 1));
        Assert.Equal([RunState.Pending], await StatesAsync(job));
    }

    [Theory]
    [InlineData(JobState.Created)]
    [InlineData(JobState.Paused)]
    [InlineData(JobState.Completed)]
    [InlineData(JobState.Cancelled)]
    public async Task A_job_that_is_not_running_has_nothing_for_anyone(JobState state)
    {
        var job = await CreatedAsync(Order(await BookAsync("text")), state == JobState.Completed ? 0 : 2);
        if (state != JobState.Created)
            await Ledger.Jobs.TryStartAsync(job, Stop);
        if (state == JobState.Paused)
            await Ledger.Jobs.TryPauseAsync(job, Reason.OfWords("person"), Stop);
        if (state == JobState.Completed)
            await Ledger.Jobs.TryFinishAsync(job, 0, Stop);
        if (state == JobState.Cancelled)
            await Ledger.Jobs.TryCancelAsync(job, Stop);
        Assert.Equal(state, await StateAsync(job));
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(await SessionAsync(), job, 1));
    }

    [Fact]
    public async Task Unknown_jobs_and_jobs_of_other_providers_have_nothing_for_anyone()
    {
        await SaveAsync("a", "b");
        var job = await RunningAsync(1, ["a"]);
        var session = await SessionAsync("a", "b");
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, new(99), 1, "a"));
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1, "b"));
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1, "nobody"));
    }

    [Fact]
    public async Task A_job_whose_runs_are_all_in_hand_has_nothing_for_anyone()
    {
        var job = await RunningAsync(1);
        var session = await SessionAsync();
        await ClaimOneAsync(session, job);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1, mark: 2));
    }

    [Fact]
    public async Task A_paused_provider_gets_nothing_now_and_hears_until_when()
    {
        await SaveAsync("a");
        var job = await RunningAsync(1, ["a"]);
        var session = await SessionAsync("a");
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop);
        Assert.Equal(Now + Minute, Assert.IsType<ClaimResult.NothingNow>(await AskAsync(session, job, 1, "a")).PausedUntil);
        await Ledger.Providers.PauseProviderAsync("a", new(null, Reason.OfWords("401")), Stop);
        Assert.Null(Assert.IsType<ClaimResult.NothingNow>(await AskAsync(session, job, 1, "a")).PausedUntil);
        Assert.Equal([RunState.Pending], await StatesAsync(job));
        await Ledger.Providers.TryResumeProviderAsync("a", Stop);
        await ClaimOneAsync(session, job, "a");
    }

    [Fact]
    public async Task After_a_pause_one_run_at_a_time_goes_until_a_call_has_succeeded()
    {
        await SaveAsync("a");
        var job = await RunningAsync(4, ["a"]);
        var session = await SessionAsync("a");
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop);
        Time.Advance(Minute);
        var probe = Assert.Single(await ClaimAsync(session, job, 64, "a"));
        var call = new Call("c1", new("p", "r", "m", PassageAttempt.First, 0), probe.Run, session, "a", 10, 0, Now, Now + Minute);
        Assert.IsType<CallOpening.Opened>(await Ledger.Journal.OpenCallAsync(call, Stop));
        Assert.Null(Assert.IsType<ClaimResult.NothingNow>(await AskAsync(session, job, 64, "a")).PausedUntil);
        await Ledger.Providers.NoteSuccessAsync("a", Stop);
        Assert.Equal(3, (await ClaimAsync(session, job, 64, "a")).Count);
    }

    [Fact]
    public async Task In_order_a_later_provider_leaves_runs_alone_while_the_one_before_works()
    {
        await SaveAsync("a", "b");
        var job = await RunningAsync(2, ["a", "b"]);
        var session = await SessionAsync("a", "b");
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 2, "b"));
        await ClaimOneAsync(session, job, "a");
    }

    [Fact]
    public async Task In_order_a_later_provider_stands_in_while_each_one_before_is_paused_unserved_or_gone()
    {
        await SaveAsync("a", "b", "c");
        var job = await RunningAsync(4, ["a", "b", "c"]);
        var session = await SessionAsync("a", "b", "c");
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1, "c"));
        Assert.Equal(0, (await ClaimOneAsync(session, job, "b")).Rung);

        await Ledger.Sessions.ServeAsync(session, ["a", "c"], [], Stop);
        Assert.Equal("c", (await ClaimOneAsync(session, job, "c")).Provider);

        Time.Advance(Minute);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1, "c"));
    }

    [Fact]
    public async Task In_order_a_provider_that_is_not_there_any_more_holds_nobody_up()
    {
        var job = await RunningAsync(1, ["gone", "c"]);
        var session = await SessionAsync("gone", "c");
        await FailNextAsync(session, job, "gone");
        await FailNextAsync(session, job, "c");
        Assert.True(await Ledger.Jobs.TryFinishAsync(job, 0, Stop));
        // A job that has ended holds no provider; a person's retry opens it again.
        Assert.IsType<ProviderRemoval.Removed>(await Ledger.Providers.RemoveProviderAsync("gone", Stop));
        Assert.Equal(1, await Ledger.Jobs.RetryAsync(job, null, Stop));
        Assert.Equal(0, (await ClaimOneAsync(session, job, "c")).Rung);
    }

    [Fact]
    public async Task In_order_an_earlier_provider_never_takes_a_run_it_has_failed()
    {
        await SaveAsync("a", "b");
        var job = await RunningAsync(1, ["a", "b"]);
        var session = await SessionAsync("a", "b");
        var claim = await ClaimOneAsync(session, job, "a");
        Assert.Equal(AfterFailure.NextProvider, await Ledger.Runs.FailAsync(claim, Reason.OfWords("no good"), null, Stop));
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1, "a"));
        var next = await ClaimOneAsync(session, job, "b");
        Assert.Equal((1, 1, 1, 2), (next.Rung, next.FailedBy, next.Failures, next.Attempt));
    }

    [Fact]
    public async Task Side_by_side_any_provider_takes_what_it_has_not_failed()
    {
        await SaveAsync("a", "b");
        var job = await RunningAsync(2, ["a", "b"], ProviderOrder.SideBySide);
        var session = await SessionAsync("a", "b");
        var one = await ClaimOneAsync(session, job, "b");
        await ClaimOneAsync(session, job, "a");
        Assert.Equal(AfterFailure.NextProvider, await Ledger.Runs.FailAsync(one, Reason.OfWords("no good"), null, Stop));
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1, "b"));
        var again = await ClaimOneAsync(session, job, "a");
        Assert.Equal((1, 2), (again.Run.Position, again.FailedBy));
        Assert.Equal(AfterFailure.Failed, await Ledger.Runs.FailAsync(again, Reason.OfWords("no good"), null, Stop));
    }

    [Fact]
    public async Task A_probe_is_another_run_than_the_one_whose_call_failed_where_there_is_one()
    {
        await SaveAsync("a");
        var job = await RunningAsync(3, ["a"]);
        var session = await SessionAsync("a");
        var all = await ClaimAsync(session, job, 3, "a");
        var why = Reason.OfWords("500");
        await Ledger.Runs.GiveBackAsync([all[0]], RunReasons.ProviderFailedIt("a", why), Stop);
        await Ledger.Runs.GiveBackAsync([all[1], all[2]], RunReasons.ProviderWasPaused("a", why), Stop);
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, why), Stop);
        Time.Advance(Minute);
        var probe = Assert.Single(await ClaimAsync(session, job, 3, "a"));
        Assert.Equal(2, probe.Run.Position);
        await CompleteAsync(probe);
        Assert.Equal(3, Assert.Single(await ClaimAsync(session, job, 3, "a")).Run.Position);
        // No other is left.
        Assert.Equal(1, Assert.Single(await ClaimAsync(session, job, 3, "a")).Run.Position);
    }

    [Theory]
    [InlineData(ProviderOrder.InOrder)]
    [InlineData(ProviderOrder.SideBySide)]
    public async Task Rules_read_what_every_model_has_failed_and_stand_in_for_none(ProviderOrder order)
    {
        await SaveAsync("a", "b");
        var job = await RunningAsync(2, ["a", "b", "rules"], order);
        var session = await SessionAsync("a", "b", "rules");
        await Ledger.Providers.PauseProviderAsync("a", new(null, Reason.OfWords("402")), Stop);
        await Ledger.Providers.PauseProviderAsync("b", new(Now + Minute, Reason.OfWords("429")), Stop);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1));
        await Ledger.Providers.TryResumeProviderAsync("a", Stop);
        await Ledger.Providers.TryResumeProviderAsync("b", Stop);
        await FailNextAsync(session, job, "a");
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1));
        await FailNextAsync(session, job, "b");
        var last = await ClaimOneAsync(session, job);
        Assert.Equal((1, 0b011), (last.Run.Position, last.FailedBy));
        // Why it was passed on stays with it, whatever happens on the way.
        await Ledger.Runs.GiveBackAsync([last], Reason.OfWords("given back"), Stop);
        await DieAsync(session);
        var other = await SessionAsync("a", "b", "rules");
        await CompleteAsync(await ClaimOneAsync(other, job));
        await CompleteAsync(await ClaimOneAsync(other, job, "a"));
        var readers = await Ledger.Runs.CountReadersAsync(job, Stop);
        Assert.Equal(
            [new("a", Reason.None, 1), new ReaderCount("rules", Reason.OfWords("no good"), 1)],
            readers.OrderBy(reader => reader.Provider, StringComparer.Ordinal)
        );
        Assert.Empty(await Ledger.Runs.CountReadersAsync(new(99), Stop));
    }

    [Fact]
    public Task Rules_stand_in_for_models_that_are_paused_as_long_as_the_job_says() => StandInAsync(ProviderOrder.InOrder);

    [Fact]
    public Task Rules_stand_in_so_side_by_side_too() => StandInAsync(ProviderOrder.SideBySide);

    private async Task StandInAsync(ProviderOrder order)
    {
        await SaveAsync("a", "b");
        var session = await SessionAsync("a", "b", "rules");
        var (job, other) = (await AfterAsync(order, 10 * Minute), await AfterAsync(order, null));
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop);
        await Ledger.Providers.PauseProviderAsync("b", new(null, Reason.OfWords("402")), Stop);
        Time.Advance(Minute * 9.5);
        // Its first pause has lapsed, and no call went well since: it is paused as long as ever, once it is again.
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1));
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute * 5, Reason.OfWords("429")), Stop);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1));
        Time.Advance(Minute);
        var two = Positions(await ClaimAsync(session, job, 2));
        Assert.Equal([1, 2], two);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, other, 1));
        // One that is well reads what is left.
        await Ledger.Providers.TryResumeProviderAsync("b", Stop);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1));
        Assert.Equal(3, (await ClaimOneAsync(session, job, "b")).Run.Position);
        // A pause that came anew counts from then on.
        await Ledger.Providers.PauseProviderAsync("b", new(null, Reason.OfWords("402")), Stop);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1));
    }

    [Theory]
    [InlineData(ProviderOrder.InOrder)]
    [InlineData(ProviderOrder.SideBySide)]
    public async Task Rules_stand_in_for_a_model_that_nobody_serves_so_long(ProviderOrder order)
    {
        await SaveAsync("a", "b");
        var rules = await SessionAsync("rules");
        var models = await SessionAsync("a", "b");
        var job = await AfterAsync(order, 10 * Minute);
        Time.Advance(Minute * 20);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(rules, job, 1));
        await DieAsync(models);
        Time.Advance(Minute * 9);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(rules, job, 1));
        Time.Advance(Minute);
        Assert.Equal(1, (await ClaimOneAsync(rules, job)).Run.Position);
        await SessionAsync("b");
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(rules, job, 1));
    }

    private async Task<JobId> AfterAsync(ProviderOrder order, TimeSpan? after)
    {
        var wanted = Order(await BookAsync($"read after {after}"), ["a", "b", "rules"], order) with { RulesAfter = after };
        var job = await CreatedAsync(wanted, 4);
        Assert.True(await Ledger.Jobs.TryStartAsync(job, Stop));
        Assert.Equal(after, (await JobAsync(job)).Order.RulesAfter);
        return job;
    }

    [Fact]
    public async Task The_floor_rises_to_the_lowest_open_run_and_claims_look_from_it()
    {
        var job = await RunningAsync(4);
        var session = await SessionAsync();
        var claims = await ClaimAsync(session, job, 3);
        await CompleteAsync(claims[0]);
        await CompleteAsync(claims[2]);
        await Ledger.Jobs.RaiseFloorAsync(job, Stop);
        Assert.Equal(2, (await JobAsync(job)).Floor);
        await CompleteAsync(claims[1]);
        await Ledger.Jobs.RaiseFloorAsync(job, Stop);
        Assert.Equal(4, (await JobAsync(job)).Floor);
        await CompleteAsync(await ClaimOneAsync(session, job));
        await Ledger.Jobs.RaiseFloorAsync(job, Stop);
        Assert.Equal(5, (await JobAsync(job)).Floor);
        Assert.IsType<ClaimResult.NothingForAnyone>(await AskAsync(session, job, 1));
    }

    [Fact]
    public async Task A_retry_below_the_floor_lowers_it_and_the_run_is_found()
    {
        var job = await RunningAsync(3);
        var session = await SessionAsync();
        await FailNextAsync(session, job);
        await CompleteAsync(await ClaimOneAsync(session, job));
        await Ledger.Jobs.RaiseFloorAsync(job, Stop);
        Assert.Equal(3, (await JobAsync(job)).Floor);
        await Ledger.Jobs.RetryAsync(job, 1, Stop);
        Assert.Equal(1, (await JobAsync(job)).Floor);
        var claims = await ClaimAsync(session, job, 5);
        Assert.Equal([1, 3], Positions(claims));
    }

    [Fact]
    public async Task A_due_retry_below_the_floor_lowers_it_too()
    {
        var job = await RunningAsync(2, autoRetry: Minute);
        var session = await SessionAsync();
        await FailNextAsync(session, job);
        await Ledger.Jobs.RaiseFloorAsync(job, Stop);
        Time.Advance(Minute);
        Assert.Equal([job], await Ledger.Jobs.RetryDueAsync(Stop));
        Assert.Equal(1, (await ClaimOneAsync(session, job)).Run.Position);
    }
}
