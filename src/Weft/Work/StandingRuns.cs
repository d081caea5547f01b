using Weft.Ledger;
using Weft.Model;

namespace Weft.Work;

/// <summary>Whose reading of each chapter stands: the completed run of the newest job.</summary>
internal static class StandingRuns
{
    /// <param name="units">Of the edition that counts.</param>
    public static async Task<IReadOnlyList<(Job Job, ChapterRun Run)>> OfAsync(
        ILedger ledger,
        BookId book,
        IReadOnlyDictionary<ChapterKey, EditionUnit> units,
        CancellationToken cancel
    )
    {
        var newest = new Dictionary<ChapterKey, (Job Job, ChapterRun Run)>();
        foreach (var job in (await ledger.Jobs.JobsAsync([], cancel)).Where(job => job.Order.Book == book))
        foreach (var run in await ledger.Runs.RunsAsync(job.Id, 0, int.MaxValue, cancel))
            if (run.State == RunState.Completed && units.ContainsKey(run.Chapter))
                newest[run.Chapter] = (job, run);
        return [.. newest.Values.OrderBy(reading => units[reading.Run.Chapter].Position)];
    }
}
