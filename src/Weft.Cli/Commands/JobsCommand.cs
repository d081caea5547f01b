using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Reasons;

namespace Weft.Cli.Commands;

/// <summary>Lists the jobs.</summary>
internal sealed class JobsCommand(Shell shell) : WeftCommand("jobs", shell)
{
    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var views = await stores.Jobs.ListAsync(cancel);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, views.Select(view => JobShape.Of(view, Phrases.Reasons)));
            return ExitCode.Ok;
        }
        if (views.Count == 0)
            throw new UserError(Phrases.Say("jobs.none", stores.Folder));
        var columns = new Columns(
            ">" + Phrases["head.job"],
            Phrases["head.title"],
            Phrases["head.state"],
            ">" + Phrases["head.done"],
            ">" + Phrases["head.failed"],
            Phrases["head.providers"],
            ">" + Phrases["head.order"],
            ">" + Phrases["head.spent"],
            Phrases["head.budget"],
            Phrases["head.reason"]
        );
        foreach (var view in views)
            columns.Add(
                view.Job.Id.ToString(),
                Cells.Fit(JobCells.Title(view, Phrases), 40),
                Phrases.Name("state", view.Job.State),
                $"{view.Runs.DoneIn(view.Job.State) - view.Runs.Failed}/{view.Runs.Total}",
                Figures.Count(view.Runs.Failed),
                string.Join(", ", view.Job.Order.Providers),
                view.Purse.IsShared ? view.Purse.First.ToString() : "",
                view.Spending.Micros > 0 ? Figures.Money(view.Spending.Micros, view.Currency) : "",
                PurseText.Of(view.Purse, view.Currency, Phrases) ?? "",
                OneLine.Of(view.Job.Reason.Say(Phrases.Reasons))
            );
        columns.Write(Shell.Out);
        foreach (var line in JobCells.Waits(views, Shell))
            Shell.Out.WriteLine(line);
        return ExitCode.Ok;
    }
}
