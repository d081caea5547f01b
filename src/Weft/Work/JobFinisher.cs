using Microsoft.Extensions.Logging;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Ends jobs with nothing open: the book is resolved first, then one conditional update ends the job.</summary>
internal sealed class JobFinisher(IJobs jobs, BookResolver books, FinishQueue queue, RuntimeContext runtime)
{
    /// <summary>Looks for finishes, forever.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await queue.WaitAsync(await FlushAsync(stop), stop);
    }

    /// <summary>Looks once at what the queue holds. False = something is to be looked at again.</summary>
    public Task<bool> FlushAsync(CancellationToken stop) => queue.FlushAsync(job => LookAsync(job, stop));

    /// <summary>Looks for a job's finish by a fresh read. False = look again soon.</summary>
    private async Task<bool> LookAsync(JobId id, CancellationToken stop)
    {
        var view = await jobs.ReadForFinishAsync(id, stop);
        if (view is null || view.State == JobState.Created)
            return true;
        if (view.State == JobState.Paused && view.Open)
            return await ResolvePausedAsync(view, stop);
        var open = view.Open || view.RetryAhead;
        if (open)
            return true;
        runtime.Crash(CrashPoint.NothingOpen);
        if (!await books.ResolveAsync(view.Book, stop))
            return false;
        runtime.Crash(CrashPoint.BookResolved);
        if (view.State is not (JobState.Running or JobState.Paused))
            return true;
        if (await jobs.TryFinishAsync(id, view.Reopen, stop))
            runtime.Log.LogInformation("Job {Job} has ended", id);
        runtime.Crash(CrashPoint.JobFinished);
        return true;
    }

    /// <summary>People look at what a paused job has woven: its book is resolved when the last of its chapters is read.</summary>
    private async Task<bool> ResolvePausedAsync(FinishView view, CancellationToken stop)
    {
        var counts = await jobs.CountRunsAsync([view.Job], stop);
        var reading = counts.TryGetValue(view.Job, out var runs) ? runs.Processing : 0;
        return reading > 0 || await books.ResolveAsync(view.Book, stop);
    }
}
