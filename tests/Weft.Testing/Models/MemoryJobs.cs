using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

/// <summary>Jobs of the model.</summary>
internal sealed class MemoryJobs(MemoryState state) : IJobs
{
    public Task<JobCreation> CreateJobAsync(JobOrder order, RequestKey? key, CancellationToken cancel)
    {
        RunTransitions.CheckProviders(order.Providers);
        if (state.Jobs.Values.FirstOrDefault(job => key is not null && job.Key?.Key == key.Key) is { } same)
            return Task.FromResult<JobCreation>(
                same.Key == key ? new JobCreation.Repeated(same.Id) : new JobCreation.KeyReused(key!.Key)
            );
        var unknown = order.Providers.Where(name => !state.Providers.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
            return Task.FromResult<JobCreation>(new JobCreation.UnknownProviders(unknown));
        if (state.LiveBook(order.Book) is null)
            return Task.FromResult<JobCreation>(new JobCreation.NoBook());
        var first = order.Purse is { } named ? state.Jobs.GetValueOrDefault(named.Value) : null;
        var job = new MemoryJob
        {
            Id = new(++state.LastJob),
            Order = order with { Purse = first?.Id, Budget = first?.Order.Budget ?? order.Budget },
            Key = key,
            CreatedAt = state.Now,
        };
        state.Jobs[job.Id.Value] = job;
        state.ChangeNumber++;
        state.Note(job.Id, EventKind.Created);
        return Task.FromResult<JobCreation>(new JobCreation.Created(job.Id));
    }

    public Task<IReadOnlyDictionary<JobId, Purse>> PursesAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<JobId, Purse>>(
            jobs.Distinct()
                .Where(job => state.Jobs.ContainsKey(job.Value))
                .ToDictionary(job => job, job => state.PurseOf(state.Jobs[job.Value]))
        );

    public Task AddRunsAsync(JobId job, IReadOnlyList<NewRun> runs, CancellationToken cancel)
    {
        if (!state.Jobs.TryGetValue(job.Value, out var row) || row.State != JobState.Created)
            return Task.CompletedTask;
        foreach (var run in runs)
        {
            var index = row.IndexFrom(run.Position);
            if (index < row.Runs.Count && row.Runs[index].Position == run.Position)
                continue;
            row.Runs.Insert(
                index,
                new MemoryRun
                {
                    Position = run.Position,
                    Chapter = run.Chapter,
                    Characters = run.Characters,
                    State = run.SkipReason is null ? RunState.Pending : RunState.Skipped,
                    Reason = run.SkipReason ?? Weft.Reasons.Reason.None,
                    ChangedAt = state.Now,
                }
            );
        }
        return Task.CompletedTask;
    }

    public Task<bool> TryStartAsync(JobId job, CancellationToken cancel) =>
        Task.FromResult(Turn(job, JobState.Created, JobState.Running, EventKind.Started, row => row.StartedAt = state.Now));

    public Task<bool> TryPauseAsync(JobId job, Reason reason, CancellationToken cancel) =>
        Task.FromResult(Turn(job, JobState.Running, JobState.Paused, EventKind.Paused, row => row.Reason = reason));

    public Task<bool> TryResumeAsync(JobId job, Budget raise, CancellationToken cancel) =>
        Task.FromResult(
            Turn(
                job,
                JobState.Paused,
                JobState.Running,
                EventKind.Resumed,
                row =>
                {
                    row.Reason = Reason.None;
                    foreach (var one in state.OrderOf(row))
                    {
                        var budget = one.Order.Budget;
                        one.Order = one.Order with { Budget = new(raise.Tokens ?? budget.Tokens, raise.Micros ?? budget.Micros) };
                    }
                }
            )
        );

    private bool Turn(JobId job, JobState from, JobState to, EventKind kind, Action<MemoryJob> also)
    {
        if (!state.Jobs.TryGetValue(job.Value, out var row) || row.State != from)
            return false;
        row.State = to;
        also(row);
        state.ChangeNumber++;
        state.Note(job, kind);
        return true;
    }

    public Task<bool> TryCancelAsync(JobId job, CancellationToken cancel)
    {
        var done = state.Jobs.TryGetValue(job.Value, out var row) && state.Cancel(row, RunReasons.JobCancelled);
        if (done)
            state.ChangeNumber++;
        return Task.FromResult(done);
    }

    public Task<int> RetryAsync(JobId job, int? position, CancellationToken cancel)
    {
        if (!state.Jobs.TryGetValue(job.Value, out var row) || row.State == JobState.Cancelled)
            return Task.FromResult(0);
        var runs = row.Runs.Where(run => run.State == RunState.Failed && (position is null || run.Position == position)).ToList();
        foreach (var run in runs)
            (run.Failures, run.Losses) = (0, 0);
        ReopenRuns(row, runs);
        return Task.FromResult(runs.Count);
    }

    public Task<int> ReadAnewAsync(JobId job, string provider, int? position, CancellationToken cancel)
    {
        if (!state.Jobs.TryGetValue(job.Value, out var row) || row.State == JobState.Cancelled)
            return Task.FromResult(0);
        var runs = row
            .Runs.Where(run =>
                run.State == RunState.Completed && run.Provider == provider && (position is null || run.Position == position)
            )
            .ToList();
        foreach (var run in runs)
            (run.Failures, run.Losses, run.Rejections) = (0, 0, []);
        ReopenRuns(row, runs);
        return Task.FromResult(runs.Count);
    }

    public Task<int> AskAgainAsync(JobId job, string? readBy, int? position, CancellationToken cancel)
    {
        if (!state.Jobs.TryGetValue(job.Value, out var row) || row.State == JobState.Cancelled)
            return Task.FromResult(0);
        var runs = row
            .Runs.Where(run =>
                (run.State == RunState.Completed && (readBy is null || run.Provider == readBy))
                || (run.State == RunState.Failed && readBy is null)
            )
            .Where(run => position is null || run.Position == position)
            .ToList();
        foreach (var run in runs)
            (run.Failures, run.Losses, run.Rejections, run.AskedFrom) = (0, 0, [], run.Round + 1);
        ReopenRuns(row, runs);
        return Task.FromResult(runs.Count);
    }

    public Task<IReadOnlyList<JobId>> RetryDueAsync(CancellationToken cancel)
    {
        var jobs = new List<JobId>();
        foreach (var job in state.Jobs.Values.Where(job => job.State is JobState.Running or JobState.Paused))
        {
            var due = job.Runs.Where(run => run.State == RunState.Failed && run.RetryAt <= state.Now).ToList();
            if (due.Count == 0)
                continue;
            ReopenRuns(job, due);
            jobs.Add(job.Id);
        }
        return MemoryState.Listed(jobs);
    }

    private void ReopenRuns(MemoryJob job, List<MemoryRun> runs)
    {
        if (runs.Count == 0)
            return;
        foreach (var run in runs)
        {
            state.Leave(run, RunState.Pending, Reason.None);
            (run.Rung, run.FailedBy, run.RetryAt) = (0, 0, null);
            run.Round++;
        }
        if (state.Guards.On(ModelGuard.FloorLowered))
            job.Floor = Math.Min(job.Floor, runs[0].Position);
        job.Reopen++;
        if (job.State is JobState.Failed or JobState.Completed)
            (job.State, job.EndedAt, job.Reason) = (JobState.Running, null, Reason.None);
        state.ChangeNumber++;
        state.Note(job.Id, EventKind.Retried, runs.Count);
    }

    public Task<Job?> FindJobAsync(JobId job, CancellationToken cancel) =>
        Task.FromResult(state.Jobs.TryGetValue(job.Value, out var row) ? row.Seen() : null);

    public Task<IReadOnlyList<Job>> JobsAsync(IReadOnlyList<JobState> states, CancellationToken cancel) =>
        MemoryState.Listed(
            state.Jobs.Values.Where(job => states.Count == 0 || states.Contains(job.State)).Select(job => job.Seen())
        );

    public Task<FinishView?> ReadForFinishAsync(JobId job, CancellationToken cancel) =>
        Task.FromResult(
            state.Jobs.TryGetValue(job.Value, out var row)
                ? new FinishView(job, row.State, row.Order.Book, HasOpen(row), RetryAhead(row), row.Reopen)
                : null
        );

    private static bool HasOpen(MemoryJob job) => job.Runs.Exists(run => run.IsOpen);

    private static bool RetryAhead(MemoryJob job) => job.Runs.Exists(run => run is { State: RunState.Failed, RetryAt: not null });

    public Task<bool> TryFinishAsync(JobId job, int reopen, CancellationToken cancel)
    {
        if (!state.Jobs.TryGetValue(job.Value, out var row) || row.State is not (JobState.Running or JobState.Paused))
            return Task.FromResult(false);
        if (state.Guards.On(ModelGuard.FinishReopen) && (HasOpen(row) || RetryAhead(row) || row.Reopen != reopen))
            return Task.FromResult(false);
        var failed = row.Runs.Count(run => run.State == RunState.Failed);
        row.State = failed > 0 ? JobState.Failed : JobState.Completed;
        row.Reason = failed > 0 ? RunReasons.FailedRuns(failed) : Reason.None;
        row.EndedAt = state.Now;
        state.Note(job, failed > 0 ? EventKind.Failed : EventKind.Completed);
        return Task.FromResult(true);
    }

    public Task<IReadOnlyDictionary<JobId, long>> CountRejectedAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<JobId, long>>(
            jobs.Distinct()
                .Where(id => state.Jobs.ContainsKey(id.Value))
                .ToDictionary(
                    id => id,
                    id =>
                        state
                            .Jobs[id.Value]
                            .Runs.Where(run => run.State == RunState.Completed)
                            .Sum(run => (long)run.Rejections.Count)
                )
        );

    public Task<IReadOnlyDictionary<JobId, RunCounts>> CountRunsAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var counts = new Dictionary<JobId, RunCounts>();
        foreach (var id in jobs.Distinct())
        {
            if (!state.Jobs.TryGetValue(id.Value, out var job))
                continue;
            int Of(RunState state) => job.Runs.Count(run => run.State == state);
            counts[id] = new(
                Of(RunState.Pending),
                Of(RunState.Processing),
                Of(RunState.Completed),
                Of(RunState.Failed),
                Of(RunState.Skipped)
            );
        }
        return Task.FromResult<IReadOnlyDictionary<JobId, RunCounts>>(counts);
    }

    /// <summary>With the guard off a raise writes what the raise before it read: a read that was not made under the lock.</summary>
    public Task RaiseFloorAsync(JobId job, CancellationToken cancel)
    {
        if (!state.Jobs.TryGetValue(job.Value, out var row) || row.State is not (JobState.Running or JobState.Paused))
            return Task.CompletedTask;
        var lowest = row.Runs.Find(run => run.IsOpen)?.Position ?? (row.Runs.Count == 0 ? 0 : row.Runs[^1].Position + 1);
        var write = state.Guards.On(ModelGuard.FloorLocked) ? lowest : row.FloorRead;
        row.FloorRead = lowest;
        row.Floor = Math.Max(row.Floor, write ?? 0);
        return Task.CompletedTask;
    }
}
