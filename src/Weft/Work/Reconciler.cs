using Weft.Ledger;
using Weft.Model;

namespace Weft.Work;

/// <summary>
/// Repeats from the ledger whatever somebody may have owed: rows of ended sessions, due retries, half-done starts, jobs for the rings,
/// finishes, floors, books left behind. Needed only where the rings were lost or a node died between two steps; harmless if twice.
/// </summary>
internal sealed class Reconciler(ISessions sessions, IJobs jobs, OrderPass orders, GraphSweep graph, Outbox outbox)
{
    /// <summary>A whole pass.</summary>
    public async Task PassAsync(CancellationToken stop)
    {
        foreach (var job in await sessions.SweepEndedSessionsAsync(stop))
            outbox.Rings.Publish(job);
        await orders.RunAsync(stop);
        foreach (var job in await jobs.JobsAsync([JobState.Running, JobState.Paused], stop))
        {
            if (job.State == JobState.Running)
            {
                outbox.Rings.Publish(job.Id);
                await jobs.RaiseFloorAsync(job.Id, stop);
            }
            outbox.Finishes.Enqueue(job.Id);
        }
        await graph.RunAsync(stop);
    }
}

/// <summary>When passes are made: by whoever owes one, and now and then by the oldest session's node, one for all.</summary>
internal sealed class ReconcilerLoop(
    Reconciler reconciler,
    PassRequest requests,
    ISessions sessions,
    SessionState session,
    NodeOptions options
)
{
    public async Task RunAsync(CancellationToken stop)
    {
        // Begun anew after trouble, it makes the pass that it owed.
        for (var owed = true; !stop.IsCancellationRequested; owed = await requests.WaitAsync(options.Reconcile, stop))
        {
            if (owed || await IsOldestAsync(stop))
                await reconciler.PassAsync(stop);
        }
    }

    private async Task<bool> IsOldestAsync(CancellationToken stop)
    {
        session.SeeOpen(await sessions.OpenSessionsAsync(stop));
        return session.IsOldest;
    }
}
