using Weft.Application;
using Weft.Application.Estimates;
using Weft.Extraction.Passages;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

public sealed class RetryEstimatesTests
{
    private static readonly Price Dollars = new(1_000_000, 100_000, 4_000_000, "USD");
    private readonly ApplicationStage _stage = new();
    private SessionId _session;

    private RetryEstimates Estimates =>
        new(_stage.Ledger, new(_stage.Ledger, new(_stage.Ledger.Library), Prices.BuiltIn(), _stage.Time));

    /// <summary>A job of three chapters, all of which the provider has failed.</summary>
    private async Task<(Book Book, JobId Job)> FailedAsync(Func<JobRequest, JobRequest>? change = null)
    {
        Done(await _stage.Providers.SaveAsync(Endpoint("p") with { Price = Dollars }, Stop));
        var book = await _stage.BookAsync();
        var request = (change ?? (same => same))(Request("p"));
        var job = Done(await _stage.Orders.StartAsync(book, request, Stop));
        var runs = Enumerable.Range(2, 3).Select(position => new NewRun(position, new($"hash{position}", 0), 100, null));
        await _stage.Ledger.Jobs.AddRunsAsync(job, [.. runs], Stop);
        await _stage.Ledger.Jobs.TryStartAsync(job, Stop);
        _session = await _stage.Ledger.Sessions.OpenSessionAsync("n", "all", 1, ["p"], 8, Stop);
        await FailAllAsync(job);
        return (book, job);
    }

    private async Task FailAllAsync(JobId job)
    {
        while (
            await _stage.Ledger.Runs.ClaimAsync(new(_session, "p", job, 1, 0), Stop) is ClaimResult.Claimed { Runs: [var claim] }
        )
            await _stage.Ledger.Runs.FailAsync(claim, RunReasons.PassageCutOff(0, 9), null, Stop);
    }

    /// <summary>An accepted answer to the only passage of that chapter.</summary>
    private async Task AnswerAsync(Book book, JobId job, int position, int round, int from = 0)
    {
        var part = (await _stage.Ledger.Library.UnitsAsync(book.Edition, Stop)).Single(unit => unit.Position == position);
        var text = (await _stage.Ledger.Library.FindTextAsync(book.Id, part.Chapter, Stop))!;
        var recipe = (await _stage.JobAsync(job)).Order.Recipe;
        var passage = Assert.Single(PassageCutter.Cut(text, recipe));
        var key = new AnswerKey(passage.Hash, recipe.AskedAnew(job, from).Hash(), "m", PassageAttempt.First, round);
        var now = _stage.Time.GetUtcNow();
        var call = new Call($"{position}.{round}", key, new(job, position), _session, "p", 100, 0, now, now.AddMinutes(5));
        await _stage.Ledger.Journal.OpenCallAsync(call, Stop);
        await _stage.Ledger.Journal.AnswerAsync(
            call,
            new(key, "p", """{"entities":[],"relations":[]}""", "stop", 50, 0, 9, 0, "{}", now),
            Stop
        );
    }

    [Fact]
    public async Task Failed_chapters_are_priced_and_answers_that_stand_are_not()
    {
        var (book, job) = await FailedAsync();
        var all = Done(await Estimates.OfJobAsync(job, RetryWish.Failed, Stop));
        Assert.Equal((1, 3, 3, true), (all.Jobs, all.Chapters, all.Calls, all.IsPriced));
        Assert.Equal("USD", Assert.Single(all.Money).Currency);
        await AnswerAsync(book, job, 2, 0);
        Assert.Equal(2, Done(await Estimates.OfJobAsync(job, RetryWish.Failed, Stop)).Calls);
        var one = Done(await Estimates.OfJobAsync(job, new(ChapterRanges.TryParse("3")), Stop));
        Assert.Equal((1, 1, 1), (one.Jobs, one.Chapters, one.Calls));
        Assert.Equal(2, (await Estimates.OfAllAsync(Stop)).Calls);
    }

    [Fact]
    public async Task Answers_of_every_round_that_counts_serve()
    {
        var (book, job) = await FailedAsync();
        await _stage.Ledger.Jobs.RetryAsync(job, null, Stop);
        await AnswerAsync(book, job, 3, 1);
        await FailAllAsync(job);
        Assert.Equal(2, Done(await Estimates.OfJobAsync(job, RetryWish.Failed, Stop)).Calls);
    }

