using Weft.Ledger;
using Weft.Model;

namespace Weft.Work;

/// <summary>Runs in hand whose job was cancelled: they are dropped, and their calls with them.</summary>
internal sealed class CancelledRuns(
    IChanges changes,
    IJobs jobs,
    SessionState session,
    Outbox outbox,
    NodeOptions options,
    TimeProvider time
)
{
    private long? _seen;

    /// <summary>A loop of its own, and in a drain too: neither a book that is being profiled nor a call that hangs keeps a cancel waiting.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await LookAsync(stop);
            await Task.Delay(options.Look, time, stop);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        if (session.InHand().Count == 0)
            return;
        var number = await changes.ChangeNumberAsync(stop);
        if (number == _seen)
            return;
        // What was claimed before the cancel is in hand when the claim in the air is over.
        (await session.Claiming.TakeAsync()).Dispose();
        foreach (var group in session.InHand().GroupBy(run => run.Claim.Run.Job))
            if (await jobs.FindJobAsync(group.Key, stop) is { State: JobState.Cancelled })
                Drop(group);
        _seen = number;
    }

    private void Drop(IGrouping<JobId, ActiveRun> runs)
    {
        foreach (var run in runs)
            run.Cancellation.Cancel();
        outbox.Finishes.Enqueue(runs.Key);
    }
}
