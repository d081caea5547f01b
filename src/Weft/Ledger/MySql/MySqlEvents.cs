using Weft.Model;

namespace Weft.Ledger.MySql;

/// <summary>Events in a MySQL or MariaDB database. The other parts note them within their transactions.</summary>
internal sealed class MySqlEvents(MySqlStore store, RowMapping rows) : IEvents
{
    public async Task<IReadOnlyList<LedgerEvent>> EventsAsync(long? before, int atMost, CancellationToken cancel) =>
        await store.QueryAsync("events", rows.Event, cancel, ("@before", before ?? long.MaxValue), ("@most", atMost));

    public static Task PruneAsync(MySqlStore store, CancellationToken cancel) =>
        store.ExecuteAsync("prune-events", cancel, ("@until", store.NowMs - (long)EventRules.Kept.TotalMilliseconds));
}
