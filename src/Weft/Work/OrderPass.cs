using Weft.Ledger;
using Weft.Model;

namespace Weft.Work;

/// <summary>Carries out what was ordered beside this process: starts, retries, resumes. Harmless if twice.</summary>
internal sealed class OrderPass(
    IJobs jobs,
    ISessions sessions,
    JobStarter starter,
    Outbox outbox,
    SessionState session,
    TimeProvider time
)
{
    /// <summary>Each time that a start is not made within this, one more node is at it.</summary>
    private static readonly TimeSpan LongStart = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var job in await jobs.RetryDueAsync(stop))
            outbox.Rings.Publish(job);
        // Before the starts, which take their time: a book is profiled first.
        foreach (var job in await jobs.JobsAsync([JobState.Running], stop))
            outbox.Rings.Publish(job.Id);
        await StartAsync(stop);
    }

    /// <summary>Starts are shared out among the sessions: each would profile every book else. Two at one start do no harm.</summary>
    private async Task StartAsync(CancellationToken stop)
    {
        var created = await jobs.JobsAsync([JobState.Created], stop);
        if (created.Count == 0)
            return;
        var open = await sessions.OpenSessionsAsync(stop);
        foreach (var job in created)
        {
            var late = Math.Max(0, (time.GetUtcNow() - job.CreatedAt) / LongStart);
            if (late >= open.Count || Starters(job, open, (int)late).Contains(session.Id))
                await starter.CarryOnAsync(job, stop);
        }
    }

    private static IEnumerable<SessionId> Starters(Job job, IReadOnlyList<Session> open, int late) =>
        Enumerable.Range(0, late + 1).Select(next => open[(int)((job.Id.Value + next) % open.Count)].Id);
}
