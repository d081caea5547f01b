using System.CommandLine;
using Weft.Application.Diagnosis;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Status;
using Weft.Cli.Terminal;
using Weft.Reasons.Findings;

namespace Weft.Cli.Commands;

/// <summary>Looks at all that this machine works with, and says what is wrong and what to do.</summary>
internal sealed class DoctorCommand : WeftCommand
{
    private readonly Option<bool> _providers;
    private readonly Option<bool> _quiet;

    public DoctorCommand(Shell shell)
        : base("doctor", shell)
    {
        Add(_providers = shell.Flag("--providers", "doctor.providers"));
        Add(_quiet = shell.Flag("--quiet", "doctor.quiet"));
    }

    /// <summary>What is wrong with the settings is told among the rest.</summary>
    public override bool IgnoresProblems => true;

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var source = new DoctorSource(Shell, invocation.Settings);
        var calls = invocation.Get(_providers);
        IReadOnlyList<DoctorReport> reports;
        if (invocation.Json)
        {
            reports = await source.Doctor.ReadAsync(calls, cancel);
            Json.Write(Shell.Out, DoctorShape.Of(reports, Phrases.Reasons));
        }
        else
        {
            var screen = new DoctorScreen(Shell, invocation.Get(_quiet));
            screen.Begin(calls);
            var told = new List<DoctorReport>();
            await foreach (var report in source.Doctor.RunAsync(calls, cancel))
            {
                screen.Write(report);
                told.Add(report);
            }
            screen.End(reports = told);
        }
        return reports.Level() switch
        {
            FindingLevel.Error => ExitCode.Failed,
            FindingLevel.Warning => ExitCode.Warned,
            _ => ExitCode.Ok,
        };
    }
}
