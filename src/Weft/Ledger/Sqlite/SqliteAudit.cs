using Weft.Model;
using Weft.Reasons;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Who did what, in a SQLite file.</summary>
internal sealed class SqliteAudit(SqliteFile file, TimeProvider time) : IAudit
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    private long Oldest => time.NowMs() - (long)AuditRules.Kept.TotalMilliseconds;

    public Task NoteAsync(Actor by, AuditKind kind, Reason what, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                db.Execute("prune-audit", ("$until", Oldest), ("$most", AuditRules.PrunedAtOnce));
                return db.Execute(
                    "add-audit",
                    ("$now", time.NowMs()),
                    ("$kind", ColumnFormats.Word(kind)),
                    ("$by_kind", ColumnFormats.Word(by.Kind)),
                    ("$by_name", by.Name),
                    ("$by_owner", by.Owner),
                    ("$by_address", by.From),
                    ("$what", what.Sentence),
                    ("$what_code", what.Code),
                    ("$what_args", ReasonJson.Write(what))
                );
            },
            cancel
        );

    public Task<IReadOnlyList<AuditEntry>> EntriesAsync(AuditFilter filter, int atMost, CancellationToken cancel) =>
        file.ReadListAsync(
            db =>
                db.Query(
                    "audit",
                    Rows.AuditEntry,
                    ("$before", filter.Before ?? long.MaxValue),
                    ("$since", Oldest),
                    ("$kinds", AuditRules.KindsOf(filter)),
                    ("$by", filter.By),
                    ("$most", atMost)
                ),
            cancel
        );
}
