using Weft.Model;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Events in a SQLite file. The other parts note them within their transactions.</summary>
internal sealed class SqliteEvents(SqliteFile file) : IEvents
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    public Task<IReadOnlyList<LedgerEvent>> EventsAsync(EventFilter filter, int atMost, CancellationToken cancel) =>
        file.ReadListAsync(
            db =>
                db.Query(
                    "events",
                    Rows.Event,
                    ("$before", filter.Before ?? long.MaxValue),
                    ("$from", ColumnFormats.Ms(filter.From) ?? long.MinValue),
                    ("$until", ColumnFormats.Ms(filter.Until) ?? long.MaxValue),
                    ("$kinds", EventRules.KindsOf(filter)),
                    ("$job", filter.Job?.Value),
                    ("$provider", filter.Provider),
                    ("$session", filter.Session?.Value),
                    ("$node", filter.Node),
                    ("$most", atMost)
                ),
            cancel
        );

    /// <summary>With the reason that the job's row has now.</summary>
    public static void Note(SqliteDb db, JobId job, EventKind kind, long now, int chapters = 0) =>
        db.Execute("note-job", ("$job", job.Value), ("$kind", ColumnFormats.Word(kind)), ("$chapters", chapters), ("$now", now));

    /// <summary>With the reason that the session's row has now.</summary>
    public static void Note(SqliteDb db, SessionId session, EventKind kind, long now, int chapters = 0) =>
        db.Execute(
            "note-session",
            ("$session", session.Value),
            ("$kind", ColumnFormats.Word(kind)),
            ("$chapters", chapters),
            ("$now", now)
        );

    /// <summary>With the reason of its pause, if it has one now.</summary>
    public static void Note(SqliteDb db, string provider, EventKind kind, long now) =>
        db.Execute("note-provider", ("$name", provider), ("$kind", ColumnFormats.Word(kind)), ("$now", now));

    public static void Prune(SqliteDb db, long now) =>
        db.Execute("prune-events", ("$until", now - (long)EventRules.Kept.TotalMilliseconds), ("$most", EventRules.PrunedAtOnce));
}
