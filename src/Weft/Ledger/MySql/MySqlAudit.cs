using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger.MySql;

/// <summary>Who did what, in a MySQL or MariaDB database.</summary>
internal sealed class MySqlAudit(MySqlStore store, RowMapping rows) : IAudit
{
    private long Oldest => store.NowMs - (long)AuditRules.Kept.TotalMilliseconds;

    public async Task NoteAsync(Actor by, AuditKind kind, Reason what, CancellationToken cancel)
    {
        await store.ExecuteAsync("prune-audit", cancel, ("@until", Oldest));
        await store.ExecuteAsync(
            "add-audit",
            cancel,
            ("@now", store.NowMs),
            ("@kind", ColumnFormats.Word(kind)),
            ("@by_kind", ColumnFormats.Word(by.Kind)),
            ("@by_name", by.Name),
            ("@by_owner", by.Owner),
            ("@by_address", by.From),
            ("@what", what.Sentence),
            ("@what_code", what.Code),
            ("@what_args", ReasonJson.Write(what))
        );
    }

    public async Task<IReadOnlyList<AuditEntry>> EntriesAsync(AuditFilter filter, int atMost, CancellationToken cancel) =>
        await store.QueryAsync(
            "audit",
            rows.AuditEntry,
            cancel,
            ("@before", filter.Before ?? long.MaxValue),
            ("@since", Oldest),
            ("@kinds", AuditRules.KindsOf(filter)),
            ("@by", filter.By),
            ("@most", atMost)
        );
}
