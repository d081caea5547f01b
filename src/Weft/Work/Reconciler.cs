using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>
/// Repeats from the ledger whatever somebody may have owed: rows of ended sessions, due retries, half-done starts, jobs for the rings,
/// finishes, floors, books left behind. Needed only where the rings were lost or a node died between two steps; harmless if twice.
/// </summary>
internal sealed class Reconciler(
    NodeServices parts,
    JobStarter starter,
    JobFinisher finisher,
    Errands errands,
    SessionState session,
    RuntimeContext runtime
)
{
    /// <summary>A start that its own node has not made within this is anyone's.</summary>
    private static readonly TimeSpan LongStart = TimeSpan.FromSeconds(10);

    /// <summary>A whole pass.</summary>
    public async Task PassAsync(CancellationToken stop)
    {
        foreach (var job in await parts.Ledger.Sessions.SweepEndedSessionsAsync(stop))
            errands.OwePut(job);
        await PassOrdersAsync(stop);
        foreach (var job in await parts.Ledger.Jobs.JobsAsync([JobState.Running, JobState.Paused], stop))
        {
            if (job.State == JobState.Running)
            {
                errands.OwePut(job.Id);
                await parts.Ledger.Jobs.RaiseFloorAsync(job.Id, stop);
            }
            errands.OweFinish(job.Id);
        }
        await PassGraphAsync(stop);
    }

    /// <summary>What was ordered beside this process: starts, retries, resumes.</summary>
    public async Task PassOrdersAsync(CancellationToken stop)
    {
        foreach (var job in await parts.Ledger.Jobs.RetryDueAsync(stop))
            errands.OwePut(job);
        // Before the starts, which take their time: a book is profiled first.
        foreach (var job in await parts.Ledger.Jobs.JobsAsync([JobState.Running], stop))
            errands.OwePut(job.Id);
        await PassStartsAsync(stop);
        await DropSkippedAsync(stop);
    }

    /// <summary>Starts are shared out among the sessions: each would profile every book else. Two at one start do no harm.</summary>
    private async Task PassStartsAsync(CancellationToken stop)
    {
        var created = await parts.Ledger.Jobs.JobsAsync([JobState.Created], stop);
        if (created.Count == 0)
            return;
        var sessions = await parts.Ledger.Sessions.OpenSessionsAsync(stop);
        foreach (var job in created)
        {
            var whose = sessions.Count == 0 ? session.Id : sessions[(int)(job.Id.Value % sessions.Count)].Id;
            if (whose == session.Id || runtime.Time.GetUtcNow() - job.CreatedAt >= LongStart)
                await starter.CarryOnAsync(job, stop);
        }
    }

    /// <summary>Runs in hand whose job was cancelled: their calls are cancelled too.</summary>
    private async Task DropSkippedAsync(CancellationToken stop)
    {
        foreach (var group in session.InHand().GroupBy(run => run.Claim.Run.Job))
        {
            var job = await parts.Ledger.Jobs.FindJobAsync(group.Key, stop);
            if (job is not { State: JobState.Cancelled })
                continue;
            foreach (var run in group)
                run.Cancellation.Cancel();
            errands.OweFinish(group.Key);
        }
    }

    /// <summary>Books that the ledger does not have go from the graph; books left behind are resolved.</summary>
    private async Task PassGraphAsync(CancellationToken stop)
    {
        var inLedger = (await parts.Ledger.Library.BooksAsync(stop)).ToDictionary(book => book.Id);
        var unfinished = await parts.Ledger.Jobs.JobsAsync([JobState.Created, JobState.Running, JobState.Paused], stop);
        var busy = unfinished.Select(job => job.Order.Book).ToHashSet();
        foreach (var id in await parts.Graph.BooksAsync(stop))
        {
            if (!inLedger.ContainsKey(id))
                await parts.Graph.DeleteBookAsync(id, stop);
            else if (!busy.Contains(id))
                await finisher.ResolveBookAsync(id, session.Id, stop);
        }
    }
}
