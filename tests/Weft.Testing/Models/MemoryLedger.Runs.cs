using Weft.Books;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

internal sealed partial class MemoryLedger
{
    public Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancel) => Task.FromResult(ClaimNow(request));

    private ClaimResult ClaimNow(ClaimRequest request)
    {
        if (_guards.On(ModelGuard.ClaimSession) && !IsOpen(request.Session))
            return new ClaimResult.SessionEnded();
        if (!_jobs.TryGetValue(request.Job.Value, out var job) || job.State != JobState.Running)
            return new ClaimResult.NothingForAnyone();
        var index = job.Order.Providers.ToList().IndexOf(request.Provider);
        if (index < 0 || !_providers.TryGetValue(request.Provider, out var provider))
            return new ClaimResult.NothingForAnyone();
        if (provider.Paused(Now))
            return new ClaimResult.NothingNow(provider.Pause!.Until);
        var atMost = request.AtMost;
        if (provider.Probing(Now))
        {
            if (InTheAir(request.Provider))
                return new ClaimResult.NothingNow(null);
            atMost = 1;
        }
        var lowest = Rungs.LowestFor(job.Order.Providers, index, Workless);
        var open = PendingFrom(job, request.Mark, index, lowest, atMost);
        if (open.Count == 0)
            open = PendingFrom(job, job.Floor, index, lowest, atMost);
        if (open.Count == 0)
            return new ClaimResult.NothingForAnyone();
        var claims = open.ConvertAll(run => Take(job, run, request));
        var mark = Math.Max(request.Mark, open[^1].Position + 1);
        return new ClaimResult.Claimed(claims, mark, claims.Count < request.AtMost);
    }

    private static List<MemoryRun> PendingFrom(MemoryJob job, int from, int index, int lowest, int atMost)
    {
        var found = new List<MemoryRun>();
        for (var i = job.IndexFrom(Math.Max(from, job.Floor)); i < job.Runs.Count && found.Count < atMost; i++)
        {
            var run = job.Runs[i];
            if (run.State != RunState.Pending)
                continue;
            var mine =
                job.Order.Order == ProviderOrder.InOrder
                    ? run.Rung >= lowest && run.Rung <= index
                    : (run.FailedBy & (1 << index)) == 0;
            if (mine)
                found.Add(run);
        }
        return found;
    }

    private Claim Take(MemoryJob job, MemoryRun run, ClaimRequest request)
    {
        run.State = RunState.Processing;
        run.Session = request.Session;
        run.Provider = request.Provider;
        run.Attempt++;
        run.Marked = false;
        run.Reason = "";
        run.ChangedAt = Now;
        _claims.Add((job, run, run.Attempt));
        return run.Claimed(job.Id);
    }

    private MemoryRun? Mine(Claim claim)
    {
        var run = _jobs.TryGetValue(claim.Run.Job.Value, out var job) ? job.RunAt(claim.Run.Position) : null;
        if (run is not { State: RunState.Processing })
            return null;
        return !_guards.On(ModelGuard.Owner) || (run.Session == claim.Session && run.Attempt == claim.Attempt) ? run : null;
    }

    /// <summary>Pending rows belong to nobody; others keep whose they were.</summary>
    private void Leave(MemoryRun run, RunState state, string reason)
    {
        run.State = state;
        run.Reason = reason;
        run.Marked = false;
        run.ChangedAt = Now;
        if (state == RunState.Pending)
            run.Session = null;
    }

    public Task<IReadOnlyList<ChapterRun>> RunsAsync(JobId job, int fromPosition, int atMost, CancellationToken cancel) =>
        Listed(
            _jobs.TryGetValue(job.Value, out var row)
                ? row.Runs.Skip(row.IndexFrom(fromPosition)).Take(atMost).Select(run => run.Seen(job))
                : []
        );

    /// <summary>Open runs of running jobs that lie below their job's floor, where no claim looks for them: there must be none.</summary>
    public IEnumerable<(RunId Run, RunState State, int Floor)> OpenBelowFloor()
    {
        foreach (var job in _jobs.Values)
        {
            if (job.State != JobState.Running)
                continue;
            for (var i = 0; i < job.Runs.Count && job.Runs[i].Position < job.Floor; i++)
                if (job.Runs[i].IsOpen)
                    yield return (new(job.Id, job.Runs[i].Position), job.Runs[i].State, job.Floor);
        }
    }

    public Task<ChapterRun?> FindRunAsync(RunId run, CancellationToken cancel) =>
        Task.FromResult(_jobs.TryGetValue(run.Job.Value, out var job) ? job.RunAt(run.Position)?.Seen(run.Job) : null);

    public Task<IReadOnlyList<string>> WovenAsync(RunId run, CancellationToken cancel) =>
        Task.FromResult(_jobs.TryGetValue(run.Job.Value, out var job) ? job.RunAt(run.Position)?.Woven ?? [] : []);

    public Task<IReadOnlyList<(int Position, Rejection Rejection)>> RejectionsAsync(
        JobId job,
        int atMost,
        CancellationToken cancel
    ) =>
        Listed(
            _jobs.TryGetValue(job.Value, out var row)
                ? row.Runs.SelectMany(run => run.Rejections.Select(rejection => (run.Position, rejection))).Take(atMost)
                : []
        );

    public Task<IReadOnlyList<RejectionCount>> CountRejectionsAsync(JobId job, CancellationToken cancel) =>
        Listed(
            RunsOf(job)
                .SelectMany(run => run.Rejections)
                .GroupBy(rejection => rejection.Reason)
                .Select(same => new RejectionCount(same.Key, same.Count()))
                .OrderByDescending(count => count.Count)
        );

    public Task<IReadOnlyList<SkippedCount>> CountSkippedAsync(JobId job, CancellationToken cancel)
    {
        var units = _jobs.TryGetValue(job.Value, out var row) ? _editions[row.Order.Edition.Value].Units : [];
        var kinds = units.ToDictionary(unit => unit.Position, unit => unit.Unit.Kind);
        return Listed(
            RunsOf(job)
                .Where(run => run.State == RunState.Skipped)
                .GroupBy(run => (kinds.TryGetValue(run.Position, out var kind) ? (UnitKind?)kind : null, run.Reason))
                .Select(same => new SkippedCount(same.Key.Item1, same.Key.Reason, same.Count(), same.Sum(run => run.Characters)))
        );
    }

    public Task<IReadOnlyList<ChapterRun>> FailedRunsAsync(JobId job, CancellationToken cancel) =>
        Listed(RunsOf(job).Where(run => run.State == RunState.Failed).Select(run => run.Seen(job)));

    private List<MemoryRun> RunsOf(JobId job) => _jobs.TryGetValue(job.Value, out var row) ? row.Runs : [];

    public Task<IReadOnlyList<bool>> TryCompleteAsync(IReadOnlyList<Completion> completions, CancellationToken cancel) =>
        Listed(completions.Select(Complete));

    private bool Complete(Completion completion)
    {
        if (Mine(completion.Claim) is not { } run)
            return false;
        Leave(run, RunState.Completed, completion.Superseded ? Reasons.Superseded : "");
        (run.Session, run.Attempt) = (completion.Claim.Session, completion.Claim.Attempt);
        run.Woven = completion.Woven;
        run.Rejections = completion.Rejected;
        return true;
    }

    public Task<AfterFailure> FailAsync(Claim claim, string reason, TimeSpan? retryAfter, CancellationToken cancel)
    {
        if (Mine(claim) is not { } run)
            return Task.FromResult(AfterFailure.NotMine);
        var order = _jobs[claim.Run.Job.Value].Order;
        var index = order.Providers.ToList().IndexOf(claim.Provider);
        run.Failures++;
        run.FailedBy |= 1 << (index < 0 ? run.Rung : index);
        if (Rungs.Next(order.Order, order.Providers.Count, run.Rung, run.FailedBy) is { } next)
        {
            run.Rung = next;
            Leave(run, RunState.Pending, reason);
            return Task.FromResult(AfterFailure.NextProvider);
        }
        run.RetryAt = Now + RetryDelay.After(run.Failures, order.Providers.Count, order.AutoRetry, retryAfter);
        Leave(run, RunState.Failed, reason);
        return Task.FromResult(AfterFailure.Failed);
    }

    public Task<bool> TrySkipAsync(Claim claim, string reason, CancellationToken cancel)
    {
        var run = Mine(claim);
        if (run is not null)
            Leave(run, RunState.Skipped, reason);
        return Task.FromResult(run is not null);
    }

    public Task<IReadOnlyList<JobId>> GiveBackAsync(IReadOnlyList<Claim> claims, string reason, CancellationToken cancel)
    {
        var jobs = new SortedSet<long>();
        foreach (var claim in claims)
        {
            if (Mine(claim) is not { } run)
                continue;
            Leave(run, RunState.Pending, reason);
            jobs.Add(claim.Run.Job.Value);
        }
        return Listed(jobs.Select(job => new JobId(job)));
    }

    public Task<Claim?> TryRaiseAttemptAsync(Claim claim, int above, CancellationToken cancel)
    {
        if (Mine(claim) is not { } run)
            return Task.FromResult<Claim?>(null);
        run.Attempt = Math.Max(run.Attempt, above + 1);
        run.ChangedAt = Now;
        return Task.FromResult<Claim?>(run.Claimed(claim.Run.Job));
    }

    public Task<bool> TryMarkAsync(Claim claim, bool marked, CancellationToken cancel)
    {
        var run = Mine(claim);
        if (run is not null)
            run.Marked = marked;
        return Task.FromResult(run is not null);
    }

    public Task<IReadOnlyList<Claim>> ProcessingAsync(SessionId session, CancellationToken cancel) =>
        Listed(
            from job in _jobs.Values
            from run in job.Runs
            where run.State == RunState.Processing && run.Session == session
            select run.Claimed(job.Id)
        );
}
