using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

/// <summary>The model's audit log.</summary>
internal sealed class MemoryAudit(MemoryState state) : IAudit
{
    private readonly List<AuditEntry> _entries = [];

    public Task NoteAsync(Actor by, AuditKind kind, Reason what, CancellationToken cancel)
    {
        _entries.Add(new(_entries.Count + 1, state.Now, by, kind, what));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditEntry>> EntriesAsync(AuditFilter filter, int atMost, CancellationToken cancel) =>
        MemoryState.Listed(_entries.Where(entry => IsAsked(entry, filter)).Reverse().Take(atMost));

    private bool IsAsked(AuditEntry entry, AuditFilter filter) =>
        entry.At >= state.Now - AuditRules.Kept
        && (filter.Before is null || entry.Number < filter.Before)
        && (filter.Kinds.Count == 0 || filter.Kinds.Contains(entry.Kind))
        && (filter.By is null || entry.By.Name == filter.By || entry.By.Owner == filter.By);
}
