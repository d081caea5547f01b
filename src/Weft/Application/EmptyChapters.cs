using Weft.Extraction.Prompting;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>A book, or most of its chapters, in which nothing was found: complete, and yet hardly what was wanted.</summary>
internal sealed class EmptyChapters(ILedger ledger)
{
    /// <summary>Chapters that are shorter may well name nobody.</summary>
    private const int ShortestChapter = 400;

    /// <summary>Fewer prompt tokens than this share of our estimate: the prompt was cut.</summary>
    private const double CutShare = 0.5;

    /// <param name="resolved">The book's graph; while it is behind, nothing is said.</param>
    public async Task<IReadOnlyList<Reason>> WarnAsync(
        Job job,
        ResolvedBook resolved,
        IReadOnlyList<RejectionCount> rejected,
        CancellationToken cancel
    )
    {
        if (job.State != JobState.Completed)
            return [];
        var runs = await ledger.Runs.RunsAsync(job.Id, 0, int.MaxValue, cancel);
        var read = runs.Where(run => run.State == RunState.Completed).Select(run => run.Id.Position).ToHashSet();
        var units = (await ledger.Library.UnitsAsync(job.Order.Edition, cancel))
            .Where(unit => read.Contains(unit.Position) && unit.Unit.Length >= ShortestChapter)
            .ToList();
        var named = resolved.Entities.SelectMany(entity => entity.Chapters).ToHashSet();
        var empty = units.Count(unit => !named.Contains(unit.Unit.Number));
        if (empty == 0 || empty * 2 <= units.Count)
            return [];
        var characters = units.Sum(unit => (long)unit.Unit.Length);
        return [await CauseAsync(job, empty, units.Count, characters, rejected.Sum(count => count.Count), cancel)];
    }

    private async Task<Reason> CauseAsync(
        Job job,
        int empty,
        int chapters,
        long characters,
        int rejected,
        CancellationToken cancel
    )
    {
        var spent = (await ledger.Journal.SpendingAsync([job.Id], cancel)).GetValueOrDefault(job.Id, Spending.None);
        var book = await ledger.Library.FindBookAsync(job.Order.Book, cancel);
        var expected = (long)(characters * TokenEstimate.PerCharacter(book?.Language ?? ""));
        if (spent.PromptTokens > 0 && spent.PromptTokens < expected * CutShare)
            return JobReasons.NothingFoundCut(empty, chapters, spent.PromptTokens, expected);
        return rejected > 0
            ? JobReasons.NothingFoundRejected(empty, chapters, rejected)
            : JobReasons.NothingFound(empty, chapters);
    }
}
