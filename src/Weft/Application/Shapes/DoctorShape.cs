using System.Text.Json.Nodes;
using Weft.Application.Diagnosis;
using Weft.Reasons;
using Weft.Reasons.Findings;

namespace Weft.Application.Shapes;

/// <summary>Everything that the doctor has found.</summary>
/// <param name="Level">The gravest: ok, note, warning or error.</param>
internal sealed record DoctorShape(string Level, int Errors, int Warnings, int Notes, IReadOnlyList<DoctorFindingShape> Findings)
{
    public static DoctorShape Of(IReadOnlyList<DoctorReport> reports, ReasonTexts texts)
    {
        var all = reports.SelectMany(report => report.Findings).ToList();
        return new(
            DoctorFindingShape.Word(reports.Level()),
            all.Count(finding => finding.Level == FindingLevel.Error),
            all.Count(finding => finding.Level == FindingLevel.Warning),
            all.Count(finding => finding.Level == FindingLevel.Note),
            [
                .. reports.SelectMany(report =>
                    report.Findings.Select(finding => DoctorFindingShape.Of(report.Area, finding, texts))
                ),
            ]
        );
    }
}

/// <summary>One finding.</summary>
/// <param name="Area">settings, machine, ledger, dispatch, graph, keys, providers or fleet.</param>
/// <param name="Level">ok, note, warning or error.</param>
/// <param name="Code">Its name, the same in every language.</param>
/// <param name="Seen">What was seen, in the asker's language.</param>
/// <param name="Means">What that means; null where all is well.</param>
/// <param name="Remedy">What to do; null where all is well.</param>
/// <param name="Args">What fills the sentences.</param>
internal sealed record DoctorFindingShape(
    string Area,
    string Level,
    string Code,
    string Seen,
    string? Means,
    string? Remedy,
    JsonObject Args
)
{
    public static DoctorFindingShape Of(DoctorArea area, Finding finding, ReasonTexts texts) =>
        new(
            Word(area),
            Word(finding.Level),
            finding.Code,
            finding.Seen(texts),
            finding.Means(texts),
            finding.Remedy(texts),
            ReasonJson.ToNode(finding.Arguments)
        );

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
