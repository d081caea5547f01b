using Weft.Application.Progress;
using Weft.Cli.Hosting;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Foreground;

/// <summary>Carries jobs to their end before a person's eyes, and tells what came of it.</summary>
internal static class RunToCompletion
{
    /// <param name="working">Null: another process works on the folder; this one looks on.</param>
    public static async Task<int> RunAsync(
        OpenStores stores,
        bool json,
        WorkingLock? working,
        IReadOnlyList<JobId> jobs,
        CancellationToken cancel
    )
    {
        var foreground = new ForegroundRunner(stores, json);
        var (shell, phrases) = (stores.Shell, stores.Shell.Phrases);
        ProgressReading reading;
        if (await stores.Jobs.HaveEndedAsync(jobs, cancel))
            reading = await stores.ProgressOf(jobs).ReadAsync(cancel);
        else if (working is not null)
            reading = await foreground.WorkAsync(jobs);
        else
        {
            if (!json)
                shell.Out.WriteLine(phrases["run.watching"]);
            reading = await foreground.WatchAsync(jobs);
        }
        await RunSummaryText.ShowAsync(stores, json, reading, cancel);
        return reading.Jobs.All(job => job.Job.State == JobState.Completed) ? ExitCode.Ok : ExitCode.Failed;
    }
}
