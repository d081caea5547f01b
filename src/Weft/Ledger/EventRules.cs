using Weft.Model;

namespace Weft.Ledger;

/// <summary>What holds for events in every ledger.</summary>
internal static class EventRules
{
    /// <summary>Long enough to look up what happened before a holiday. Older ones go when a session begins.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Of the outdated ones so many go at once, so that no start waits for a year's worth.</summary>
    public const int PrunedAtOnce = 10_000;

    /// <summary>Words of the kinds as their column has them, with commas between; empty = every kind.</summary>
    public static string KindsOf(EventFilter filter) => string.Join(',', filter.Kinds.Select(ColumnFormats.Word));
}
