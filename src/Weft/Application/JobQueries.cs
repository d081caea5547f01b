using Weft.Application.Texts;
using Weft.Books;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Work;

namespace Weft.Application;

/// <summary>What people ask about jobs. Sums are made by the ledger.</summary>
internal sealed class JobQueries(ILedger ledger, IGraphStore graph)
{
    private static readonly RunCounts NoRuns = new(0, 0, 0, 0, 0);

    public async Task<Result<Job>> FindAsync(JobId id, CancellationToken cancel) =>
        await ledger.Jobs.FindJobAsync(id, cancel) is { } job ? job : new Refusal.UnknownJob(id);

    public async Task<Result<JobView>> ViewAsync(JobId id, CancellationToken cancel) =>
        await ledger.Jobs.FindJobAsync(id, cancel) is { } job ? (await ViewsAsync([job], cancel))[0] : new Refusal.UnknownJob(id);

    /// <summary>Jobs in any of these states, by id.</summary>
    public Task<IReadOnlyList<Job>> InAsync(IReadOnlyList<JobState> states, CancellationToken cancel) =>
        ledger.Jobs.JobsAsync(states, cancel);

    /// <summary>Other jobs on the same book, the youngest first.</summary>
    public async Task<IReadOnlyList<Job>> OthersAsync(Job job, CancellationToken cancel) =>
        [
            .. (await ledger.Jobs.JobsAsync([], cancel))
                .Where(other => other.Order.Book == job.Order.Book && other.Id != job.Id)
                .OrderByDescending(other => other.Id.Value),
        ];

    /// <summary>All jobs of a book with their numbers, by id.</summary>
    public async Task<IReadOnlyList<JobView>> OfBookAsync(BookId book, CancellationToken cancel) =>
        await ViewsAsync([.. (await ledger.Jobs.JobsAsync([], cancel)).Where(job => job.Order.Book == book)], cancel);

    public Task<CallsUnderWay> UnderWayAsync(Job job, CancellationToken cancel) =>
        CallsUnderWay.OfAsync(ledger.Journal, job, cancel);

