using Weft.Model;

namespace Weft.Ledger;

/// <summary>What holds for the audit log in every ledger.</summary>
internal static class AuditRules
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Of the outdated ones so many go with each new one: more than can come, so that none stays.</summary>
    public const int PrunedAtOnce = 100;

    /// <summary>Words of the kinds as their column has them, with commas between; empty = every kind.</summary>
    public static string KindsOf(AuditFilter filter) => string.Join(',', filter.Kinds.Select(ColumnFormats.Word));
}
