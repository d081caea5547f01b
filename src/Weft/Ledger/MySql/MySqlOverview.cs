namespace Weft.Ledger.MySql;

/// <summary>What people who look on are shown of a MySQL or MariaDB database.</summary>
internal sealed class MySqlOverview(MySqlStore store, RowMapping rows) : IOverview
{
    public async Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel) =>
        new(
            await store.QueryAsync("watch-active", rows.Active, cancel),
            await store.QueryAsync("watch-waiting", RowMapping.Waiting, cancel),
            await store.QueryAsync(
                "watch-ended",
                rows.Session,
                cancel,
                ("@since", store.Clock.ToServer(since)),
                ("@most", WatchRules.YoungestSessions)
            )
        );

    public async Task<IReadOnlyList<CompletedMinute>> CompletedAsync(DateTimeOffset since, CancellationToken cancel) =>
        await store.QueryAsync("watch-completed", RowMapping.CompletedMinute, cancel, ("@since", store.Clock.ToServer(since)));
}
