using Microsoft.Extensions.Logging;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Gives dead sessions' runs back. Anyone may do it, and twice does no harm.</summary>
internal sealed class Takeover(ISessions sessions, Outbox outbox, RuntimeContext runtime)
{
    /// <summary>
    /// All are ended, then a pass is owed. It is not waited for: it takes its time, and a judge that looks away for a second has to start anew with all
    /// that it knows.
    /// </summary>
    /// <param name="sinceSign">How long ago the first sign of the deaths was seen: for the figures only.</param>
    public async Task OfAsync(IReadOnlyList<SessionId> dead, string reason, TimeSpan sinceSign, CancellationToken stop)
    {
        var began = runtime.Time.GetTimestamp();
        foreach (var session in dead)
        {
            var ending = await EndAsync(session, reason, stop);
            if (ending.Ended)
                runtime.Counters.NoteTakeover(sinceSign + runtime.Time.GetElapsedTime(began));
            // Even where somebody else ended it: who did may have died before this.
            outbox.Permits.Reclaim(session);
        }
        outbox.Passes.Ask();
    }

    /// <summary>On one machine, a start after an unclean stop is a takeover by the same rule.</summary>
    public async Task OfAllButAsync(SessionId own, CancellationToken stop)
    {
        var open = await sessions.OpenSessionsAsync(stop);
        var dead = open.Select(session => session.Id).Where(session => session != own).ToList();
        if (dead.Count > 0)
            await OfAsync(dead, "its process has ended", TimeSpan.Zero, stop);
    }

    private async Task<SessionEnding> EndAsync(SessionId dead, string reason, CancellationToken stop)
    {
        var ending = await runtime.UntilDoneAsync(token => sessions.EndSessionAsync(dead, SessionEnd.Death, reason, token), stop);
        runtime.Crash(CrashPoint.SessionTakenOver);
        foreach (var job in ending.GivenBack.Select(run => run.Job).Distinct())
            outbox.Rings.Publish(job);
        if (ending.Ended)
            runtime.Log.LogWarning(
                "Session {Session} is dead ({Reason}): {Count} runs go back, {Apart} are set apart",
                dead,
                reason,
                ending.GivenBack.Count,
                ending.SetApart.Count
            );
        return ending;
    }
}
