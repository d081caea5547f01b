using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>What people who look on are shown of a SQLite file.</summary>
internal sealed class SqliteOverview(SqliteFile file) : IOverview
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    public Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel) =>
        file.ReadAsync(
            db => new WatchView(
                db.Query("watch-active", Rows.Active),
                db.Query("watch-waiting", RowMapping.Waiting),
                db.Query("watch-ended", Rows.Session, ("$since", ColumnFormats.Ms(since)), ("$most", WatchRules.YoungestSessions))
            ),
            cancel
        );

    public Task<IReadOnlyList<CompletedMinute>> CompletedAsync(DateTimeOffset since, CancellationToken cancel) =>
        file.ReadListAsync(
            db => db.Query("watch-completed", RowMapping.CompletedMinute, ("$since", ColumnFormats.Ms(since))),
            cancel
        );
}
