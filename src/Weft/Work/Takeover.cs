using Microsoft.Extensions.Logging;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Gives dead sessions' runs back. Anyone may do it, and twice does no harm.</summary>
internal sealed class Takeover(NodeParts parts, Errands errands, NodeCounters counters, RuntimeContext runtime)
{
    /// <summary>
    /// All are ended, then a pass is owed. It is not waited for: it takes its time, and a judge that looks away for a second has to start anew with all
    /// that it knows.
    /// </summary>
    /// <param name="signAt">When the first sign of the deaths was seen, on the monotonic clock: for the figures only.</param>
    public async Task OfAsync(IReadOnlyList<SessionId> dead, string reason, long signAt, CancellationToken stop)
    {
        foreach (var session in dead)
        {
            await EndAsync(session, reason, signAt, stop);
            // Even where somebody else ended it: who did may have died before this.
            errands.OweFree(session);
        }
        errands.OwePass();
    }

    private async Task EndAsync(SessionId dead, string reason, long signAt, CancellationToken stop)
    {
        var ending = await Retry.UntilDoneAsync(
            runtime,
            token => parts.Ledger.Sessions.EndSessionAsync(dead, SessionEnd.Death, reason, token),
            stop
        );
        runtime.Crash(CrashPoint.SessionTakenOver);
        foreach (var job in ending.GivenBack.Select(run => run.Job).Distinct())
            errands.OwePut(job);
        if (!ending.Ended)
            return;
        counters.NoteTakeover(runtime.Time.GetElapsedTime(signAt));
        runtime.Log.LogWarning(
            "Session {Session} is dead ({Reason}): {Count} runs go back, {Apart} are set apart",
            dead,
            reason,
            ending.GivenBack.Count,
            ending.SetApart.Count
        );
    }
}
