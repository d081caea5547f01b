using Weft.Application;
using Weft.Extraction;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers.Rules;
using Weft.Reasons;
using Weft.Testing.Models;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

public sealed class JobOrdersTests
{
    private readonly ApplicationStage _stage = new();

    private JobOrders Orders => _stage.Orders;

    private static ChapterRanges Chapters(string text) => ChapterRanges.TryParse(text)!;

    [Fact]
    public async Task Who_names_nothing_gets_rules_the_default_recipe_and_the_whole_book()
    {
        var book = await _stage.BookAsync();
        var job = await _stage.JobAsync(await _stage.StartAsync(book));
        Assert.Equal((JobState.Created, book.Edition), (job.State, job.Order.Edition));
        Assert.Equal(["rules"], job.Order.Providers);
        Assert.Null(job.Order.Positions);
        Assert.Equal(Recipes.Default("en").Hash(), job.Order.Recipe.Hash());
        Assert.Equal(RulesProfiler.Version, job.Order.ProfileVersion);
    }

    [Fact]
    public async Task Chapters_are_positions_of_units_that_tell_the_story()
    {
        var request = Request() with { Chapters = Chapters("0-1,3"), AnswerTokens = 512 };
        var job = await _stage.JobAsync(Done(await Orders.StartAsync(await _stage.BookAsync(), request, Stop)));
        // Number 0 is the front and number 3 also the licence: neither is a story.
        Assert.Equal([2, 4], job.Order.Positions);
        Assert.Equal(512, job.Order.Recipe.MaxAnswerTokens);
    }

    [Fact]
    public async Task What_cannot_be_ordered_is_refused_and_nothing_is_written()
    {
        var book = await _stage.BookAsync();
        Done(await _stage.Providers.SaveAsync(Endpoint("deepseek"), Stop));
        async Task<Refusal> OfAsync(JobRequest request) => Refused(await Orders.StartAsync(book, request, Stop));

        var unknown = Assert.IsType<Refusal.UnknownProvider>(await OfAsync(Request("rules", "depseek")));
        Assert.Equal(("depseek", "deepseek"), (unknown.Name, unknown.Nearest));
        Assert.Equal(["deepseek", "rules"], unknown.Known);
        Assert.Equal(new Refusal.ProviderTwice("rules"), await OfAsync(Request("rules", "deepseek", "rules")));
        var many = Enumerable.Range(1, 31).Select(number => $"p{number}");
        Assert.Equal(new Refusal.TooManyProviders(30), await OfAsync(Request([.. many])));
        Assert.Equal(new Refusal.NoSuchChapter("Emma", 3, 4), await OfAsync(Request() with { Chapters = Chapters("2-9") }));
        await _stage.Ledger.Library.TryDeleteBookAsync(book.Id, false, Stop);
        Assert.Equal(new Refusal.UnknownBook("Emma"), await OfAsync(Request()));
        Assert.Empty(await _stage.Ledger.Jobs.JobsAsync([], Stop));
    }

    [Fact]
    public async Task A_provider_that_is_removed_between_the_check_and_the_order_is_refused_by_the_ledger()
    {
        var book = await _stage.BookAsync();
        Done(await _stage.Providers.SaveAsync(Endpoint("a"), Stop));
        var jobs = RemovingJobs.Of(_stage.Ledger, "a");
        var orders = new JobOrders(LedgerOfSeams.Of(_stage.Ledger) with { Jobs = jobs }, _stage.Log, _stage.Budgets);
        var unknown = Assert.IsType<Refusal.UnknownProvider>(Refused(await orders.StartAsync(book, Request("a"), Stop)));
        Assert.Equal("a", unknown.Name);
        Assert.Equal(["rules"], unknown.Known);
        Assert.True(((RemovingJobs)jobs).Removed);
    }

