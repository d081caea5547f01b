using Weft.Dispatch.Redis;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Bench;

/// <summary>Who uses the fleet beside the nodes that are measured: orders further jobs, and takes chapters only to give them back.</summary>
internal sealed class BenchOthers(
    DispatchPlan plan,
    MySqlLedger ledger,
    RedisDispatch dispatch,
    IReadOnlyList<JobId> jobs,
    Func<long> done
)
{
    private const int Batch = 64;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    /// <summary>Chapters that were given back.</summary>
    public int GivenBack { get; private set; }

    /// <summary>Most chapters that waited at once.</summary>
    public long MostWaiting { get; private set; }

    /// <summary>Resumes the next job whenever no more than half of the backlog waits.</summary>
    public async Task FeedAsync(CancellationToken stop)
    {
        MostWaiting = plan.Chapters;
        if (plan.Backlog == 0)
            return;
        var (size, put) = (plan.Chapters / jobs.Count, 0L);
        MostWaiting = 0;
        foreach (var job in jobs)
        {
            while (put - done() > plan.Backlog / 2 && !stop.IsCancellationRequested)
                await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
            if (stop.IsCancellationRequested)
                return;
            await ledger.Jobs.TryResumeAsync(job, Budget.None, CancellationToken.None);
            await dispatch.Ring.PutAsync(job, Priority.Normal, [Provider.RulesName], CancellationToken.None);
            put += size;
            MostWaiting = Math.Max(MostWaiting, put - done());
        }
    }

    /// <summary>Holds a batch of chapters until many others are done, gives it back, and says so to the ring.</summary>
    public async Task PutBackAsync(CancellationToken stop)
    {
        if (plan.PutBack == 0)
            return;
        var session = await ledger.Sessions.OpenSessionAsync(
            "thief",
            "all",
            0,
            [Provider.RulesName],
            Batch,
            CancellationToken.None
        );
        await dispatch.Fleet.EnterAsync(session, CancellationToken.None);
        var beating = BeatAsync(session, stop);
        for (var (turn, from) = (0, 0L); !stop.IsCancellationRequested; turn++)
        {
            var job = jobs[turn % jobs.Count];
            var request = new ClaimRequest(session, Provider.RulesName, job, Batch, 0);
            var claimed = await ledger.Runs.ClaimAsync(request, CancellationToken.None) as ClaimResult.Claimed;
            var until = Math.Min(from += (long)plan.PutBack * Batch, plan.Chapters * 9L / 10);
            while (done() < until && !stop.IsCancellationRequested)
                await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
            if (claimed is not null)
            {
                await ledger.Runs.GiveBackAsync(claimed.Runs, Reason.None, CancellationToken.None);
                await dispatch.Ring.PutAsync(job, Priority.Normal, [Provider.RulesName], CancellationToken.None);
                GivenBack += claimed.Runs.Count;
            }
            if (until < from)
                break;
        }
        await beating;
    }

    private async Task BeatAsync(SessionId session, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await dispatch.Fleet.BeatAsync(session, CancellationToken.None);
            await Task.Delay(Heartbeat, TimeProvider.System, CancellationToken.None);
        }
    }
}
