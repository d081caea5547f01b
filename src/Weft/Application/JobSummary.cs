using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Rules;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>What came of a job: the cast, what binds it, and what was left out and why.</summary>
/// <param name="Rejected">How often for each reason, most first.</param>
/// <param name="Skipped">What was not read, most characters first.</param>
/// <param name="Warnings">What should make people look twice, though the job is complete.</param>
internal sealed record JobSummary(
    GraphSummary Graph,
    IReadOnlyList<RejectionCount> Rejected,
    IReadOnlyList<SkippedShare> Skipped,
    IReadOnlyList<ReaderShare> Readers,
    IReadOnlyList<Reason> Warnings
)
{
    /// <summary>Names that stand often and became no entity, the most frequent first.</summary>
    public IReadOnlyList<RefusedName> WithoutEntity { get; init; } = [];
}

/// <summary>Completed chapters that one provider read.</summary>
/// <param name="Why">Why another had failed them, as the first of them says it; none where nobody had.</param>
internal sealed record ReaderShare(string Provider, int Chapters, Reason Why)
{
    /// <summary>By provider and kind of cause, most first.</summary>
    public static IReadOnlyList<ReaderShare> Of(IReadOnlyList<ReaderCount> counts, JobOrder? order) =>
        [
            .. counts
                .Select(count => StoodIn(count, order) is { } why ? count with { Why = why } : count)
                .GroupBy(count => (count.Provider, count.Why.Code))
                .Select(same => new ReaderShare(same.Key.Provider, same.Sum(count => count.Chapters), same.First().Why))
                .OrderByDescending(share => share.Chapters),
        ];

    /// <summary>What no model has failed, rules read only where they stood in; null = they did not.</summary>
    private static Reason? StoodIn(ReaderCount count, JobOrder? order) =>
        count.Provider == Model.Provider.RulesName
        && count.Why.IsNone
        && order?.RulesAfter is { } after
        && (order.Order == ProviderOrder.SideBySide || order.Providers[0] != Model.Provider.RulesName)
            ? RunReasons.RulesStoodIn(CallTimes.Write(after))
            : null;
}

/// <summary>Units that were skipped for one cause.</summary>
/// <param name="Kind">Null where units of that kind tell the story: they go by the reason of their runs.</param>
/// <param name="Reason">None where the kind says it.</param>
internal sealed record SkippedShare(UnitKind? Kind, Reason Reason, int Units, int Characters);
