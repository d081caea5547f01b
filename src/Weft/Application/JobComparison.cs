using Weft.Graph;
using Weft.Graph.Comparison;
using Weft.Ledger;
using Weft.Model;
using Weft.Work;

namespace Weft.Application;

/// <summary>How a chapter stands with a job.</summary>
internal enum Standing
{
    Read,

    /// <summary>The job does not have it: it was not ordered, or stands otherwise in the job's edition.</summary>
    NotOrdered,

    /// <summary>The job has not come to it, or is at it.</summary>
    Waiting,

    Failed,
    Skipped,

    /// <summary>It was read, and the ledger no longer has all that was answered.</summary>
    Gone,
}

/// <summary>A chapter that cannot be compared.</summary>
/// <param name="Number">In the newer edition that has it.</param>
internal sealed record LeftOutChapter(int Number, string Title, Standing A, Standing B);

/// <summary>What two jobs have found in one book.</summary>
/// <param name="Chapters">Those that both have read, in the order of the book.</param>
/// <param name="LeftOut">Those that one of them lacks; what is no story is not among them.</param>
internal sealed record ComparedJobs(
    Book Book,
    Job A,
    Job B,
    IReadOnlyList<ComparedChapter> Chapters,
    IReadOnlyList<LeftOutChapter> LeftOut
)
{
    /// <summary>Over all chapters.</summary>
    public SideCounts Counts(FindingKind kind) =>
        Chapters.Select(chapter => chapter.Counts(kind)).Aggregate(default(SideCounts), SideCounts.Add);
}

/// <summary>Holds two jobs on one book against each other: from the journal, and for <c>rules</c> by reading again; nobody is asked.</summary>
internal sealed class JobComparison(ILedger ledger)
{
    /// <param name="progress">Told after each chapter: how many are done, and of how many.</param>
    public async Task<Result<ComparedJobs>> CompareAsync(JobId a, JobId b, Action<int, int> progress, CancellationToken cancel)
    {
        if (a == b)
            return new Refusal.SameJobTwice(a);
        if (await ledger.Jobs.FindJobAsync(a, cancel) is not { } jobA)
            return new Refusal.UnknownJob(a);
        if (await ledger.Jobs.FindJobAsync(b, cancel) is not { } jobB)
            return new Refusal.UnknownJob(b);
        var (bookA, bookB) = (jobA.Order.Book, jobB.Order.Book);
        if (bookA != bookB)
            return new Refusal.JobsOfTwoBooks(a, await TitleAsync(bookA, cancel), b, await TitleAsync(bookB, cancel));
        if (await ledger.Library.FindBookAsync(bookA, cancel) is not { } book)
            return new Refusal.UnknownBook(bookA.ToString());
        return await CompareAsync(book, jobA, jobB, progress, cancel);
    }

    /// <summary>Of what a comparison is made: while it is the same, so is the comparison. Null where one of the jobs is not there.</summary>
    public async Task<string?> StateAsync(JobId a, JobId b, CancellationToken cancel)
    {
        if (await ledger.Jobs.FindJobAsync(a, cancel) is not { } jobA || await ledger.Jobs.FindJobAsync(b, cancel) is null)
            return null;
        var state = new HashCode();
        foreach (var job in new[] { a, b })
        foreach (var run in await ledger.Runs.RunsAsync(job, 0, int.MaxValue, cancel))
            state.Add((run.Id, run.State, run.Attempt, run.Provider));
        var decisions = await ledger.Library.DecisionsAsync(jobA.Order.Book, cancel);
        return $"{a}/{b}/{state.ToHashCode()}/{(decisions.Count == 0 ? 0 : decisions[^1].Number)}";
    }

    private async Task<Result<ComparedJobs>> CompareAsync(
        Book book,
        Job a,
        Job b,
        Action<int, int> progress,
        CancellationToken cancel
    )
    {
        var parts = await PartsAsync(a, b, cancel);
        var (runsA, runsB) = (await RunsAsync(a, cancel), await RunsAsync(b, cancel));
        var (factsA, factsB) = (new RunFacts(ledger), new RunFacts(ledger));
        var (readings, leftOut, done) = (new List<TwoReadings>(), new List<LeftOutChapter>(), 0);
        var chapters = runsA.Keys.Union(runsB.Keys).Where(parts.ContainsKey).OrderBy(key => parts[key].Position).ToList();
        foreach (var key in chapters)
        {
            var (runA, runB) = (runsA.GetValueOrDefault(key), runsB.GetValueOrDefault(key));
            var (standsA, standsB) = (StandingOf(runA), StandingOf(runB));
            var unit = parts[key].Unit;
            if ((standsA, standsB) == (Standing.Read, Standing.Read))
            {
                var (saidA, saidB) = (await factsA.FindAsync(a, runA!, cancel), await factsB.FindAsync(b, runB!, cancel));
                if (saidA is not null && saidB is not null)
                    readings.Add(new(new(key, parts[key].Position, unit.Number, unit.Kind, unit.Title), saidA, saidB));
                standsA = saidA is null ? Standing.Gone : standsA;
                standsB = saidB is null ? Standing.Gone : standsB;
            }
            // What is no story is skipped by both, or was not ordered of one.
            if ((standsA, standsB) != (Standing.Read, Standing.Read) && !IsNoStory(standsA, standsB))
                leftOut.Add(new(unit.Number, unit.Title, standsA, standsB));
            progress(++done, chapters.Count);
        }
        if (readings.Count == 0)
            return new Refusal.NothingToCompare(a.Id, b.Id);
        var decisions = await ledger.Library.DecisionsAsync(book.Id, cancel);
        return new ComparedJobs(book, a, b, await Task.Run(() => Comparer.Compare(readings, decisions), cancel), leftOut);
    }

    private static bool IsNoStory(Standing a, Standing b) =>
        a is Standing.Skipped or Standing.NotOrdered && b is Standing.Skipped or Standing.NotOrdered;

    private static Standing StandingOf(ChapterRun? run) =>
        run?.State switch
        {
            null => Standing.NotOrdered,
            RunState.Completed => Standing.Read,
            RunState.Failed => Standing.Failed,
            RunState.Skipped => Standing.Skipped,
            _ => Standing.Waiting,
        };

    private async Task<Dictionary<ChapterKey, ChapterRun>> RunsAsync(Job job, CancellationToken cancel) =>
        (await ledger.Runs.RunsAsync(job.Id, 0, int.MaxValue, cancel)).ToDictionary(run => run.Chapter);

    /// <summary>Chapters of both editions; where they stand in both, as the newer one has them.</summary>
    private async Task<Dictionary<ChapterKey, EditionUnit>> PartsAsync(Job a, Job b, CancellationToken cancel)
    {
        var parts = new Dictionary<ChapterKey, EditionUnit>();
        foreach (var edition in new[] { a.Order.Edition, b.Order.Edition }.Distinct().OrderBy(edition => edition.Value))
        foreach (var part in await ledger.Library.UnitsAsync(edition, cancel))
            parts[part.Chapter] = part;
        return parts;
    }

    private async Task<string> TitleAsync(BookId book, CancellationToken cancel) =>
        (await ledger.Library.FindBookAsync(book, cancel))?.Title ?? book.ToString();
}
