using Microsoft.Extensions.Logging;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Gives back what the ledger says this session has and it does not: claims whose answers were lost, or carried out late.</summary>
internal sealed class OrphanedClaims(IRuns runs, RingPublisher rings, SessionState session, RuntimeContext runtime)
{
    public async Task CheckAsync(CancellationToken stop)
    {
        if (!runtime.Guards.On(Guard.Stray))
            return;
        List<Claim> orphans;
        // No claim is in the air while we compare: a row just claimed is in hand before the next look.
        using (await session.Claiming.TakeAsync())
        {
            var rows = await runs.ProcessingAsync(session.Id, stop);
            var inHand = session.InHand().ToDictionary(run => run.Claim.Run, run => run.Claim.Attempt);
            orphans = [.. rows.Where(row => !inHand.TryGetValue(row.Run, out var attempt) || attempt != row.Attempt)];
        }
        if (orphans.Count == 0)
            return;
        runtime.Counters.NoteStrays(orphans.Count);
        runtime.Log.LogWarning(
            "{Count} runs of session {Session} were claimed without its knowledge and go back",
            orphans.Count,
            session.Id
        );
        foreach (var job in await runs.GiveBackAsync(orphans, "the answer to the claim was lost", stop))
            rings.Publish(job);
    }
}