    /// <summary>Whether none of these is created, running or paused.</summary>
    public async Task<bool> HaveEndedAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        foreach (var id in jobs)
            if (await ledger.Jobs.FindJobAsync(id, cancel) is { State: JobState.Created or JobState.Running or JobState.Paused })
                return false;
        return true;
    }

    /// <summary>All jobs with their numbers, by id.</summary>
    public async Task<IReadOnlyList<JobView>> ListAsync(CancellationToken cancel) =>
        await ViewsAsync(await ledger.Jobs.JobsAsync([], cancel), cancel);

    /// <summary>One statement, however many there are.</summary>
    private async Task<IReadOnlyList<Book>> BooksOfAsync(IReadOnlyList<Job> jobs, CancellationToken cancel)
    {
        if (jobs.Count != 1)
            return jobs.Count == 0 ? [] : await ledger.Library.BooksAsync(cancel);
        return await ledger.Library.FindBookAsync(jobs[0].Order.Book, cancel) is { } book ? [book] : [];
    }

    public async Task<IReadOnlyList<JobView>> ViewsAsync(IReadOnlyList<Job> jobs, CancellationToken cancel)
    {
        JobId[] ids = [.. jobs.Select(job => job.Id)];
        var counts = await ledger.Jobs.CountRunsAsync(ids, cancel);
        var rejected = await ledger.Jobs.CountRejectedAsync(ids, cancel);
        var spent = await ledger.Journal.SpendingAsync(ids, cancel);
        var purses = await ledger.Jobs.PursesAsync(ids, cancel);
        var books = (await BooksOfAsync(jobs, cancel)).ToDictionary(book => book.Id);
        var providers = (await ledger.Providers.ProvidersAsync(cancel)).ToDictionary(provider => provider.Name);
        var views = new List<JobView>();
        foreach (var job in jobs)
        {
            var book = books.GetValueOrDefault(job.Order.Book);
            var spending = spent.GetValueOrDefault(job.Id, Spending.None);
            var own = job.Order.Providers.Select(name => providers.GetValueOrDefault(name)).OfType<Provider>().ToList();
            var currency = own.Select(provider => provider.Price.Currency).FirstOrDefault(code => code.Length > 0) ?? "";
            var runs = counts.GetValueOrDefault(job.Id, NoRuns);
            views.Add(
                new(job, book, runs, spending, currency, rejected.GetValueOrDefault(job.Id), purses[job.Id])
                {
                    Paused = job.State is JobState.Created or JobState.Running
                        ? own.FindAll(provider => provider.Pause is not null)
                        : [],
                }
            );
        }
        return views;
    }

    /// <summary>To each job the purse of its order.</summary>
    public Task<IReadOnlyDictionary<JobId, Purse>> PursesAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel) =>
        ledger.Jobs.PursesAsync(jobs, cancel);

    /// <summary>A job's runs by position, from one on.</summary>
    public async Task<Result<IReadOnlyList<ChapterRun>>> RunsAsync(JobId id, int from, int atMost, CancellationToken cancel) =>
        await ledger.Jobs.FindJobAsync(id, cancel) is null
            ? new Refusal.UnknownJob(id)
            : new Result<IReadOnlyList<ChapterRun>>.Done(await ledger.Runs.RunsAsync(id, from, atMost, cancel));

    /// <summary>Who read its chapters so far, and why others did not; most first.</summary>
    public async Task<IReadOnlyList<ReaderShare>> ReadersAsync(JobId id, CancellationToken cancel) =>
        ReaderShare.Of((await ledger.Runs.CountReadersAsync(id, cancel)), (await ledger.Jobs.FindJobAsync(id, cancel))?.Order);

    /// <summary>Failed chapters by position; none where the book was deleted.</summary>
    public async Task<IReadOnlyList<FailedChapter>> FailuresAsync(Job job, CancellationToken cancel)
    {
        var failed = await ledger.Runs.FailedRunsAsync(job.Id, cancel);
        if (failed.Count == 0)
            return [];
        var units = (await ledger.Library.UnitsAsync(job.Order.Edition, cancel)).ToDictionary(unit => unit.Position);
        return
        [
            .. failed
                .Where(run => units.ContainsKey(run.Id.Position))
                .Select(run => new FailedChapter(run, units[run.Id.Position])),
        ];
    }

    /// <summary>The canonical hash of the book's graph, or null while its resolved layer is behind.</summary>
    public async Task<string?> GraphHashAsync(BookId book, CancellationToken cancel)
    {
        var decisions = await ledger.Library.DecisionsAsync(book, cancel);
        var state = await graph.FindStateAsync(book, cancel);
        if (state?.IsResolved(decisions.Count == 0 ? 0 : decisions[^1].Number) != true)
            return null;
        var raw = await graph.ReadRawAsync(book, cancel);
        var resolved = await graph.ReadResolvedAsync(book, cancel);
        return raw is null || resolved is null ? null : CanonicalHash.Of(raw, resolved);
    }

    /// <param name="cast">How many entities, those with most mentions.</param>
    /// <param name="strongest">How many relations, the heaviest.</param>
    public async Task<JobSummary> SummaryAsync(Job job, int cast, int strongest, CancellationToken cancel)
    {
        var resolved = await graph.ReadResolvedAsync(job.Order.Book, cancel) ?? ResolvedBook.Empty;
        var rejected = await ledger.Runs.CountRejectionsAsync(job.Id, cancel);
        return new(
            GraphSummary.Of(resolved, cast, strongest),
            rejected,
            await SkippedAsync(job.Id, cancel),
            await ReadersAsync(job.Id, cancel),
            await new EmptyChapters(ledger).WarnAsync(job, resolved, rejected, cancel)
        )
        {
            WithoutEntity = await new ReasonQueries(graph, ledger.Library).WithoutEntityAsync(
                job.Order.Book,
                job.Order.Edition,
                cancel
            ),
        };
    }

    /// <summary>In the order of the book where as long. By the kind of unit; a story's unit that was skipped goes by the reason of its run.</summary>
    private async Task<IReadOnlyList<SkippedShare>> SkippedAsync(JobId job, CancellationToken cancel) =>
        [
            .. (await ledger.Runs.CountSkippedAsync(job, cancel))
                .GroupBy(share =>
                    share.Kind is { } kind && IsNoStory(kind) ? ((UnitKind?)kind, Reason.None) : (null, share.Reason)
                )
                .Select(same => new SkippedShare(
                    same.Key.Item1,
                    same.Key.Item2,
                    same.Sum(share => share.Units),
                    same.Sum(share => share.Characters)
                ))
                .OrderByDescending(share => share.Characters),
        ];

    private static bool IsNoStory(UnitKind kind) => JobStarter.SkipReason(new(0, kind, "", 0, 0)) is not null;
}
