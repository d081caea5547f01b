using Microsoft.Extensions.Logging;
using Weft.Jobs;

namespace Weft.Work;

/// <summary>Gives a dead session's runs back. Anyone may do it, and twice does no harm.</summary>
internal sealed class Takeover(NodeParts parts, Reconciler reconciler, NodeCounters counters, Surroundings around)
{
    public async Task OfAsync(SessionId dead, string reason, CancellationToken stop)
    {
        var ending = await Retry.UntilDoneAsync(
            around.Time,
            token => parts.Ledger.EndSessionAsync(dead, SessionEnd.Death, reason, token),
            null,
            stop
        );
        around.Crash(CrashPoint.SessionTakenOver);
        if (ending.Ended)
        {
            NodeCounters.Add(ref counters.Takeovers);
            around.Log.LogWarning(
                "Session {Session} is dead ({Reason}): {Count} runs go back, {Apart} are set apart",
                dead,
                reason,
                ending.GivenBack.Count,
                ending.SetApart.Count
            );
        }
        // Even where somebody else ended it: who did may have died before these.
        await parts.Gate.FreeAsync(dead, stop);
        await reconciler.PassAsync(stop);
    }
}
