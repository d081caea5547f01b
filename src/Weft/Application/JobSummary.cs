using Weft.Ledger;

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
/// <param name="Cause">The kind of unit, in the words of JSON and tables, where no unit of that kind tells the story; else the run's reason.</param>
internal sealed record SkippedShare(string Cause, int Units, int Characters);