    [Fact]
    public async Task The_newest_job_that_does_the_same_is_found()
    {
        var book = await _stage.BookAsync();
        async Task<JobId?> SameAsync(JobRequest request) => Done(await Orders.FindSameAsync(book, request, Stop))?.Id;
        Assert.Null(await SameAsync(Request()));
        var first = await _stage.StartAsync(book);
        var second = await _stage.StartAsync(book);
        var some = Done(await Orders.StartAsync(book, Request() with { Chapters = Chapters("1") }, Stop));
        Assert.Equal(second, await SameAsync(Request()));
        Assert.Equal(some, await SameAsync(Request() with { Chapters = Chapters("1") }));
        Assert.Null(await SameAsync(Request() with { AnswerTokens = 9 }));
        Assert.Null(await SameAsync(Request("other")));
        Done(await Orders.CancelAsync(second, Stop));
        Assert.Equal(first, await SameAsync(Request("rules")));
        Assert.IsType<Refusal.NoSuchChapter>(
            Refused(await Orders.FindSameAsync(book, Request() with { Chapters = Chapters("9") }, Stop))
        );
    }

    [Fact]
    public async Task A_state_changes_only_from_where_it_may()
    {
        var job = await _stage.StartAsync(await _stage.BookAsync());
        Assert.Equal(new Refusal.WrongState(JobChange.Pause, job, JobState.Created), Refused(await Orders.PauseAsync(job, Stop)));
        await _stage.Ledger.Jobs.TryStartAsync(job, Stop);
        Done(await Orders.PauseAsync(job, Stop));
        Assert.Equal(RunReasons.PausedByPerson, (await _stage.JobAsync(job)).Reason);
        Done(await Orders.ResumeAsync(job, BudgetWish.None, Stop));
        Assert.Equal(
            new Refusal.WrongState(JobChange.Resume, job, JobState.Running),
            Refused(await Orders.ResumeAsync(job, BudgetWish.None, Stop))
        );
        Done(await Orders.CancelAsync(job, Stop));
        Assert.Equal(
            new Refusal.WrongState(JobChange.Cancel, job, JobState.Cancelled),
            Refused(await Orders.CancelAsync(job, Stop))
        );
        Assert.Equal(new Refusal.UnknownJob(new(99)), Refused(await Orders.CancelAsync(new(99), Stop)));
    }

    [Fact]
    public async Task Failed_chapters_are_tried_again_one_by_one_of_a_job_or_all()
    {
        var (job, claims) = await _stage.ReadingAsync(await _stage.BookAsync());
        Assert.Equal(new Refusal.NothingToRetry(job), Refused(await _stage.Retries.RetryAsync(job, RetryWish.Failed, Stop)));
        foreach (var claim in claims)
            await _stage.Ledger.Runs.FailAsync(claim, Reason.OfWords("no good"), null, Stop);
        Assert.Equal(new Refusal.NothingToRetry(job), Refused(await _stage.Retries.RetryAsync(job, new(Chapters("7")), Stop)));
        Assert.Equal(new RetriedJob(job, 1), Done(await _stage.Retries.RetryAsync(job, new(Chapters("2")), Stop)));
        Assert.Equal([new RetriedJob(job, 2)], await _stage.Retries.RetryAllAsync(Stop));
        Assert.Empty(await _stage.Retries.RetryAllAsync(Stop));
        Done(await Orders.CancelAsync(job, Stop));
        Assert.Equal(new Refusal.RetryOfCancelled(job), Refused(await _stage.Retries.RetryAsync(job, RetryWish.Failed, Stop)));
        Assert.Equal(new Refusal.UnknownJob(new(99)), Refused(await _stage.Retries.RetryAsync(new(99), RetryWish.Failed, Stop)));
    }

    /// <summary>Somebody removes a provider just before an order is written.</summary>
    public class RemovingJobs : System.Reflection.DispatchProxy
    {
        private MemoryLedger _ledger = null!;
        private string _provider = "";

        public bool Removed { get; private set; }

        internal static IJobs Of(MemoryLedger ledger, string provider)
        {
            var jobs = Create<IJobs, RemovingJobs>();
            (((RemovingJobs)jobs)._ledger, ((RemovingJobs)jobs)._provider) = (ledger, provider);
            return jobs;
        }

        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IJobs.CreateJobAsync))
                Removed = _ledger.Providers.RemoveProviderAsync(_provider, Stop).Result is ProviderRemoval.Removed;
            return targetMethod.Invoke(_ledger.Jobs, args);
        }
    }
}
