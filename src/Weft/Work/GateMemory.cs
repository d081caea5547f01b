using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Work;

/// <summary>Tells the gate what only the journal knows: which calls left lately, and which may still be in the air.</summary>
/// <param name="session">Our own: of its permits this process knows better than the journal which are in hand.</param>
internal sealed class GateMemory(IGate gate, IJournal journal, SessionId session, TimeProvider time)
{
    /// <summary>The gate keeps a minute's window 1.5 s longer than the provider does; the rest is for this question's own way.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(62);

    /// <summary>After <see cref="PermitReply.Unseeded"/>.</summary>
    public async Task SeedAsync(string provider, CancellationToken cancel) =>
        await gate.SeedAsync(provider, await journal.TracesAsync(provider, time.GetUtcNow() - Window, cancel), cancel);

    /// <summary>
    /// Gives back those overdue permits whose calls are over: answered, given up, or of a session that has ended; of our own those that are not in
    /// hand. A call row that was written late, after its asker had had another answer and gone another way, stands open in the journal for good.
    /// </summary>
    public async Task ReleaseOverAsync(
        string provider,
        IReadOnlyList<OverduePermit> overdue,
        Func<Permit, bool> isInHand,
        CancellationToken cancel
    )
    {
        // Open calls are told however old they are; others don't matter here.
        var open = (await journal.TracesAsync(provider, time.GetUtcNow(), cancel)).Where(trace => trace.Open).ToList();
        bool MayBeCalling(Permit permit) =>
            permit.Session == session ? isInHand(permit) : open.Any(trace => MayStandBehind(trace, permit));
        var over = overdue.Where(late => !MayBeCalling(late.Permit)).ToList();
        if (over.Count > 0)
            await gate.ReleaseOverdueAsync(over, cancel);
    }

    /// <summary>A call of a build that did not keep its permit may be on any of its session.</summary>
    private static bool MayStandBehind(CallTrace trace, Permit permit) =>
        trace.Session == permit.Session && (trace.Permit == permit.Id || trace.Permit == 0);
}
