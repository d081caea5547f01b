using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;

namespace Weft.Cli.Commands;

/// <summary>Lists the jobs.</summary>
internal sealed class JobsCommand(Shell shell) : WeftCommand("jobs", shell)
{
    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var views = await JobView.ReadAsync(place, await place.Ledger.Jobs.JobsAsync([], cancel), cancel);
        if (asked.Json)
        {
            Json.Write(Shell.Out, views.Select(view => view.ToJson()));
            return ExitCode.Ok;
        }
        if (views.Count == 0)
            throw new Refusal(Phrases.Say("jobs.none", place.Folder));
        var columns = new Columns(
            ">" + Phrases["head.job"],
            Phrases["head.title"],
            Phrases["head.state"],
            ">" + Phrases["head.done"],
            ">" + Phrases["head.failed"],
            Phrases["head.providers"],
            Phrases["head.reason"]
        );
        foreach (var view in views)
            columns.Add(
                view.Job.Id.ToString(),
                Cells.Fit(view.Title, 40),
                Figures.Name("state", Figures.Word(view.Job.State), Phrases),
                $"{view.Runs.Completed + view.Runs.Skipped}/{view.Runs.Total}",
                Figures.Count(view.Runs.Failed),
                string.Join(", ", view.Job.Order.Providers),
                Cells.OneLine(view.Job.Reason)
            );
        columns.Write(Shell.Out);
        return ExitCode.Ok;
    }
}
