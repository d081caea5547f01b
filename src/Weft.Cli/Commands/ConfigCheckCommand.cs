using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Lists everything that is wrong or odd about the settings.</summary>
internal sealed class ConfigCheckCommand(Shell shell) : WeftCommand("config.check", shell)
{
    public override bool IgnoresProblems => true;

    public override Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var problems = invocation.Settings.Problems.OrderByDescending(problem => problem.IsError).ToList();
        var errors = problems.Count(problem => problem.IsError);
        if (invocation.Json)
        {
            Json.Write(
                Shell.Out,
                new
                {
                    errors = problems.Where(problem => problem.IsError).Select(problem => problem.Text),
                    warnings = problems.Where(problem => !problem.IsError).Select(problem => problem.Text),
                }
            );
        }
        else
        {
            foreach (var problem in problems)
                Shell.Out.WriteLine(Phrases[problem.IsError ? "config.error" : "config.warning"] + problem.Text);
            Shell.Out.WriteLine(Phrases.Say("config.counts", errors, problems.Count - errors));
        }
        return Task.FromResult(errors == 0 ? ExitCode.Ok : ExitCode.Failed);
    }
}
