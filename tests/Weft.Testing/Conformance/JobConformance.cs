using System.Text.Json;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Orders, the states of a job, retries, the finish, counts and wishes.</summary>
public abstract class JobConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    [Fact]
    public async Task What_one_provider_read_is_read_anew_from_the_top_of_the_list()
    {
        await SaveAsync("a");
        var job = await RunningAsync(3, ["a", "rules"]);
        var session = await SessionAsync("a", "rules");
        foreach (var _ in Enumerable.Range(1, 2))
            await FailNextAsync(session, job, "a");
        foreach (var provider in new[] { "rules", "rules", "a" })
            await CompleteAsync(await ClaimOneAsync(session, job, provider));
        await Ledger.Jobs.RaiseFloorAsync(job, Stop);
        Assert.True(await Ledger.Jobs.TryFinishAsync(job, 0, Stop));
        Assert.Equal(0, await Ledger.Jobs.ReadAnewAsync(job, "nobody", null, Stop));
        Assert.Equal(0, await Ledger.Jobs.ReadAnewAsync(job, "rules", 3, Stop));
        Assert.Equal(JobState.Completed, (await JobAsync(job)).State);
        Assert.Equal(1, await Ledger.Jobs.ReadAnewAsync(job, "rules", 2, Stop));
        Assert.Equal(1, await Ledger.Jobs.ReadAnewAsync(job, "rules", null, Stop));
        Assert.Equal(0, await Ledger.Jobs.ReadAnewAsync(job, "rules", null, Stop));
        var row = await JobAsync(job);
        Assert.Equal((JobState.Running, 1, null), (row.State, row.Floor, row.EndedAt));
        var again = await ClaimOneAsync(session, job, "a");
        Assert.Equal((1, 0, 0, 1), (again.Run.Position, again.Rung, again.FailedBy, again.Round));
        Assert.False(await Ledger.Jobs.TryFinishAsync(job, row.Reopen, Stop));
        await CompleteAsync(again);
        await CompleteAsync(await ClaimOneAsync(session, job, "a"));
        Assert.True(await Ledger.Jobs.TryFinishAsync(job, row.Reopen, Stop));
        Assert.Equal([new ReaderCount("a", Reason.None, 3)], await Ledger.Runs.CountReadersAsync(job, Stop));
        await Ledger.Jobs.TryCancelAsync(job, Stop);
    }

    [Fact]
    public async Task Runs_that_have_ended_are_asked_again_and_their_answers_count_from_the_new_round_on()
    {
        await SaveAsync("a");
        var job = await RunningAsync(3, ["a", "rules"]);
        var session = await SessionAsync("a", "rules");
        Assert.Equal(0, await Ledger.Jobs.AskAgainAsync(job, null, null, Stop));
        await CompleteAsync(await ClaimOneAsync(session, job, "a"));
        await FailNextAsync(session, job, "a");
        await CompleteAsync(await ClaimOneAsync(session, job, "rules"));
        await FailNextAsync(session, job, "a");
        await FailNextAsync(session, job, "rules");
        // Completed by a, completed by rules, failed.
        Assert.Equal(0, await Ledger.Jobs.AskAgainAsync(job, "a", 2, Stop));
        Assert.Equal(0, await Ledger.Jobs.AskAgainAsync(job, "rules", 3, Stop));
        Assert.Equal(1, await Ledger.Jobs.AskAgainAsync(job, "rules", null, Stop));
        Assert.Equal(1, await Ledger.Jobs.RetryAsync(job, 3, Stop));
        Assert.Equal(1, await Ledger.Jobs.AskAgainAsync(job, null, 1, Stop));
        Assert.Equal(0, await Ledger.Jobs.AskAgainAsync(job, null, null, Stop));
        for (var position = 1; position <= 3; position++)
        {
            var claim = await ClaimOneAsync(session, job, "a");
            var from = position == 3 ? 0 : 1;
            Assert.Equal(
                (position, 1, from, 0, 0),
                (claim.Run.Position, claim.Round, claim.AskedFrom, claim.Rung, claim.FailedBy)
            );
            Assert.Equal(
                from,
                (await Ledger.Runs.ProcessingAsync(session, Stop)).Single(held => held.Run == claim.Run).AskedFrom
            );
            var raised = await Ledger.Runs.TryRaiseAttemptAsync(claim, claim.Attempt, Stop);
            Assert.Equal(from, raised!.AskedFrom);
            var seen = await Ledger.Runs.FindRunAsync(claim.Run, Stop);
            Assert.Equal((1, from), (seen!.Round, seen.AskedFrom));
            await CompleteAsync(raised);
        }
        Assert.Equal(3, await Backend.OtherLedger.Jobs.AskAgainAsync(job, null, null, Stop));
        Assert.Equal(2, (await ClaimOneAsync(session, job, "a")).AskedFrom);
        await Ledger.Jobs.TryCancelAsync(job, Stop);
        Assert.Equal(0, await Ledger.Jobs.AskAgainAsync(job, null, null, Stop));
    }

    [Fact]
    public async Task An_order_is_kept_as_it_was_given()
    {
        var book = await BookAsync("one");
        var full = Order(book, ["a", "b"], ProviderOrder.SideBySide, TimeSpan.FromMinutes(7), new(1000, 2000)) with
        {
            Positions = [2, 5],
            Priority = Priority.High,
        };
        foreach (var order in (JobOrder[])[full, Order(book)])
        {
            var job = await JobAsync(await OrderedAsync(order));
            Assert.Equal(JsonSerializer.Serialize(order), JsonSerializer.Serialize(job.Order));
            Assert.Equal(order.Recipe.Hash(), job.Order.Recipe.Hash());
            Assert.Equal(
                (JobState.Created, 0, Reason.None, 0L, 0L),
                (job.State, job.Reopen, job.Reason, job.SpentTokens, job.SpentMicros)
            );
            Assert.Equal((Now, null, null), (job.CreatedAt, job.StartedAt, job.EndedAt));
        }
        Assert.Equal([1L, 2L], (await Ledger.Jobs.JobsAsync([], Stop)).Select(job => job.Id.Value));
        Assert.Null(await Ledger.Jobs.FindJobAsync(new(3), Stop));
    }

    [Fact]
    public async Task An_order_needs_its_providers_each_once()
    {
        var book = await BookAsync("one");
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.Jobs.CreateJobAsync(Order(book, []), null, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.Jobs.CreateJobAsync(Order(book, ["a", "b", "a"]), null, Stop));
        Assert.IsType<JobCreation.NoBook>(await Ledger.Jobs.CreateJobAsync(Order(book) with { Book = new(9) }, null, Stop));
        Assert.Empty(await Ledger.Jobs.JobsAsync([], Stop));
    }

    [Fact]
    public async Task An_order_with_a_key_is_one_job_however_often_it_is_sent()
    {
        var book = await BookAsync("one");
        await SaveAsync("a");
        var key = new RequestKey("monday", new string('1', 64));
        var refused = await Ledger.Jobs.CreateJobAsync(Order(book, ["gone"]), key, Stop);
        Assert.IsType<JobCreation.UnknownProviders>(refused);
        var first = Assert.IsType<JobCreation.Created>(await Ledger.Jobs.CreateJobAsync(Order(book, ["a"]), key, Stop)).Job;
        var wishes = await Ledger.Changes.ChangeNumberAsync(Stop);
        foreach (var ledger in new[] { Ledger, Backend.OtherLedger })
            Assert.Equal(new JobCreation.Repeated(first), await ledger.Jobs.CreateJobAsync(Order(book, ["a"]), key, Stop));
        var other = key with { Print = new string('2', 64) };
        Assert.Equal(new JobCreation.KeyReused("monday"), await Ledger.Jobs.CreateJobAsync(Order(book, ["a"]), other, Stop));
        Assert.Equal(wishes, await Ledger.Changes.ChangeNumberAsync(Stop));
        var next = other with { Key = "Monday" };
        Assert.IsType<JobCreation.Created>(await Ledger.Jobs.CreateJobAsync(Order(book, ["a"]), next, Stop));
        Assert.Equal(2, (await Ledger.Jobs.JobsAsync([], Stop)).Count);
    }

    [Fact]
    public async Task Of_orders_with_one_key_that_come_at_once_one_is_written()
    {
        var book = await BookAsync("one");
        await SaveAsync("a");
        var key = new RequestKey("at-once", new string('1', 64));
        var sent = Enumerable
            .Range(0, 12)
            .Select(place => (place % 2 == 0 ? Ledger : Backend.OtherLedger).Jobs.CreateJobAsync(Order(book, ["a"]), key, Stop));
        var written = await Task.WhenAll(sent);
        var job = Assert.Single(written.OfType<JobCreation.Created>()).Job;
        Assert.Equal(11, written.Count(creation => creation == new JobCreation.Repeated(job)));
        Assert.Single(await Ledger.Jobs.JobsAsync([], Stop));
    }

    [Fact]
    public async Task An_order_whose_providers_are_not_all_there_is_refused_by_their_names()
    {
        var book = await BookAsync("one");
        await SaveAsync("a", "b");
        await Backend.OtherLedger.Providers.RemoveProviderAsync("a", Stop);
        var wishes = await Ledger.Changes.ChangeNumberAsync(Stop);
        var refused = await Ledger.Jobs.CreateJobAsync(Order(book, ["zeta", "b", "a"]), null, Stop);
        Assert.Equal(["zeta", "a"], Assert.IsType<JobCreation.UnknownProviders>(refused).Names);
        Assert.IsType<JobCreation.UnknownProviders>(await Ledger.Jobs.CreateJobAsync(Order(book, ["A"]), null, Stop));
        Assert.Equal(wishes, await Ledger.Changes.ChangeNumberAsync(Stop));
        Assert.Empty(await Ledger.Jobs.JobsAsync([], Stop));
        Assert.IsType<JobCreation.Created>(await Ledger.Jobs.CreateJobAsync(Order(book, ["b", "rules"]), null, Stop));
    }

    [Fact]
    public async Task An_order_and_the_removal_of_its_provider_never_both_succeed()
    {
        var book = await BookAsync("one");
        for (var round = 0; round < 20; round++)
        {
            await SaveAsync("a");
            var removing = Backend.OtherLedger.Providers.RemoveProviderAsync("a", Stop);
            var ordering = Ledger.Jobs.CreateJobAsync(Order(book, ["a"]), null, Stop);
            var (removal, creation) = (await removing, await ordering);
            Assert.NotEqual(removal is ProviderRemoval.Removed, creation is JobCreation.Created);
            if (creation is JobCreation.Created created)
                await Ledger.Jobs.TryCancelAsync(created.Job, Stop);
        }
    }

    [Fact]
    public async Task Runs_are_written_in_slices_and_those_there_stay_as_they_are()
    {
        var job = await OrderedAsync(Order(await BookAsync("one")));
        await Ledger.Jobs.AddRunsAsync(job, [Run(1), Run(2) with { SkipReason = Reason.OfWords("licence") }], Stop);
        await Ledger.Jobs.AddRunsAsync(job, [Run(2), Run(3)], Stop);
        var runs = await Ledger.Runs.RunsAsync(job, 0, 10, Stop);
        Assert.Equal([RunState.Pending, RunState.Skipped, RunState.Pending], runs.Select(run => run.State));
        Assert.Equal("licence", runs[1].Reason.Sentence);
        Assert.Equal(
            new ChapterRun
            {
                Id = new(job, 1),
                Chapter = new("hash1", 0),
                Characters = 101,
                State = RunState.Pending,
                Session = null,
                Attempt = 0,
                Losses = 0,
                Failures = 0,
                Rung = 0,
                FailedBy = 0,
                Round = 0,
                Suspect = false,
                Marked = false,
                Provider = "",
                Reason = Reason.None,
                Rejected = 0,
                RetryAt = null,
                ChangedAt = Now,
            },
            runs[0]
        );
        Assert.Equal([2], (await Ledger.Runs.RunsAsync(job, 2, 1, Stop)).Select(run => run.Id.Position));
        await Ledger.Jobs.TryStartAsync(job, Stop);
        await Ledger.Jobs.AddRunsAsync(job, [Run(4)], Stop);
        Assert.Equal(3, (await Ledger.Runs.RunsAsync(job, 0, 10, Stop)).Count);
        Assert.Null(await Ledger.Runs.FindRunAsync(new(job, 4), Stop));
    }

    private static readonly string[] Acts = ["start", "pause", "resume", "cancel", "finish"];

    [Theory]
    [InlineData(JobState.Created, "start cancel")]
    [InlineData(JobState.Running, "pause cancel finish")]
    [InlineData(JobState.Paused, "resume cancel finish")]
    [InlineData(JobState.Completed, "")]
    [InlineData(JobState.Failed, "")]
    [InlineData(JobState.Cancelled, "")]
    public async Task A_job_takes_only_the_steps_of_its_state(JobState state, string steps)
    {
        foreach (var act in Acts)
        {
            var job = await InStateAsync(state);
            var before = await JobAsync(job);
            var done = await ActAsync(act, job);
            Assert.Equal(steps.Split(' ').Contains(act), done);
            if (!done)
                Assert.Equal(before.State, await StateAsync(job));
            Assert.False(done && await ActAsync(act, job), $"{act} took effect twice");
        }
    }

    private async Task<JobId> InStateAsync(JobState state)
    {
        var job = await CreatedAsync(
            Order(await BookAsync($"{state} {Guid.CreateVersion7(Now)}")),
            state == JobState.Failed ? 1 : 0
        );
        if (state == JobState.Created)
            return job;
        Assert.True(await Ledger.Jobs.TryStartAsync(job, Stop));
        if (state == JobState.Failed)
            await FailNextAsync(await SessionAsync(), job);
        var act = state switch
        {
            JobState.Paused => "pause",
            JobState.Cancelled => "cancel",
            JobState.Completed or JobState.Failed => "finish",
            _ => null,
        };
        Assert.True(act is null || await ActAsync(act, job));
        Assert.Equal(state, await StateAsync(job));
        return job;
    }

    private async Task<bool> ActAsync(string act, JobId job) =>
        act switch
        {
            "start" => await Ledger.Jobs.TryStartAsync(job, Stop),
            "pause" => await Ledger.Jobs.TryPauseAsync(job, Reason.OfWords("budget used up"), Stop),
            "resume" => await Ledger.Jobs.TryResumeAsync(job, Budget.None, Stop),
            "cancel" => await Ledger.Jobs.TryCancelAsync(job, Stop),
            _ => await Ledger.Jobs.TryFinishAsync(job, (await JobAsync(job)).Reopen, Stop),
        };

    [Fact]
    public async Task A_job_says_when_it_started_and_ended_and_why_it_is_paused()
    {
        var job = await CreatedAsync(Order(await BookAsync("one")), 0);
        var start = Now;
        await Ledger.Jobs.TryStartAsync(job, Stop);
        Time.Advance(Minute);
        await Ledger.Jobs.TryPauseAsync(job, Reason.OfWords("budget used up"), Stop);
        Assert.Equal("budget used up", (await JobAsync(job)).Reason.Sentence);
        await Ledger.Jobs.TryResumeAsync(job, Budget.None, Stop);
        Assert.Equal("", (await JobAsync(job)).Reason.Sentence);
        await Ledger.Jobs.TryFinishAsync(job, 0, Stop);
        var row = await JobAsync(job);
        Assert.Equal(
            (JobState.Completed, Reason.None, start, start + Minute),
            (row.State, row.Reason, row.StartedAt, row.EndedAt)
        );
    }

    [Fact]
    public async Task A_cancel_skips_what_is_open_and_leaves_what_is_done()
    {
        var job = await RunningAsync(4, autoRetry: Minute);
        var session = await SessionAsync();
        await FailNextAsync(session, job);
        var claims = await ClaimAsync(session, job, 2);
        await CompleteAsync(claims[0]);
        await Ledger.Runs.TryMarkAsync(claims[1], true, Stop);
        Assert.True(await Ledger.Jobs.TryCancelAsync(job, Stop));
        Assert.Equal([RunState.Failed, RunState.Completed, RunState.Skipped, RunState.Skipped], await StatesAsync(job));
        var skipped = await RowAsync(job, 3);
        Assert.Equal((RunReasons.JobCancelled, false, Now), (skipped.Reason, skipped.Marked, skipped.ChangedAt));
        Assert.Null((await RowAsync(job, 1)).RetryAt);
        Assert.False(await CompleteAsync(claims[1]));
        Time.Advance(Minute);
        Assert.Empty(await Ledger.Jobs.RetryDueAsync(Stop));
        Assert.Equal(0, await Ledger.Jobs.RetryAsync(job, null, Stop));
        Assert.Equal(JobState.Cancelled, await StateAsync(job));
    }

    [Fact]
    public async Task A_person_s_retry_opens_failed_runs_for_a_new_round_and_the_job_runs_again()
    {
        await SaveAsync("a", "b");
        var job = await RunningAsync(3, ["a", "b"], autoRetry: Minute);
        var session = await SessionAsync("a", "b");
        for (var i = 0; i < 2; i++)
        {
            await FailNextAsync(session, job, "a");
            await FailNextAsync(session, job, "b");
        }
        await CompleteAsync(await ClaimOneAsync(session, job, "a"));
        var failed = await RowAsync(job, 1);
        Assert.Equal(
            (RunState.Failed, 2, 1, 3, 2),
            (failed.State, failed.Failures, failed.Rung, failed.FailedBy, failed.Attempt)
        );

        Assert.Equal(1, await Ledger.Jobs.RetryAsync(job, 2, Stop));
        Assert.Equal(0, await Ledger.Jobs.RetryAsync(job, 3, Stop));
        Assert.Equal(0, await Ledger.Jobs.RetryAsync(job, 9, Stop));
        Assert.Equal([RunState.Failed, RunState.Pending, RunState.Completed], await StatesAsync(job));
        Assert.Equal(1, (await JobAsync(job)).Reopen);
        Assert.Equal(1, await Ledger.Jobs.RetryAsync(job, null, Stop));
        Assert.Equal(2, (await JobAsync(job)).Reopen);

        var run = await RowAsync(job, 1);
        Assert.Equal((RunState.Pending, 0, 0, 0, 0, 1), (run.State, run.Failures, run.Losses, run.Rung, run.FailedBy, run.Round));
        Assert.Equal((2, Reason.None, null, null), (run.Attempt, run.Reason, run.RetryAt, run.Session));
        Assert.Equal(0, await Ledger.Jobs.RetryAsync(job, null, Stop));
        Assert.Equal(2, (await JobAsync(job)).Reopen);
        Assert.Equal(3, (await ClaimOneAsync(session, job, "a")).Attempt);
    }

    [Fact]
    public async Task A_retry_leads_a_failed_job_back_to_running_and_leaves_a_paused_one_paused()
    {
        var failed = await InStateAsync(JobState.Failed);
        Assert.Equal("1 chapter failed", (await JobAsync(failed)).Reason.Sentence);
        Assert.Equal(1, await Ledger.Jobs.RetryAsync(failed, null, Stop));
        var job = await JobAsync(failed);
        Assert.Equal((JobState.Running, Reason.None, null), (job.State, job.Reason, job.EndedAt));

        var paused = await RunningAsync(1);
        await FailNextAsync(await SessionAsync(), paused);
        await Ledger.Jobs.TryPauseAsync(paused, Reason.OfWords("person"), Stop);
        Assert.Equal(1, await Ledger.Jobs.RetryAsync(paused, null, Stop));
        job = await JobAsync(paused);
        Assert.Equal((JobState.Paused, Reason.OfWords("person"), 1), (job.State, job.Reason, job.Reopen));
    }

    [Fact]
    public async Task Due_retries_go_back_with_their_failures_and_others_wait()
    {
        var job = await RunningAsync(2, autoRetry: Minute);
        var never = await RunningAsync(1);
        var session = await SessionAsync();
        await FailNextAsync(session, never);
        await FailNextAsync(session, job);
        await FailNextAsync(session, job, retryAfter: 3 * Minute);
        Assert.Equal(Now + Minute, (await RowAsync(job, 1)).RetryAt);
        Assert.Equal(Now + 3 * Minute, (await RowAsync(job, 2)).RetryAt);
        Assert.Null((await RowAsync(never, 1)).RetryAt);
        Time.Advance(Minute - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await Ledger.Jobs.RetryDueAsync(Stop));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([job], await Ledger.Jobs.RetryDueAsync(Stop));
        Assert.Empty(await Ledger.Jobs.RetryDueAsync(Stop));
        var run = await RowAsync(job, 1);
        Assert.Equal((RunState.Pending, 1, 1, 0), (run.State, run.Failures, run.Round, run.FailedBy));
        Assert.Equal(1, (await JobAsync(job)).Reopen);
        Assert.Equal([RunState.Pending, RunState.Failed], await StatesAsync(job));
    }

    [Fact]
    public async Task Retries_by_themselves_back_off_and_end_with_the_tries()
    {
        var job = await RunningAsync(1, autoRetry: Minute);
        var session = await SessionAsync();
        foreach (var minutes in (int[])[1, 2, 4, 8])
        {
            await FailNextAsync(session, job);
            Assert.Equal(Now + minutes * Minute, (await RowAsync(job, 1)).RetryAt);
            Assert.False(await Ledger.Jobs.TryFinishAsync(job, (await JobAsync(job)).Reopen, Stop));
            Time.Advance(minutes * Minute);
            Assert.Equal([job], await Ledger.Jobs.RetryDueAsync(Stop));
        }
        await FailNextAsync(session, job);
        Assert.Null((await RowAsync(job, 1)).RetryAt);
        Assert.Equal(5, (await RowAsync(job, 1)).Failures);
        Assert.True(await Ledger.Jobs.TryFinishAsync(job, (await JobAsync(job)).Reopen, Stop));
        Assert.Equal(JobState.Failed, await StateAsync(job));
    }

    [Fact]
    public async Task A_job_finishes_only_with_nothing_open_no_retry_ahead_and_the_reopen_number_that_was_read()
    {
        var job = await RunningAsync(2, autoRetry: Minute);
        var session = await SessionAsync();
        Assert.Equal(
            new(job, JobState.Running, (await JobAsync(job)).Order.Book, true, false, 0),
            await Ledger.Jobs.ReadForFinishAsync(job, Stop)
        );
        Assert.False(await Ledger.Jobs.TryFinishAsync(job, 0, Stop));
        await FailNextAsync(session, job);
        var last = await ClaimOneAsync(session, job);
        Assert.False(await Ledger.Jobs.TryFinishAsync(job, 0, Stop));
        await CompleteAsync(last);
        Assert.True((await Ledger.Jobs.ReadForFinishAsync(job, Stop)) is { Open: false, RetryAhead: true });
        Assert.False(await Ledger.Jobs.TryFinishAsync(job, 0, Stop));
        Time.Advance(Minute);
        await Ledger.Jobs.RetryDueAsync(Stop);
        await CompleteAsync(await ClaimOneAsync(session, job));
        var view = await Ledger.Jobs.ReadForFinishAsync(job, Stop);
        Assert.True(view is { Open: false, RetryAhead: false, Reopen: 1 });
        Assert.False(await Ledger.Jobs.TryFinishAsync(job, 0, Stop));
        Assert.True(await Ledger.Jobs.TryFinishAsync(job, 1, Stop));
        Assert.Equal(JobState.Completed, await StateAsync(job));
        Assert.Null(await Ledger.Jobs.ReadForFinishAsync(new(99), Stop));
        Assert.False(await Ledger.Jobs.TryFinishAsync(new(99), 0, Stop));
    }

    [Fact]
    public async Task A_retry_that_comes_while_the_book_is_resolved_keeps_the_job_open()
    {
        var job = await RunningAsync(2);
        var session = await SessionAsync();
        await FailNextAsync(session, job);
        await CompleteAsync(await ClaimOneAsync(session, job));
        var view = await Ledger.Jobs.ReadForFinishAsync(job, Stop);
        await Backend.OtherLedger.Jobs.RetryAsync(job, 1, Stop);
        await CompleteAsync(await ClaimOneAsync(session, job));
        Assert.False(await Ledger.Jobs.TryFinishAsync(job, view!.Reopen, Stop));
        Assert.Equal(JobState.Running, await StateAsync(job));
    }

    [Fact]
    public async Task What_was_rejected_is_summed_over_a_jobs_completed_runs()
    {
        var job = await RunningAsync(3);
        var none = await RunningAsync(1);
        var session = await SessionAsync();
        var claims = await ClaimAsync(session, job, 3);
        Rejection[] two =
        [
            new("entity", "x", Reason.OfWords("not in the text")),
            new("relation", "y", Reason.OfWords("not in the text")),
        ];
        await Ledger.Runs.TryCompleteAsync([new(claims[0], ["w"], false, two), new(claims[1], ["w"], false, [two[0]])], Stop);
        var sums = await Ledger.Jobs.CountRejectedAsync([job, none, new(99)], Stop);
        Assert.Equal(2, sums.Count);
        Assert.Equal((3, 0), (sums[job], sums[none]));
    }

    [Fact]
    public async Task Counts_are_taken_from_the_rows()
    {
        var job = await RunningAsync(5);
        var empty = await RunningAsync(0);
        var session = await SessionAsync();
        await FailNextAsync(session, job);
        var claims = await ClaimAsync(session, job, 3);
        await CompleteAsync(claims[0]);
        await Ledger.Runs.TrySkipAsync(claims[1], Reason.OfWords("nothing in it"), Stop);
        var counts = await Ledger.Jobs.CountRunsAsync([job, empty, new(99)], Stop);
        Assert.Equal(2, counts.Count);
        Assert.Equal(new RunCounts(1, 1, 1, 1, 1), counts[job]);
        Assert.Equal(new RunCounts(0, 0, 0, 0, 0), counts[empty]);
    }

    [Fact]
    public async Task Jobs_are_listed_by_state()
    {
        var running = await RunningAsync(0);
        var paused = await RunningAsync(0);
        await Ledger.Jobs.TryPauseAsync(paused, Reason.None, Stop);
        var created = await CreatedAsync(Order(await BookAsync("x")), 0);
        async Task<JobId[]> Of(params JobState[] states) =>
            [.. (await Ledger.Jobs.JobsAsync(states, Stop)).Select(job => job.Id)];
        Assert.Equal([running, paused, created], await Of());
        Assert.Equal([running, paused], await Of(JobState.Paused, JobState.Running));
        Assert.Empty(await Of(JobState.Failed));
    }

    [Fact]
    public async Task The_wish_number_rises_with_all_that_is_ordered_and_with_nothing_else()
    {
        await SaveAsync("a");
        var book = await BookAsync("text");
        var job = await CreatedAsync(Order(book), 2);
        var session = await SessionAsync();
        async Task Rises(bool rises, Func<Task> act)
        {
            var before = await Ledger.Changes.ChangeNumberAsync(Stop);
            await act();
            var after = await Backend.OtherLedger.Changes.ChangeNumberAsync(Stop);
            Assert.True(rises ? after > before : after == before);
        }
        await Rises(true, () => Ledger.Jobs.CreateJobAsync(Order(book), null, Stop));
        await Rises(true, () => Ledger.Jobs.TryStartAsync(job, Stop));
        await Rises(false, () => Ledger.Jobs.TryStartAsync(job, Stop));
        await Rises(true, () => Ledger.Jobs.TryPauseAsync(job, Reason.None, Stop));
        await Rises(true, () => Ledger.Jobs.TryResumeAsync(job, Budget.None, Stop));
        await Rises(false, () => FailNextAsync(session, job));
        await Rises(true, () => Ledger.Jobs.RetryAsync(job, null, Stop));
        await Rises(false, () => Ledger.Jobs.RetryAsync(job, null, Stop));
        await Rises(false, async () => await CompleteAsync(await ClaimOneAsync(session, job)));
        await Rises(true, () => Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop));
        await Rises(true, () => Ledger.Providers.TryResumeProviderAsync("a", Stop));
        await Rises(true, () => SaveAsync("a"));
        await Rises(false, () => Ledger.Providers.NoteSuccessAsync("a", Stop));
        var provider = (await Ledger.Providers.ProvidersAsync(Stop))[0];
        await Rises(true, () => Ledger.Providers.SaveMannersAsync(provider, Stop));
        await Rises(true, () => SaveAsync("unused"));
        await Rises(true, () => Ledger.Providers.RemoveProviderAsync("unused", Stop));
        await Rises(false, () => Ledger.Providers.RemoveProviderAsync("unused", Stop));
        await Rises(true, () => Ledger.Jobs.TryCancelAsync(job, Stop));
        await Rises(false, () => Ledger.Jobs.TryCancelAsync(job, Stop));
        await Rises(true, () => Ledger.Library.TryDeleteBookAsync(book.Id, false, Stop));
    }
}
