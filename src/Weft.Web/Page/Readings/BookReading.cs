using Weft.Application;
using Weft.Books;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Web.Page.Live;

namespace Weft.Web.Page.Readings;

/// <summary>A part of a book with how it was read.</summary>
/// <param name="Run">Null where the job does not read it.</param>
/// <param name="Names">How many names its chapter has in the graph; 0 for what is no chapter.</param>
internal sealed record BookPart(EditionUnit Part, ChapterRun? Run, int Names, int Mentions)
{
    public Unit Unit => Part.Unit;
}

/// <summary>How many of a book's characters went where; together they are all of it.</summary>
internal sealed record Coverage(long Woven, long Skipped, long Failed, long Open, long NotAsked)
{
    public long All => Woven + Skipped + Failed + Open + NotAsked;

    public static Coverage Of(IEnumerable<BookPart> parts)
    {
        var sums = parts.ToLookup(part => part.Run?.State, part => (long)part.Unit.Length);
        return new(
            sums[RunState.Completed].Sum(),
            sums[RunState.Skipped].Sum(),
            sums[RunState.Failed].Sum(),
            sums[RunState.Pending].Sum() + sums[RunState.Processing].Sum(),
            sums[null].Sum()
        );
    }
}

/// <summary>One book: its parts, its jobs, what came of them.</summary>
/// <param name="Job">The one whose reading is shown; null where there is none.</param>
internal sealed record BookReading(
    Book Book,
    JobView? Job,
    IReadOnlyList<JobView> Jobs,
    IReadOnlyList<BookPart> Parts,
    GraphSummary? Graph,
    ClothPattern Cloth,
    DateTimeOffset At
)
{
    private const int Shown = 7;

    /// <summary>By number, the current one last.</summary>
    public IReadOnlyList<Edition> Editions { get; init; } = [];

    /// <summary>What a job on what is new would be ordered like; null where nothing is new.</summary>
    public JobRequest? Continuation { get; init; }

    public Coverage Coverage { get; } = Coverage.Of(Parts);

    /// <summary>Kinds of the parts that were skipped.</summary>
    public IEnumerable<UnitKind> SkippedKinds =>
        Parts.Where(part => part.Run?.State == RunState.Skipped).Select(part => part.Unit.Kind).Distinct();

    public IEnumerable<ResolvedEntity> Cast => Graph?.Cast.Take(Shown) ?? [];

    public static async Task<BookReading?> ReadAsync(
        PageUseCases uses,
        ShelfMemory memory,
        BookId id,
        JobId? chosen,
        CancellationToken cancel
    )
    {
        if (await uses.Books.FindAsync(id.ToString(), cancel) is not Result<Book>.Done(var book) || book.Id != id)
            return null;
        var own = (await uses.Jobs.InAsync([], cancel)).Where(job => job.Order.Book == id).Reverse().ToList();
        var jobs = await memory.Ended.ViewsAsync(own, cancel);
        var job =
            jobs.FirstOrDefault(view => view.Job.Id == chosen)
            ?? jobs.FirstOrDefault(view => view.Job.Order.Edition == book.Edition);
        var runs =
            job is not null
            && await uses.Jobs.RunsAsync(job.Job.Id, 0, int.MaxValue, cancel) is Result<IReadOnlyList<ChapterRun>>.Done(var read)
                ? read.ToDictionary(run => run.Id.Position)
                : [];
        var graph = await uses.Graph.SummaryAsync(book, null, int.MaxValue, 0, cancel) is Result<GraphSummary>.Done(var summary)
            ? summary
            : null;
        var (names, mentions) = CountOf(graph);
        var cut = await uses.Chapters.PartsAsync(job?.Job.Order.Edition ?? book.Edition, cancel);
        var others = chosen is null ? own.Where(other => other.Id != job?.Job.Id && other.State != JobState.Created) : [];
        var unread = cut.Where(part => !runs.ContainsKey(part.Position)).Select(part => part.Chapter);
        var earlier = await memory.Earlier.FindAsync(others, unread, cancel);
        var parts = cut.Select(part =>
            {
                var number = part.Unit.Kind == UnitKind.Chapter ? part.Unit.Number : -1;
                return new BookPart(
                    part,
                    runs.GetValueOrDefault(part.Position) ?? earlier.GetValueOrDefault(part.Chapter),
                    names.GetValueOrDefault(number),
                    mentions.GetValueOrDefault(number)
                );
            })
            .ToList();
        var cloth = graph is null ? ClothPattern.Bare(book.Chapters) : Cloths.Of(book, graph);
        return new(book, job, jobs, parts, graph, cloth, uses.Time.GetUtcNow())
        {
            Editions = await uses.Books.EditionsAsync(book, cancel),
            Continuation = await ContinuationAsync(uses, book, own, cancel),
        };
    }

    private static async Task<JobRequest?> ContinuationAsync(
        PageUseCases uses,
        Book book,
        IReadOnlyList<Job> jobs,
        CancellationToken cancel
    ) =>
        // Nothing is new since a job on this edition.
        jobs.FirstOrDefault(job => job.State != JobState.Cancelled)
            is { } last
        && last.Order.Edition != book.Edition
        && await uses.Continuation.OrderAsync(book, null, cancel) is Result<JobRequest>.Done(var order)
            ? order
            : null;

    private static (Dictionary<int, int> Names, Dictionary<int, int> Mentions) CountOf(GraphSummary? graph)
    {
        var (names, mentions) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        foreach (var entity in graph?.Cast ?? [])
        foreach (var (chapter, count) in entity.Chapters.Zip(entity.Counts))
        {
            names[chapter] = names.GetValueOrDefault(chapter) + 1;
            mentions[chapter] = mentions.GetValueOrDefault(chapter) + count;
        }
        return (names, mentions);
    }
}
