using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Shows one job: its numbers, what failed and why, what it spent, the hash of its graph.</summary>
internal sealed class JobShowCommand : WeftCommand
{
    private readonly Argument<long?> _job;

    public JobShowCommand(Shell shell)
        : base("job.show", shell) => Add(_job = shell.Id("ID", "arg.job"));

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var job = await JobIds.FindAsync(place, asked.Get(_job)!.Value, cancel);
        var view = (await JobView.ReadAsync(place, [job], cancel))[0];
        var hash = await JobView.HashAsync(place, job.Order.Book, cancel);
        var failures = await FailuresAsync(place, job, cancel);
        if (asked.Json)
            WriteJson(view, hash, failures);
        else
            WriteText(view, hash, failures);
        return ExitCode.Ok;
    }

    private static async Task<IReadOnlyList<(ChapterRun Run, EditionUnit Unit)>> FailuresAsync(
        Workplace place,
        Job job,
        CancellationToken cancel
    )
    {
        var units = (await place.Ledger.Library.UnitsAsync(job.Order.Edition, cancel)).ToDictionary(one => one.Position);
        var runs = await JobView.RunsAsync(place, job.Id, cancel);
        return
        [
            .. runs.Where(run => run.State == RunState.Failed && units.ContainsKey(run.Id.Position))
                .Select(run => (run, units[run.Id.Position])),
        ];
    }

    private void WriteJson(JobView view, string? hash, IReadOnlyList<(ChapterRun Run, EditionUnit Unit)> failures)
    {
        var json = view.ToJson();
        json["hash"] = hash;
        json["failures"] = failures.Select(one => new
        {
            chapter = one.Unit.Unit.Number,
            title = one.Unit.Unit.Title,
            provider = one.Run.Provider,
            reason = one.Run.Reason,
            retry_at = one.Run.RetryAt,
        });
        Json.Write(Shell.Out, json);
    }

    private void WriteText(JobView view, string? hash, IReadOnlyList<(ChapterRun Run, EditionUnit Unit)> failures)
    {
        var (job, runs) = (view.Job, view.Runs);
        var rows = new Columns("", "");
        rows.Add(Phrases["job.field.book"], $"{view.Title} ({job.Order.Book})");
        rows.Add(
            Phrases["job.field.state"],
            Figures.Name("state", Figures.Word(job.State), Phrases) + (job.Reason.Length > 0 ? ": " + job.Reason : "")
        );
        rows.Add(
            Phrases["job.field.providers"],
            string.Join(job.Order.Order == ProviderOrder.InOrder ? " → " : " + ", job.Order.Providers)
        );
        rows.Add(
            Phrases["job.field.chapters"],
            Phrases.Say("job.runs", runs.Total, runs.Completed, runs.Processing, runs.Pending, runs.Failed, runs.Skipped)
        );
        rows.Add(
            Phrases["job.field.spent"],
            Phrases.Say("job.spent", view.Spending.Calls, view.Tokens, Figures.Money(view.Spending.Micros, view.Currency))
        );
        rows.Add(Phrases["job.field.rejected"], Figures.Count(view.Rejected));
        rows.Add(
            Phrases["job.field.times"],
            $"{Figures.Moment(job.CreatedAt, Shell.Time)} → {Figures.Moment(job.EndedAt, Shell.Time)}"
        );
        rows.Add(Phrases["job.field.hash"], hash ?? Phrases["job.noHash"]);
        Shell.Out.WriteLine(Phrases.Say("job.head", job.Id));
        rows.WriteBody(Shell.Out);
        if (failures.Count == 0)
            return;
        Shell.Out.WriteLine(Phrases["job.failures"]);
        foreach (var (run, unit) in failures)
            Shell.Out.WriteLine(
                "  "
                    + Phrases.Say(
                        "job.failure",
                        unit.Unit.Number,
                        Cells.Fit(unit.Unit.Title, 40),
                        run.Provider,
                        Cells.OneLine(run.Reason)
                    )
            );
        Shell.Out.WriteLine(Phrases.Say("job.retryHint", job.Id));
    }
}