    [Fact]
    public async Task Answers_from_before_a_chapter_was_asked_anew_serve_no_more()
    {
        var (book, job) = await FailedAsync();
        await AnswerAsync(book, job, 2, 0);
        await AnswerAsync(book, job, 3, 0);
        await _stage.Ledger.Jobs.AskAgainAsync(job, null, 2, Stop);
        await FailAllAsync(job);
        // The one at position 3 alone keeps its answer.
        var estimate = Done(await Estimates.OfJobAsync(job, RetryWish.Failed, Stop));
        Assert.Equal((1, 3, 2), (estimate.Jobs, estimate.Chapters, estimate.Calls));
        await _stage.Ledger.Jobs.RetryAsync(job, 2, Stop);
        await AnswerAsync(book, job, 2, 2, 1);
        await FailAllAsync(job);
        Assert.Equal(1, Done(await Estimates.OfJobAsync(job, RetryWish.Failed, Stop)).Calls);
    }

    [Fact]
    public async Task A_job_that_looks_for_kinds_of_its_own_goes_by_its_own_answers()
    {
        var (book, job) = await FailedAsync(request => request with { Asks = new("[ties]\nspouse", null) });
        Assert.Equal(3, Done(await Estimates.OfJobAsync(job, RetryWish.Failed, Stop)).Calls);
        await AnswerAsync(book, job, 4, 0);
        Assert.Equal(2, Done(await Estimates.OfJobAsync(job, RetryWish.Failed, Stop)).Calls);
    }

    [Fact]
    public async Task What_is_asked_anew_is_paid_for_anew()
    {
        var (book, job) = await FailedAsync();
        await AnswerAsync(book, job, 2, 0);
        Assert.Equal(3, Done(await Estimates.OfJobAsync(job, new(Again: true), Stop)).Calls);
        Assert.Equal(1, Done(await Estimates.OfJobAsync(job, new(ChapterRanges.TryParse("1"), Again: true), Stop)).Calls);
        // The provider has completed none of them.
        Assert.Equal(0, Done(await Estimates.OfJobAsync(job, new(ReadBy: "p"), Stop)).Chapters);
        Assert.IsType<Refusal.UnknownProvider>(Refused(await Estimates.OfJobAsync(job, new(ReadBy: "q"), Stop)));
    }

    [Theory]
    [InlineData(RunState.Failed, "p", null, false, true)]
    [InlineData(RunState.Failed, "p", null, true, true)]
    [InlineData(RunState.Failed, "p", "p", false, false)]
    [InlineData(RunState.Failed, "p", "p", true, false)]
    [InlineData(RunState.Completed, "p", null, false, false)]
    [InlineData(RunState.Completed, "p", null, true, true)]
    [InlineData(RunState.Completed, "p", "p", false, true)]
    [InlineData(RunState.Completed, "p", "rules", false, false)]
    [InlineData(RunState.Completed, "p", "rules", true, false)]
    [InlineData(RunState.Pending, "p", null, true, false)]
    [InlineData(RunState.Processing, "p", "p", true, false)]
    [InlineData(RunState.Skipped, "", null, true, false)]
    public void A_wish_means_what_the_ledger_opens(RunState state, string provider, string? readBy, bool again, bool isMeant) =>
        Assert.Equal(isMeant, new RetryWish(null, readBy, again).Takes(RunIn(state, provider)));

    private static ChapterRun RunIn(RunState state, string provider) =>
        new()
        {
            Id = new(new(1), 1),
            Chapter = new("h", 0),
            Characters = 9,
            State = state,
            Session = null,
            Attempt = 1,
            Losses = 0,
            Failures = 0,
            Rung = 0,
            FailedBy = 0,
            Round = 0,
            Suspect = false,
            Marked = false,
            Provider = provider,
            Reason = Reason.None,
            Rejected = 0,
            RetryAt = null,
            ChangedAt = null,
        };

    [Fact]
    public async Task A_cancelled_job_is_refused_before_anybody_is_asked()
    {
        var (_, job) = await FailedAsync();
        Done(await _stage.Orders.CancelAsync(job, Stop));
        Assert.Equal(new Refusal.RetryOfCancelled(job), Refused(await Estimates.OfJobAsync(job, RetryWish.Failed, Stop)));
        var cancelled = await _stage.JobAsync(job);
        Assert.Equal(
            new Refusal.RetryOfCancelled(job),
            Refused(await Estimates.ChaptersAsync(cancelled, new(Again: true), Stop))
        );
        Assert.Equal(RetryEstimate.None with { Money = [] }, await Estimates.OfAllAsync(Stop) with { Money = [] });
    }

    [Fact]
    public async Task Nothing_failed_and_nothing_there()
    {
        var (_, job) = await FailedAsync();
        await _stage.Ledger.Jobs.RetryAsync(job, null, Stop);
        Assert.Equal(
            RetryEstimate.None with
            {
                Money = [],
            },
            Done(await Estimates.OfJobAsync(job, RetryWish.Failed, Stop)) with
            {
                Money = [],
            }
        );
        Assert.IsType<Refusal.UnknownJob>(Refused(await Estimates.OfJobAsync(new(99), RetryWish.Failed, Stop)));
    }
}
