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
}
