using Weft.Model;

namespace Weft.Ledger.MySql;

/// <summary>Events in a MySQL or MariaDB database. The other parts note them within their transactions.</summary>
internal sealed class MySqlEvents(MySqlStore store, RowMapping rows) : IEvents
{
    public async Task<IReadOnlyList<LedgerEvent>> EventsAsync(EventFilter filter, int atMost, CancellationToken cancel) =>
        await store.QueryAsync(
            "events",
            rows.Event,
            cancel,
            ("@before", filter.Before ?? long.MaxValue),
            ("@from", filter.From is { } from ? store.Clock.ToServer(from) : long.MinValue),
            ("@until", filter.Until is { } until ? store.Clock.ToServer(until) : long.MaxValue),
            ("@kinds", EventRules.KindsOf(filter)),
            ("@job", filter.Job?.Value),
            ("@provider", filter.Provider),
            ("@session", filter.Session?.Value),
            ("@node", filter.Node),
            ("@most", atMost)
        );

    public static Task PruneAsync(MySqlStore store, CancellationToken cancel) =>
        store.ExecuteAsync("prune-events", cancel, ("@until", store.NowMs - (long)EventRules.Kept.TotalMilliseconds));
}
