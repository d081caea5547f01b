using Weft.Model;

namespace Weft.Work;

/// <summary>
/// While no chapter waits for a provider, its permits that are free are lent to chapters in hand, each for the call of one passage. The ring is looked at
/// before each loan, so a chapter that comes waits for one call at most.
/// </summary>
internal sealed class SparePermits(GateClient gate, PermitsInHand permits, ClaimWaits waits, int slots, TimeProvider time)
{
    /// <summary>The ring has no turn: lends what may be lent, and waits for a turn or for more to lend.</summary>
    public async Task LendAndWaitAsync(Provider provider, CancellationToken stop)
    {
        var more = await LendAsync(provider, stop);
        await waits.ForTurnAsync(provider.Name, more, stop);
    }

    /// <summary>True = fewer than could be used. A node has no more calls in the air than it has workers.</summary>
    public async Task<bool> LendAsync(Provider provider, CancellationToken stop)
    {
        if (!provider.Kind.MakesCalls || provider.IsPaused(time.GetUtcNow()))
            return false;
        var upTo = Math.Min(permits.Wanted, slots - permits.Count);
        if (upTo <= 0)
            return false;
        var taken = await gate.SpareAsync(provider, upTo, stop);
        permits.Lend(taken);
        return taken.Count < upTo;
    }
}
