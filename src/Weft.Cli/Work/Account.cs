using Weft.Cli.Progress;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Work;

/// <summary>The end of a run as a person reads it: one full account for few books, a line each for many.</summary>
internal static class Account
{
    private const int FullAccounts = 3;
    private const int Cast = 12;
    private const int Ties = 8;

    public static async Task ShowAsync(Workplace place, bool json, ProgressReading reading, CancellationToken cancel)
    {
        var begun = reading.Jobs.Where(job => !job.IsPreparing).ToList();
        var accounts = new List<(JobProgress Job, BookSummary Summary)>();
        foreach (var job in begun)
            accounts.Add((job, await BookSummary.ReadAsync(place, job.Job, Cast, Ties, cancel)));
        if (json)
        {
            await AccountJson.WriteAsync(place, accounts, cancel);
            return;
        }
        foreach (var (job, summary) in accounts)
        {
            WriteHead(place.Shell, job, summary);
            if (accounts.Count <= FullAccounts)
                new SummaryScreen(place.Shell).Write(summary);
            if (summary.GraphFile is { } file)
                place.Shell.Out.WriteLine("  " + place.Shell.Phrases.Say("summary.graph", file));
            WriteNext(place.Shell, job.Job);
        }
        if (begun.Count < reading.Jobs.Count)
            place.Shell.Out.WriteLine(place.Shell.Phrases.Say("summary.notBegun", reading.Jobs.Count - begun.Count));
        if (reading.Jobs.Any(job => !job.IsOver))
            place.Shell.Out.WriteLine(place.Shell.Phrases["stop.goesOn"]);
    }

    private static void WriteHead(Shell shell, JobProgress job, BookSummary summary)
    {
        var phrases = shell.Phrases;
        var state = Figures.Name("state", job.IsOver ? Figures.Word(job.Job.State) : "stopped", phrases);
        // Until the names are resolved, what the chapters say so far.
        var (entities, relations) = summary.Entities > 0 ? (summary.Entities, summary.Relations) : (job.Entities, job.Relations);
        shell.Out.WriteLine();
        shell.Out.WriteLine(shell.Bold(phrases.Say("summary.head", job.Title, job.Job.Order.Book, job.Job.Id, state)));
        shell.Out.WriteLine(
            "  "
                + phrases.Say("summary.counts", job.Runs.Completed, job.Runs.Skipped, entities, relations)
                + (job.Runs.Failed > 0 ? phrases.Say("summary.failed", job.Runs.Failed) : "")
                + (job.IsOver ? "" : phrases.Say("summary.open", job.Runs.Open))
                + ProgressText.Spent(job.Tokens, job.Micros, job.Currency, phrases)
        );
    }

    /// <summary>What a person can do about a job that did not complete.</summary>
    private static void WriteNext(Shell shell, Job job)
    {
        if (job.State == JobState.Failed)
            shell.Out.WriteLine("  " + shell.Phrases.Say("summary.retry", job.Id));
        else if (job.State == JobState.Paused)
            shell.Out.WriteLine("  " + shell.Phrases.Say("summary.paused", job.Id, Cells.OneLine(job.Reason)));
    }
}
