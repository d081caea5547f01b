using Weft.Application;
using Weft.Application.Progress;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Progress;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Cli.Foreground;

/// <summary>The end of a run as a person reads it: in full for few books, a line each for many.</summary>
internal static class RunSummaryText
{
    private const int MostInFull = 3;
    private const int Cast = 12;
    private const int Ties = 8;

    public static async Task ShowAsync(OpenStores stores, bool json, ProgressReading reading, CancellationToken cancel)
    {
        var begun = reading.Jobs.Where(job => !job.IsPreparing).ToList();
        var summaries = new List<RunSummary>();
        foreach (var job in begun)
            summaries.Add(await ReadAsync(stores, job, cancel));
        if (json)
        {
            await RunSummaryJson.WriteAsync(stores, summaries, cancel);
            return;
        }
        var purses = await stores.Jobs.PursesAsync([.. begun.Select(job => job.Job.Id)], cancel);
        foreach (var (job, summary, graphFile) in summaries)
        {
            WriteHead(stores.Shell, job, summary.Graph);
            WriteReaders(stores.Shell, job.Job, summary);
            if (summaries.Count <= MostInFull)
                new SummaryScreen(stores.Shell).Write(summary);
            if (graphFile is { } file)
                stores.Shell.Out.WriteLine("  " + stores.Shell.Phrases.Say("summary.graph", file));
            WriteNext(stores.Shell, job, purses[job.Job.Id]);
        }
        WriteOrders(stores.Shell, summaries, purses);
        if (begun.Count < reading.Jobs.Count)
            stores.Shell.Out.WriteLine(stores.Shell.Phrases.Say("summary.notBegun", reading.Jobs.Count - begun.Count));
        if (reading.Jobs.Any(job => !job.IsOver))
            stores.Shell.Out.WriteLine(stores.Shell.Phrases["stop.goesOn"]);
    }

    private static async Task<RunSummary> ReadAsync(OpenStores stores, JobProgress job, CancellationToken cancel)
    {
        var summary = await stores.Jobs.SummaryAsync(job.Job, Cast, Ties, cancel);
        var page = summary.Graph.Entities == 0 ? null : await GraphFiles.WritePageAsync(stores, job.Job.Order.Book, cancel);
        return new(job, summary, page);
    }

    private static void WriteHead(Shell shell, JobProgress job, GraphSummary summary)
    {
        var phrases = shell.Phrases;
        var state = phrases.Name(
            "state",
            !job.IsOver ? "stopped"
                : job.Job.State == JobState.Running ? "waits"
                : Glossary.Word(job.Job.State)
        );
        // Until the names are resolved, what the chapters say so far.
        var (entities, relations) = summary.Entities > 0 ? (summary.Entities, summary.Relations) : (job.Entities, job.Relations);
        shell.Out.WriteLine();
        shell.Out.WriteLine(shell.Bold(phrases.Say("summary.head", job.Title, job.Job.Order.Book, job.Job.Id, state)));
        shell.Out.WriteLine(
            "  "
                + phrases.Say("summary.counts", job.Runs.Completed, job.Runs.Skipped, entities, relations)
                + (job.Runs.Failed > 0 ? phrases.Say("summary.failed", job.Runs.Failed) : "")
                + (job.IsOver ? "" : phrases.Say("summary.open", job.Runs.Open))
                + ProgressText.Spent(job, phrases)
        );
    }

    /// <summary>What the jobs of one order may spend together, and what is gone of it; a job of its own says it where it has a budget.</summary>
    private static void WriteOrders(Shell shell, List<RunSummary> summaries, IReadOnlyDictionary<JobId, Purse> purses)
    {
        foreach (var same in summaries.GroupBy(run => purses[run.Job.Job.Id].First))
        {
            var (purse, currency) = (purses[same.First().Job.Job.Id], same.First().Job.Currency);
            if (purse.Use.SettledTokens + purse.Use.ReservedTokens == 0 && purse.Use.Budget == Budget.None)
                continue;
            if (PurseText.Of(purse, currency, shell.Phrases) is not { } told)
                continue;
            var name = purse.IsShared ? PurseText.Order(purse, shell.Phrases) : shell.Phrases["job.field.budget"];
            shell.Out.WriteLine(shell.Phrases.Say("summary.order", name, told));
        }
    }

    /// <summary>Said where several could, or where something is odd; a job of one provider needs no line.</summary>
    private static void WriteReaders(Shell shell, Job job, JobSummary summary)
    {
        if (job.Order.Providers.Count > 1 && summary.Readers.Count > 0)
        {
            var readers = summary.Readers.Select(reader => ReaderText.Of(reader, shell.Phrases));
            shell.Out.WriteLine("  " + shell.Phrases.Say("summary.readers", string.Join("; ", readers)));
        }
        foreach (var warning in summary.Warnings)
            shell.Out.WriteLine(
                "  " + shell.Bold(shell.Phrases.Say("summary.warning", OneLine.Of(warning.Say(shell.Phrases.Reasons))))
            );
    }

    /// <summary>What a person can do about a job that did not complete.</summary>
    private static void WriteNext(Shell shell, JobProgress progress, Purse purse)
    {
        var job = progress.Job;
        foreach (var line in progress.IsOver ? ProviderCells.Waits(progress, shell) : [])
            shell.Out.WriteLine("  " + line);
        if (job.State == JobState.Failed)
            shell.Out.WriteLine("  " + shell.Phrases.Say("summary.retry", job.Id));
        else if (job.State == JobState.Paused)
            shell.Out.WriteLine(
                "  "
                    + shell.Phrases.Say(
                        BudgetCheck.IsOver(job.Reason) ? "summary.overBudget" : "summary.paused",
                        job.Id,
                        OneLine.Of(job.Reason.Say(shell.Phrases.Reasons)),
                        BudgetCheck.Higher(job, purse.Use)
                    )
            );
    }
}

/// <summary>A job at the end of a run.</summary>
/// <param name="GraphFile">Full path of the page; null while there is nothing to draw.</param>
internal sealed record RunSummary(JobProgress Job, JobSummary Summary, string? GraphFile);
