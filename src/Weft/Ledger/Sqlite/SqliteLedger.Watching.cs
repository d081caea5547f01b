namespace Weft.Ledger.Sqlite;

internal sealed partial class SqliteLedger
{
    public Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel) =>
        _store.ReadAsync(
            db => new WatchView(
                db.Query("watch-active", Rows.Active),
                db.Query("watch-waiting", LedgerRows.Waiting),
                db.Query("watch-ended", Rows.Session, ("$since", Stored.Ms(since)), ("$most", WatchRules.YoungestSessions))
            ),
            cancel
        );
}
