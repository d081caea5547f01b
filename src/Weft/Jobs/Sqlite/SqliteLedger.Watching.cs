using Microsoft.Data.Sqlite;

namespace Weft.Jobs.Sqlite;

internal sealed partial class SqliteLedger
{
    public Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel) =>
        _store.ReadAsync(
            db => new WatchView(
                db.Query("watch-active", ReadActive),
                db.Query("watch-waiting", ReadWaiting),
                db.Query("watch-ended", ReadSession, ("$since", Columns.Ms(since)), ("$most", WatchRules.YoungestSessions))
            ),
            cancel
        );

    private static ActiveRun ReadActive(SqliteDataReader row) =>
        new(
            new(new(row.GetInt64(0)), row.GetInt32(1)),
            new(row.GetInt64(2)),
            row.GetString(3),
            row.GetInt32(4),
            row.Time(5),
            row.GetInt32(6),
            row.GetString(7)
        );

    private static WaitingRuns ReadWaiting(SqliteDataReader row) =>
        new(new(row.GetInt64(0)), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3));
}
