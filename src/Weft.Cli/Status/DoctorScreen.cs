using Weft.Application.Diagnosis;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Terminal;
using Weft.Reasons.Findings;

namespace Weft.Cli.Status;

/// <summary>Findings on a terminal, each as soon as it is there.</summary>
/// <param name="quiet">What is well is not told.</param>
internal sealed class DoctorScreen(Shell shell, bool quiet)
{
    private readonly Phrases _phrases = shell.Phrases;
    private readonly int _levels = Widest<FindingLevel>(shell.Phrases, "doctor.level.");
    private readonly int _areas = Widest<DoctorArea>(shell.Phrases, "doctor.area.");

    /// <summary>What is done now, for whoever waits; on the error output, as it is no finding.</summary>
    public void Begin(bool calls)
    {
        if (!quiet)
            shell.Complain(_phrases.Say("doctor.begins", (int)Doctor.Limit.TotalSeconds));
        if (calls)
            shell.Complain(_phrases.Say("doctor.calls", (int)Doctor.CallLimit.TotalMinutes));
    }

    public void Write(DoctorReport report)
    {
        foreach (var finding in report.Findings)
            if (!quiet || finding.Level > FindingLevel.Ok)
                Write(report.Area, finding);
    }

    public void End(IReadOnlyList<DoctorReport> reports)
    {
        var levels = reports.SelectMany(report => report.Findings).Select(finding => finding.Level).ToList();
        int Count(FindingLevel level) => levels.Count(one => one == level);
        var (errors, warnings, notes) = (Count(FindingLevel.Error), Count(FindingLevel.Warning), Count(FindingLevel.Note));
        if (errors + warnings > 0)
            shell.Out.WriteLine(_phrases.Say("doctor.counts", errors, warnings, notes));
        else if (!quiet)
            shell.Out.WriteLine(notes > 0 ? _phrases.Say("doctor.wellNoted", notes) : _phrases["doctor.well"]);
    }

    private void Write(DoctorArea area, Finding finding)
    {
        var level = Cells.Pad(_phrases[Key("doctor.level.", finding.Level)], _levels);
        var place = Cells.Pad(_phrases[Key("doctor.area.", area)], _areas);
        var indent = new string(' ', _levels + _areas + 4);
        var head = finding.Level >= FindingLevel.Warning ? shell.Bold(level) : level;
        shell.Out.WriteLine($"{head}  {place}  {OneLine.Of(finding.Seen(_phrases.Reasons))}");
        if (finding.Means(_phrases.Reasons) is { } means)
            shell.Out.WriteLine(indent + OneLine.Of(means));
        if (finding.Remedy(_phrases.Reasons) is { } remedy)
            shell.Out.WriteLine($"{indent}→ {OneLine.Of(remedy)}");
    }

    private static int Widest<T>(Phrases phrases, string prefix)
        where T : struct, Enum => Enum.GetValues<T>().Max(value => Cells.Width(phrases[Key(prefix, value)]));

    private static string Key<T>(string prefix, T value)
        where T : struct, Enum => prefix + value.ToString().ToLowerInvariant();
}
