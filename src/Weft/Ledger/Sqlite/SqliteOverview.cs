namespace Weft.Ledger.Sqlite;

/// <summary>What people who look on are shown of a SQLite file.</summary>
internal sealed class SqliteOverview(SqliteStore store) : IOverview
{
    private static readonly LedgerRows Rows = LedgerRows.ByUnixTime;

    public Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel) =>
        store.ReadAsync(
            db => new WatchView(
                db.Query("watch-active", Rows.Active),
                db.Query("watch-waiting", LedgerRows.Waiting),
                db.Query("watch-ended", Rows.Session, ("$since", Stored.Ms(since)), ("$most", WatchRules.YoungestSessions))
            ),
            cancel
        );
}
