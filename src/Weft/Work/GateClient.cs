using System.Diagnostics;
using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Takes permits of the gate, and tells it what only the journal knows: which calls left lately, and which may still be in the air.</summary>
/// <param name="session">Our own: of its permits this process knows better than the journal which are in hand.</param>
internal sealed class GateClient(
    IGate gate,
    IJournal journal,
    SessionId session,
    PermitsInHand permits,
    ClaimWaits waits,
    NodeOptions options,
    RuntimeContext runtime
)
{
    /// <summary>The gate keeps a minute's window 1.5 s longer than the provider does; the rest is for this question's own way.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(62);

    /// <summary>Null = none now, waited a while. A provider that asks nobody needs none for any number of chapters.</summary>
    public async Task<PermitLease?> TakeAsync(Provider provider, int wanted, CancellationToken stop)
    {
        if (!provider.Kind.MakesCalls)
            return Lease([], wanted);
        switch (await AskAsync(provider, wanted, stop))
        {
            case PermitReply.Taken { Permits: var taken }:
                return Lease([.. taken], taken.Count);
            case PermitReply.AllOut { Overdue: var overdue }:
                if (overdue.Count > 0)
                    await ReleaseOverAsync(provider.Name, overdue, stop);
                await waits.ForPermitAsync(provider.Name, stop);
                return null;
            // Seeded by now.
            case PermitReply.Unseeded:
                return null;
            case var other:
                throw new UnreachableException($"no such reply: {other}");
        }
    }

    /// <summary>For passages of chapters in hand: up to so many, as many as are free. Waits for none.</summary>
    public async Task<IReadOnlyList<Permit>> SpareAsync(Provider provider, int upTo, CancellationToken stop) =>
        await AskAsync(provider, upTo, stop) is PermitReply.Taken { Permits: var taken } ? taken : [];

    /// <summary>A gate that has lost its memory is seeded meanwhile.</summary>
    private async Task<PermitReply> AskAsync(Provider provider, int upTo, CancellationToken stop)
    {
        var deadline = runtime.Time.GetUtcNow() + options.PermitLife;
        var reply = await gate.TakeAsync(provider.Name, provider.Limits, session, upTo, deadline, stop);
        if (reply is PermitReply.Unseeded { Loss: var loss })
        {
            var traces = await journal.TracesAsync(provider.Name, runtime.Time.GetUtcNow() - Window, stop);
            await gate.SeedAsync(provider.Name, loss, traces, provider.Health.Manners.Calls, stop);
        }
        return reply;
    }

    private PermitLease Lease(List<Permit> permits, int atMost) => new(gate, permits, atMost, runtime);

    /// <summary>
    /// Gives back those overdue permits whose calls are over: answered, given up, or of a session that has ended; of our own those that are not in
    /// hand. A call row that was written late, after its asker had had another answer and gone another way, stands open in the journal for good.
    /// </summary>
    private async Task ReleaseOverAsync(string provider, IReadOnlyList<OverduePermit> overdue, CancellationToken stop)
    {
        // Open calls are told however old they are; others don't matter here.
        var open = (await journal.TracesAsync(provider, runtime.Time.GetUtcNow(), stop)).Where(trace => trace.Open).ToList();
        bool MayBeCalling(Permit permit) =>
            permit.Session == session ? permits.Holds(permit) : open.Any(trace => MayStandBehind(trace, permit));
        var over = overdue.Where(late => !MayBeCalling(late.Permit)).ToList();
        if (over.Count > 0)
            await gate.ReleaseOverdueAsync(over, stop);
    }

    /// <summary>A call of a build that did not keep its permit may be on any of its session.</summary>
    private static bool MayStandBehind(CallTrace trace, Permit permit) =>
        trace.Session == permit.Session && (trace.Permit == permit.Id || trace.Permit == 0);
}
