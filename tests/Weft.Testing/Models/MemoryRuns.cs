using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

/// <summary>The chapters of jobs in the model.</summary>
internal sealed class MemoryRuns(MemoryState state) : IRuns
{
    public Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancel) => Task.FromResult(ClaimNow(request));

    private ClaimResult ClaimNow(ClaimRequest request)
    {
        if (state.Guards.On(ModelGuard.ClaimSession) && !state.IsOpen(request.Session))
            return new ClaimResult.SessionEnded();
        if (!state.Jobs.TryGetValue(request.Job.Value, out var job) || job.State != JobState.Running)
            return new ClaimResult.NothingForAnyone();
        var index = job.Order.Providers.ToList().IndexOf(request.Provider);
        if (index < 0 || !state.Providers.TryGetValue(request.Provider, out var provider))
            return new ClaimResult.NothingForAnyone();
        if (provider.Paused(state.Now))
            return new ClaimResult.NothingNow(provider.Pause!.Until);
        var atMost = request.AtMost;
        if (provider.Probing(state.Now))
        {
            if (state.InTheAir(request.Provider))
                return new ClaimResult.NothingNow(null);
            atMost = 1;
        }
        var lowest = RunTransitions.LowestRung(job.Order.Providers, index, state.Workless, IsAway(job));
        // A probe is another run than the one whose call failed last, where there is one.
        var open = provider.Probing(state.Now)
            ? PendingFrom(job, job.Floor, index, lowest, int.MaxValue)
                .Where(run => run.Reason.Code != RunReasons.ProviderFailedItCode)
                .Take(1)
                .ToList()
            : PendingFrom(job, request.Mark, index, lowest, atMost);
        if (open.Count == 0)
            open = PendingFrom(job, job.Floor, index, lowest, atMost);
        if (open.Count == 0)
            return new ClaimResult.NothingForAnyone();
        var claims = open.ConvertAll(run => Take(job, run, request));
        var mark = Math.Max(request.Mark, open[^1].Position + 1);
        return new ClaimResult.Claimed(claims, mark, claims.Count < request.AtMost);
    }

    /// <summary>With its guard off rules stand in at once, ordered or not.</summary>
    private Func<string, bool> IsAway(MemoryJob job) =>
        state.Guards.On(ModelGuard.RulesWait) ? provider => state.Away(job, provider) : state.Workless;

    private List<MemoryRun> PendingFrom(MemoryJob job, int from, int index, int lowest, int atMost)
    {
        var found = new List<MemoryRun>();
        for (var i = job.IndexFrom(Math.Max(from, job.Floor)); i < job.Runs.Count && found.Count < atMost; i++)
        {
            var run = job.Runs[i];
            if (run.State != RunState.Pending)
                continue;
            if (RunTransitions.MayTake(job.Order, index, lowest, run.Rung, run.FailedBy, IsAway(job)))
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
        run.Reason = run.FailedBy == 0 ? Reason.None : run.Reason;
        run.ChangedAt = state.Now;
        state.Claims.Add((job, run, run.Attempt));
        return run.Claimed(job.Id);
    }

    private MemoryRun? Mine(Claim claim)
    {
        var run = state.Jobs.TryGetValue(claim.Run.Job.Value, out var job) ? job.RunAt(claim.Run.Position) : null;
        if (run is not { State: RunState.Processing })
            return null;
        return !state.Guards.On(ModelGuard.Owner) || (run.Session == claim.Session && run.Attempt == claim.Attempt) ? run : null;
    }

    public Task<IReadOnlyList<ChapterRun>> RunsAsync(JobId job, int fromPosition, int atMost, CancellationToken cancel) =>
        MemoryState.Listed(
            state.Jobs.TryGetValue(job.Value, out var row)
                ? row.Runs.Skip(row.IndexFrom(fromPosition)).Take(atMost).Select(run => run.Seen(job))
                : []
        );

    public Task<ChapterRun?> FindRunAsync(RunId run, CancellationToken cancel) =>
        Task.FromResult(state.Jobs.TryGetValue(run.Job.Value, out var job) ? job.RunAt(run.Position)?.Seen(run.Job) : null);

    public Task<IReadOnlyList<string>> WovenAsync(RunId run, CancellationToken cancel) =>
        Task.FromResult(state.Jobs.TryGetValue(run.Job.Value, out var job) ? job.RunAt(run.Position)?.Woven ?? [] : []);

    public Task<IReadOnlyList<(int Position, Rejection Rejection)>> RejectionsAsync(
        JobId job,
        int fromPosition,
        int atMost,
        CancellationToken cancel
    ) =>
        MemoryState.Listed(
            state.Jobs.TryGetValue(job.Value, out var row)
                ? row
                    .Runs.Where(run => run.Position >= fromPosition)
                    .SelectMany(run => run.Rejections.Select(rejection => (run.Position, rejection)))
                    .Take(atMost)
                : []
        );

    public Task<IReadOnlyList<RejectionCount>> CountRejectionsAsync(JobId job, CancellationToken cancel) =>
        MemoryState.Listed(
            RunsOf(job)
                .SelectMany(run => run.Rejections)
                .GroupBy(rejection => rejection.Reason)
                .Select(same => new RejectionCount(same.Key, same.Count()))
                .OrderByDescending(count => count.Count)
        );

    public Task<IReadOnlyList<ReaderCount>> CountReadersAsync(JobId job, CancellationToken cancel) =>
        MemoryState.Listed(
            RunsOf(job)
                .Where(run => run.State == RunState.Completed)
                .GroupBy(run => (run.Provider, Why: run.FailedBy == 0 ? Reason.None : run.Reason))
                .Select(same => new ReaderCount(same.Key.Provider, same.Key.Why, same.Count()))
                .OrderByDescending(count => count.Chapters)
        );

    public Task<IReadOnlyList<SkippedCount>> CountSkippedAsync(JobId job, CancellationToken cancel)
    {
        var units = state.Jobs.TryGetValue(job.Value, out var row) ? state.Editions[row.Order.Edition.Value].Units : [];
        var kinds = units.ToDictionary(unit => unit.Position, unit => unit.Unit.Kind);
        return MemoryState.Listed(
            RunsOf(job)
                .Where(run => run.State == RunState.Skipped)
                .GroupBy(run => (kinds.TryGetValue(run.Position, out var kind) ? (UnitKind?)kind : null, run.Reason))
                .Select(same => new SkippedCount(same.Key.Item1, same.Key.Reason, same.Count(), same.Sum(run => run.Characters)))
        );
    }

    public Task<IReadOnlyList<ChapterRun>> FailedRunsAsync(JobId job, CancellationToken cancel) =>
        MemoryState.Listed(RunsOf(job).Where(run => run.State == RunState.Failed).Select(run => run.Seen(job)));

    private List<MemoryRun> RunsOf(JobId job) => state.Jobs.TryGetValue(job.Value, out var row) ? row.Runs : [];

    public Task<IReadOnlyList<bool>> TryCompleteAsync(IReadOnlyList<Completion> completions, CancellationToken cancel) =>
        MemoryState.Listed(completions.Select(Complete));

    private bool Complete(Completion completion)
    {
        if (Mine(completion.Claim) is not { } run)
            return false;
        state.Leave(
            run,
            RunState.Completed,
            completion.Superseded ? RunReasons.Superseded
                : run.FailedBy == 0 ? Reason.None
                : run.Reason
        );
        (run.Session, run.Attempt, run.Provider) = (
            completion.Claim.Session,
            completion.Claim.Attempt,
            completion.Claim.Provider
        );
        run.Woven = completion.Woven;
        run.Rejections = completion.Rejected;
        return true;
    }

    public Task<AfterFailure> FailAsync(Claim claim, Reason reason, TimeSpan? retryAfter, CancellationToken cancel)
    {
        if (Mine(claim) is not { } run)
            return Task.FromResult(AfterFailure.NotMine);
        var order = state.Jobs[claim.Run.Job.Value].Order;
        run.Failures++;
        run.FailedBy = RunTransitions.WithFailure(run.FailedBy, order.Providers, claim.Provider, run.Rung);
        if (RunTransitions.NextRung(order.Order, order.Providers.Count, run.Rung, run.FailedBy) is { } next)
        {
            run.Rung = next;
            state.Leave(run, RunState.Pending, reason);
            return Task.FromResult(AfterFailure.NextProvider);
        }
        run.RetryAt = state.Now + RunTransitions.RetryAfter(run.Failures, order.Providers.Count, order.AutoRetry, retryAfter);
        state.Leave(run, RunState.Failed, reason);
        return Task.FromResult(AfterFailure.Failed);
    }

    public Task<bool> TrySkipAsync(Claim claim, Reason reason, CancellationToken cancel)
    {
        var run = Mine(claim);
        if (run is not null)
            state.Leave(run, RunState.Skipped, reason);
        return Task.FromResult(run is not null);
    }

    public Task<IReadOnlyList<JobId>> GiveBackAsync(IReadOnlyList<Claim> claims, Reason reason, CancellationToken cancel)
    {
        var jobs = new SortedSet<long>();
        foreach (var claim in claims)
        {
            if (Mine(claim) is not { } run)
                continue;
            state.Leave(
                run,
                RunState.Pending,
                run.FailedBy == 0 || reason.Code == RunReasons.ProviderFailedItCode ? reason : run.Reason
            );
            jobs.Add(claim.Run.Job.Value);
        }
        return MemoryState.Listed(jobs.Select(job => new JobId(job)));
    }

    public Task<Claim?> TryRaiseAttemptAsync(Claim claim, int above, CancellationToken cancel)
    {
        if (Mine(claim) is not { } run)
            return Task.FromResult<Claim?>(null);
        run.Attempt = Math.Max(run.Attempt, above + 1);
        run.ChangedAt = state.Now;
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
        MemoryState.Listed(
            from job in state.Jobs.Values
            from run in job.Runs
            where run.State == RunState.Processing && run.Session == session
            select run.Claimed(job.Id)
        );
}
