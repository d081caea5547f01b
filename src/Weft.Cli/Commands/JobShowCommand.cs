using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Extraction;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Cli.Commands;

/// <summary>Shows one job: its numbers, what failed and why, what it spent, the hash of its graph.</summary>
internal sealed class JobShowCommand : WeftCommand
{
    private readonly Argument<long?> _job;

    public JobShowCommand(Shell shell)
        : base("job.show", shell) => Add(_job = shell.Id("ID", "arg.job"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var queries = stores.Jobs;
        var view = (await queries.ViewAsync(new(invocation.Get(_job)!.Value), cancel)).OrThrow(stores);
        var hash = await queries.GraphHashAsync(view.Job.Order.Book, cancel);
        var failures = await queries.FailuresAsync(view.Job, cancel);
        var readers = await queries.ReadersAsync(view.Job.Id, cancel);
        if (invocation.Json)
            Json.Write(Shell.Out, new JobDetailsShape(view, hash, failures, readers, Phrases.Reasons));
        else
            WriteText(view, hash, failures, readers);
        return ExitCode.Ok;
    }

    /// <summary>What the order itself wants looked for; nothing where that is what Weft looks for.</summary>
    private void WriteAsked(Columns rows, Recipe recipe)
    {
        rows.Add(Phrases["job.field.recipe"], $"{recipe.Version} {recipe.Hash()}");
        if (!recipe.EntityTypes.SequenceEqual(EntityTypes.Default))
            rows.Add(Phrases["job.field.entityTypes"], string.Join(", ", recipe.EntityTypes));
        if (!Recipes.HasBuiltInTies(recipe))
            rows.Add(Phrases["job.field.tieTypes"], string.Join(", ", recipe.RelationTypes.Select(type => Phrases.Tie(type))));
        if (recipe.Instructions.Length > 0)
            rows.Add(
                Phrases[recipe.InstructionsReplace ? "job.field.instead" : "job.field.instructions"],
                Cells.Fit(OneLine.Of(recipe.Instructions), 100)
            );
    }

    private void WriteText(JobView view, string? hash, IReadOnlyList<FailedChapter> failures, IReadOnlyList<ReaderShare> readers)
    {
        var (job, runs) = (view.Job, view.Runs);
        var rows = new Columns("", "");
        rows.Add(Phrases["job.field.book"], $"{JobCells.Title(view, Phrases)} ({job.Order.Book})");
        var state = Phrases.Name("state", job.State);
        rows.Add(
            Phrases["job.field.state"],
            job.Reason.IsNone ? state : Phrases.Say("job.show.because", state, job.Reason.Say(Phrases.Reasons))
        );
        foreach (var line in JobCells.Waits([view], Shell))
            rows.Add("", line);
        rows.Add(
            Phrases["job.field.providers"],
            string.Join(job.Order.Order == ProviderOrder.InOrder ? " → " : " + ", job.Order.Providers)
        );
        if (job.Order.RulesAfter is { } after)
            rows.Add(Phrases["job.field.rulesAfter"], Phrases.Say("job.rulesAfter", CallTimes.Write(after)));
        rows.Add(
            Phrases["job.field.chapters"],
            Phrases.Say("job.runs", runs.Total, runs.Completed, runs.Processing, runs.Pending, runs.Failed, runs.Skipped)
        );
        foreach (var reader in readers)
            rows.Add(reader == readers[0] ? Phrases["job.field.readers"] : "", ReaderText.Of(reader, Phrases));
        rows.Add(
            Phrases["job.field.spent"],
            Phrases.Say("job.spent", view.Spending.Calls, view.Tokens, Figures.Money(view.Spending.Micros, view.Currency))
                + SpentText.Thinking(view.Spending.Thinking, view.Currency, Phrases)
        );
        if (view.Spending.Unanswered is > 0 and var unanswered)
            rows.Add("", Phrases.Say("job.unanswered", unanswered));
        if (view.Purse.IsShared)
            rows.Add(Phrases["job.field.order"], PurseText.Jobs(view.Purse, Phrases));
        if (PurseText.Of(view.Purse, view.Currency, Phrases) is { } purse)
            rows.Add(Phrases["job.field.budget"], purse);
        rows.Add(Phrases["job.field.rejected"], Figures.Count(view.Rejected));
        rows.Add(
            Phrases["job.field.times"],
            $"{Figures.Moment(job.CreatedAt, Shell.Time)} → {Figures.Moment(job.EndedAt, Shell.Time)}"
        );
        WriteAsked(rows, job.Order.Recipe);
        rows.Add(Phrases["job.field.hash"], hash ?? Phrases[view.Book is null ? "job.hashGone" : "job.noHash"]);
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
                        OneLine.Of(run.Reason.Say(Phrases.Reasons))
                    )
            );
        Shell.Out.WriteLine(Phrases.Say("job.retryHint", job.Id));
    }
}
