using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Claims runs of a job for one provider and starts them. Remembers of each job where the next claim begins.</summary>
internal sealed class RunClaimer(IRuns runs, IJobs jobs, WorkerPool workers, SessionState session, RuntimeContext runtime)
{
    /// <summary>Claims that begin at a job's floor walk over all that is finished above it: the floor is raised no oftener than this.</summary>
    private static readonly TimeSpan RaiseEvery = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<JobId, JobMark> _marks = [];

    /// <summary>Where the next claim of a job begins, of which generation that is known, and the time's stamp when its floor was last raised.</summary>
    private sealed record JobMark(ulong Generation, int Position, long RaisedAt);

    /// <summary>What was claimed is being worked on when this returns.</summary>
    public async Task<ClaimResult> ClaimAsync(Turn turn, PermitLease permits, CancellationToken stop)
    {
        using var claiming = await session.Claiming.TakeAsync();
        var mark = await MarkAsync(turn, stop);
        var request = new ClaimRequest(session.Id, turn.Provider, turn.Job, permits.AtMost, mark.Position);
        var askedAt = runtime.Time.GetUtcNow();
        var result = await runs.ClaimAsync(request, stop);
        if (result is ClaimResult.Claimed claimed)
        {
            runtime.Crash(CrashPoint.Claimed);
            _marks[turn.Job] = mark with { Position = claimed.Mark };
            runtime.Counters.NoteClaims(turn.Provider, claimed.Runs.Count);
            await StartAsync(claimed.Runs, permits, askedAt, stop);
        }
        return result;
    }

    private async Task StartAsync(
        IReadOnlyList<Claim> claims,
        PermitLease permits,
        DateTimeOffset askedAt,
        CancellationToken stop
    )
    {
        var again = new List<Claim>();
        foreach (var claim in claims)
            if (claim.Attempt <= session.AttemptHad(claim.Run) && runtime.Guards.On(Guard.AttemptHad))
                again.Add(claim);
            else
                workers.Start(claim, permits.HandOver(), askedAt);
        // Should one of these fail, its row is found as a stray.
        foreach (var claim in again)
            if (await RaiseAsync(claim, stop) is { } raised)
                workers.Start(raised, permits.HandOver(), askedAt);
    }

    /// <summary>
    /// The ledger lost an earlier claim of this session: what was begun under it, perhaps by another provider, bears the same token, and may still
    /// reach the graph or the ledger. Null = the run is no longer ours.
    /// </summary>
    private Task<Claim?> RaiseAsync(Claim claim, CancellationToken stop)
    {
        session.Drop(claim.Run);
        return runs.TryRaiseAttemptAsync(claim, session.AttemptHad(claim.Run), stop);
    }

    /// <summary>The job has left the ring.</summary>
    public void Forget(JobId job) => _marks.Remove(job);

    /// <summary>
    /// A job that was put anew may have runs again behind the mark, given back by a death: they go before the fresh ones, not after the
    /// last of them.
    /// </summary>
    private async Task<JobMark> MarkAsync(Turn turn, CancellationToken stop)
    {
        var now = runtime.Time.GetTimestamp();
        if (!_marks.TryGetValue(turn.Job, out var known))
            return new(turn.Generation, 0, now);
        if (known.Generation == turn.Generation)
            return known;
        if (runtime.Time.GetElapsedTime(known.RaisedAt, now) < RaiseEvery)
            return known with { Generation = turn.Generation, Position = 0 };
        await jobs.RaiseFloorAsync(turn.Job, stop);
        return new(turn.Generation, 0, now);
    }
}
