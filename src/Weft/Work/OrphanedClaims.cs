using Microsoft.Extensions.Logging;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Gives back what the ledger says this session has and it does not: claims whose answers were lost, or carried out late.</summary>
internal sealed class OrphanedClaims(
    NodeServices parts,
    Errands errands,
    SessionState session,
    NodeCounters counters,
    RuntimeContext runtime
)
{
    public async Task CheckAsync(CancellationToken stop)
    {
        if (!runtime.Guards.On(Guard.Stray))
            return;
        List<Claim> strays;
        // No claim is in the air while we compare: a row just claimed is in hand before the next look.
        using (await session.Claiming.TakeAsync())
        {
            var rows = await parts.Ledger.Runs.ProcessingAsync(session.Id, stop);
            var inHand = session.InHand().ToDictionary(run => run.Claim.Run, run => run.Claim.Attempt);
            strays = [.. rows.Where(row => !inHand.TryGetValue(row.Run, out var attempt) || attempt != row.Attempt)];
        }
        if (strays.Count == 0)
            return;
        counters.NoteStrays(strays.Count);
        runtime.Log.LogWarning(
            "{Count} runs of session {Session} were claimed without its knowledge and go back",
            strays.Count,
            session.Id
        );
        foreach (var job in await parts.Ledger.Runs.GiveBackAsync(strays, "the answer to the claim was lost", stop))
            errands.OwePut(job);
    }
}
