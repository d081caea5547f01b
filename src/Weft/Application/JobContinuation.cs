using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Work;

namespace Weft.Application;

/// <summary>The order of a book's last job once more, for what is new since: chapters of serials that grow, and corrected ones.</summary>
internal sealed class JobContinuation(ILedger ledger)
{
    /// <summary>
    /// Chapters of the current edition that none of the book's jobs has been ordered for. What the last job left out of its edition is not new. Cancelled
    /// jobs count for nothing.
    /// </summary>
    /// <param name="key">Of the order; null = each is a new one.</param>
    public async Task<Result<JobRequest>> OrderAsync(Book book, string? key, CancellationToken cancel)
    {
        var jobs = (await ledger.Jobs.JobsAsync([], cancel))
            .Where(job => job.Order.Book == book.Id && job.State != JobState.Cancelled)
            .ToList();
        if (jobs.Count == 0)
            return new Refusal.NoJobToContinue(book);
        var last = jobs[^1];
        var known = await KnownAsync(jobs, last, cancel);
        var numbers = (await ledger.Library.UnitsAsync(book.Edition, cancel))
            .Where(unit => JobStarter.SkipReason(unit.Unit) is null && !known.Contains(unit.Chapter))
            .Select(unit => unit.Unit.Number)
            .Distinct()
            .ToList();
        if (numbers.Count == 0)
            return new Refusal.NothingNew(book, last.Id);
        return new JobRequest(
            last.Order.Providers,
            ChapterRanges.Of(numbers),
            last.Order.Order,
            last.Order.Priority,
            last.Order.Budget,
            last.Order.AutoRetry,
            null,
            key
        )
        {
            RulesAfter = last.Order.RulesAfter,
            Like = await new RecipeChoice(ledger.Library).ForAsync(book, last.Order.Recipe, cancel),
        };
    }

    private async Task<HashSet<ChapterKey>> KnownAsync(IReadOnlyList<Job> jobs, Job last, CancellationToken cancel)
    {
        var known = new HashSet<ChapterKey>();
        foreach (var edition in jobs.GroupBy(job => job.Order.Edition))
        {
            var units = await ledger.Library.UnitsAsync(edition.Key, cancel);
            var all = edition.Any(job => job.Order.Positions is null || job.Id == last.Id);
            var chosen = edition.SelectMany(job => job.Order.Positions ?? []).ToHashSet();
            known.UnionWith(units.Where(unit => all || chosen.Contains(unit.Position)).Select(unit => unit.Chapter));
        }
        return known;
    }
}
