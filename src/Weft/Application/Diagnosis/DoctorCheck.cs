using Weft.Reasons.Findings;

namespace Weft.Application.Diagnosis;

/// <summary>The parts that findings are told of, in the order in which they are told.</summary>
internal enum DoctorArea
{
    Settings,
    Machine,
    Ledger,
    Dispatch,
    Graph,
    Keys,
    Providers,
    Fleet,
}

/// <summary>What one look at a part has shown.</summary>
internal sealed record DoctorReport(DoctorArea Area, IReadOnlyList<Finding> Findings);

/// <summary>One look at one part, which ends after that time whatever happens.</summary>
internal sealed record DoctorCheck(
    DoctorArea Area,
    TimeSpan Limit,
    Func<CancellationToken, Task<IReadOnlyList<Finding>>> LookAsync
);

/// <summary>Reports taken together.</summary>
internal static class DoctorReports
{
    /// <summary>The gravest of all findings.</summary>
    public static FindingLevel Level(this IReadOnlyCollection<DoctorReport> reports) =>
        reports.SelectMany(report => report.Findings).Select(finding => finding.Level).DefaultIfEmpty().Max();
}
