using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger;

/// <summary>Who did what, at whichever door. Kept 30 days; nothing changes an entry.</summary>
public interface IAudit
{
    /// <summary>Adds an entry, and takes some of those out that are over. Not safe to repeat: each call adds one.</summary>
    Task NoteAsync(Actor by, AuditKind kind, Reason what, CancellationToken cancel);

    /// <summary>Those that the filter asks for, the newest first, at most that many.</summary>
    Task<IReadOnlyList<AuditEntry>> EntriesAsync(AuditFilter filter, int atMost, CancellationToken cancel);
}
