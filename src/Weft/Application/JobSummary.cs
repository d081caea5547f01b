using Weft.Books;
using Weft.Ledger;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>What came of a job: the cast, what binds it, and what was left out and why.</summary>
/// <param name="Rejected">How often for each reason, most first.</param>
/// <param name="Skipped">What was not read, most characters first.</param>
internal sealed record JobSummary(
    GraphSummary Graph,
    IReadOnlyList<RejectionCount> Rejected,
    IReadOnlyList<SkippedShare> Skipped
);

/// <summary>Units that were skipped for one cause.</summary>
/// <param name="Kind">Null where units of that kind tell the story: they go by the reason of their runs.</param>
/// <param name="Reason">None where the kind says it.</param>
internal sealed record SkippedShare(UnitKind? Kind, Reason Reason, int Units, int Characters);
