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
        Workplace place,
        bool json,
        WorkingLock? working,
        IReadOnlyList<JobId> jobs,
        CancellationToken cancel
    )
    {
        var foreground = new ForegroundRunner(place, json);
        var (shell, phrases) = (place.Shell, place.Shell.Phrases);
        ProgressReading reading;
        if (await AllEndedAsync(place, jobs, cancel))
            reading = await new ProgressReader(place.Ledger, place.Graph, place.Shell.Time, jobs).ReadAsync(cancel);
        else if (working is not null)
            reading = await foreground.WorkAsync(jobs);
        else
        {
            if (!json)
                shell.Out.WriteLine(phrases["run.watching"]);
            reading = await foreground.WatchAsync(jobs);
        }
        await RunSummaryText.ShowAsync(place, json, reading, cancel);
        return reading.Jobs.All(job => job.Job.State == JobState.Completed) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<bool> AllEndedAsync(Workplace place, IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        foreach (var id in jobs)
        {
            if (
                await place.Ledger.Jobs.FindJobAsync(id, cancel) is
                { State: JobState.Created or JobState.Running or JobState.Paused }
            )
                return false;
        }
        return true;
    }
}
