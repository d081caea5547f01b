using Weft.Model;

namespace Weft.Application;

/// <summary>What happened to a job, over all nodes.</summary>
/// <param name="Events">Of the job, of the nodes and of its providers while it was open, the oldest first.</param>
/// <param name="Failures">Chapters that stand as failed.</param>
internal sealed record JobLog(JobView View, IReadOnlyList<EventView> Events, IReadOnlyList<FailedChapter> Failures);

/// <summary>Tells a job's story from the ledger's events of the last 30 days.</summary>
internal sealed class JobLogQueries(JobQueries jobs, EventQueries events)
{
    private static readonly EventKind[] OfSessions = [EventKind.Opened, EventKind.Left, EventKind.TakenOver];

    /// <summary>Its end is written before what follows from it.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(1);

    /// <param name="atMost">Events, the newest.</param>
    public async Task<Result<JobLog>> ReadAsync(JobId id, int atMost, CancellationToken cancel) =>
        await jobs.ViewAsync(id, cancel) switch
        {
            Result<JobView>.Done(var view) => new JobLog(
                view,
                await EventsAsync(view.Job, atMost, cancel),
                await jobs.FailuresAsync(view.Job, cancel)
            ),
            _ => new Refusal.UnknownJob(id),
        };

    private async Task<IReadOnlyList<EventView>> EventsAsync(Job job, int atMost, CancellationToken cancel)
    {
        var open = EventFilter.All with { From = job.CreatedAt, Until = job.EndedAt + Behind };
        List<EventFilter> asked =
        [
            EventFilter.All with
            {
                Job = job.Id,
            },
            open with
            {
                Kinds = OfSessions,
            },
            .. job.Order.Providers.Distinct().Select(provider => open with { Provider = provider }),
        ];
        var all = new List<EventView>();
        foreach (var filter in asked)
            all.AddRange(await events.ListAsync(filter, atMost, cancel));
        return [.. all.DistinctBy(view => view.Event.Number).OrderBy(view => view.Event.Number).TakeLast(atMost)];
    }
}
