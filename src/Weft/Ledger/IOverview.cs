using Weft.Model;

namespace Weft.Ledger;

/// <summary>What people who look on are shown of the ledger.</summary>
public interface IOverview
{
    /// <summary>
    /// For people who look on: what is being read and by whom, what waits, and which of the 1,000 youngest sessions have ended since then.
    /// It walks the open part of each running or paused job: once a second for a whole process, never per viewer.
    /// </summary>
    Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel);

    /// <summary>
    /// For a curve: how many chapters were completed in each minute since then, by provider and minute. It counts what stands: a chapter
    /// that was read again counts where it was completed last. There is no index by time, which every completion
    /// would pay for: all runs of jobs that are open or have ended since then are looked at. Once in several seconds for a whole process.
    /// </summary>
    Task<IReadOnlyList<CompletedMinute>> CompletedAsync(DateTimeOffset since, CancellationToken cancel);
}
