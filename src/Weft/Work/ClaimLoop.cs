using System.Diagnostics;
using Weft.Model;

namespace Weft.Work;

/// <summary>Takes chapters for one provider: a free worker, a job's turn on the ring, permits for its share of the workers, then the claim.</summary>
internal sealed class ClaimLoop(
    WorkerPool workers,
    RingTurns ring,
    GateClient gate,
    RunClaimer claims,
    FinishQueue finishes,
    SessionState session
)
{
    /// <summary>The provider's row as last seen.</summary>
    public Provider Provider
    {
        get => workers.Provider;
        set => workers.Provider = value;
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await workers.WaitForFreeAsync(stop);
            var provider = Provider;
            if (await ring.NextAsync(provider, stop) is not { } turn)
                continue;
            await using var permits = await gate.TakeAsync(provider, workers.FairShare(turn.Jobs), stop);
            if (permits is null)
                continue;
            var result = await claims.ClaimAsync(turn, permits, stop);
            workers.MoreIsWaiting = result is ClaimResult.Claimed { Short: false };
            switch (result)
            {
                case ClaimResult.Claimed claimed:
                    finishes.NoteClaim(turn.Job, plenty: !claimed.Short);
                    break;
                case ClaimResult.NothingForAnyone:
                    await ring.LeaveAsync(turn, stop);
                    claims.Forget(turn.Job);
                    finishes.NoteClaim(turn.Job, plenty: false);
                    break;
                case ClaimResult.NothingNow now:
                    await ring.WaitOutAsync(now.PausedUntil, stop);
                    break;
                case ClaimResult.SessionEnded:
                    session.End();
                    break;
                default:
                    throw new UnreachableException($"no such result: {result}");
            }
        }
    }
}
