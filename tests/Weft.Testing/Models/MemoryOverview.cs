using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>What people who look on are shown of the model.</summary>
internal sealed class MemoryOverview(MemoryState state) : IOverview
{
    public Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var active =
            from job in state.Jobs.Values
            from run in job.Runs
            where run.State == RunState.Processing
            let unit = UnitOf(job, run.Position)
            select new ActiveRun(
                new(job.Id, run.Position),
                run.Session!.Value,
                run.Provider,
                run.Attempt,
                run.ChangedAt!.Value,
                unit?.Unit.Number ?? 0,
                unit?.Unit.Title ?? ""
            );
        var waiting =
            from job in state.Jobs.Values
            where job.State == JobState.Running
            from run in job.Runs
            where run.State == RunState.Pending
            group run by (Job: job.Id, run.Rung, run.FailedBy) into runs
            orderby runs.Key.Job.Value, runs.Key.Rung, runs.Key.FailedBy
            select new WaitingRuns(runs.Key.Job, runs.Key.Rung, runs.Key.FailedBy, runs.Count());
        var ended = state
            .Sessions.Values.Where(session =>
                session.Id.Value > state.LastSession - WatchRules.YoungestSessions && session.EndedAt >= since
            )
            .OrderBy(session => session.EndedAt)
            .ThenBy(session => session.Id.Value)
            .Select(session => session.Seen());
        return Task.FromResult(new WatchView([.. active], [.. waiting], [.. ended]));
    }

    public Task<IReadOnlyList<CompletedMinute>> CompletedAsync(DateTimeOffset since, CancellationToken cancel) =>
        MemoryState.Listed(
            from job in state.Jobs.Values
            where job.State is JobState.Running or JobState.Paused || job.EndedAt >= since
            from run in job.Runs
            where run.State == RunState.Completed && run.ChangedAt >= since
            group run by (run.Provider, Minute: (int)((run.ChangedAt!.Value - since) / TimeSpan.FromMinutes(1))) into runs
            orderby runs.Key.Provider, runs.Key.Minute
            select new CompletedMinute(runs.Key.Provider, runs.Key.Minute, runs.Count())
        );

    private EditionUnit? UnitOf(MemoryJob job, int position) =>
        state.LiveBook(job.Order.Book) is null
            ? null
            : state.Editions[job.Order.Edition.Value].Units.FirstOrDefault(unit => unit.Position == position);
}
