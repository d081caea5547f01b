using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Puts jobs on the rings of all their providers, until the rings have acknowledged it.</summary>
/// <param name="owed">Wakes whoever flushes.</param>
internal sealed class RingPublisher(IRing ring, IJobs jobs, JobCache cache, AsyncSignal owed, RuntimeContext runtime)
{
    private readonly RetrySet<JobId> _jobs = new(job => job.Value, owed);
    private int _all;

    /// <summary>Runs of this job became claimable.</summary>
    public void Publish(JobId job) => _jobs.Add(job);

    /// <summary>The rings may have been lost: all running jobs are owed to them.</summary>
    public void PublishAll()
    {
        Interlocked.Exchange(ref _all, 1);
        owed.Set();
    }

    public async Task FlushAsync(CancellationToken stop)
    {
        await ReadAllAsync(stop);
        await _jobs.FlushAsync(async id =>
        {
            if (await cache.FindAsync(id, stop) is { } job)
                await ring.PutAsync(job.Id, job.Order.Priority, job.Order.Providers, stop);
            runtime.Crash(CrashPoint.PutOnRings);
            return true;
        });
    }

    private async Task ReadAllAsync(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _all, 0) == 0)
            return;
        var read = false;
        try
        {
            foreach (var job in await jobs.JobsAsync([JobState.Running], stop))
                _jobs.AddQuietly(job.Id);
            read = true;
        }
        finally
        {
            if (!read)
                PublishAll();
        }
    }
}
