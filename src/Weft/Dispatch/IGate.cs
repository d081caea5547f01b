using Weft.Model;

namespace Weft.Dispatch;

/// <summary>The right to one call at once of a provider.</summary>
public readonly record struct Permit(string Provider, SessionId Session, long Id);

/// <summary>
/// A permit past the deadline of the last call that was granted on it. The call may be in the air all the same: a stopped process does not hang
/// up. Only the journal tells, which has the call's row open as long as its session stands and has not closed it.
/// </summary>
/// <param name="Deadline">That deadline by the gate's own clock, in units of its own; a grant since then has another.</param>
public readonly record struct OverduePermit(Permit Permit, long Deadline);

/// <summary>What came of asking for permits.</summary>
public abstract record PermitReply
{
    /// <summary>At least one.</summary>
    public sealed record Taken(IReadOnlyList<Permit> Permits) : PermitReply;

    /// <summary>
    /// All are out: wait for one to come free (or the short wait). Overdue ones are given back by whoever sees in the journal that no call
    /// stands behind them any more.
    /// </summary>
    public sealed record AllOut(IReadOnlyList<OverduePermit> Overdue) : PermitReply;

    /// <summary>
    /// The gate has lost its memory of this provider, and every grant of before has lapsed by the time of this reply (it comes up to 1 s
    /// late for that): read the journal now, not earlier, and seed it.
    /// </summary>
    /// <param name="Loss">Which loss of its memory this is: a seed read for an earlier one lacks the calls that left since.</param>
    public sealed record Unseeded(string Loss) : PermitReply;
}

/// <summary>What came of asking for a grant.</summary>
public abstract record GrantReply
{
    /// <summary>Good until <paramref name="Until"/> (1 s), checked just before sending.</summary>
    public sealed record Granted(long Id, DateTimeOffset Until) : GrantReply;

    /// <summary>The windows are full: ask again after this. The place in line and the permit are kept until 1 s later.</summary>
    public sealed record Wait(TimeSpan For) : GrantReply;

    /// <summary>The gate does not know the permit any more (freed, or memory lost): give the run back or take a new one.</summary>
    public sealed record UnknownPermit : GrantReply;

    /// <summary>More tokens than a whole window holds: it can never be granted.</summary>
    public sealed record NeverFits : GrantReply;
}

/// <summary>
/// Keeps each provider's limits over the whole fleet: permits for calls at once, grants for requests and tokens per minute. Windows
/// are kept 1.5 s longer than the provider's, so that no sliding window ever goes over. How many calls at once are borne where none are told, or fewer
/// than are told, is found out. All of it can be lost and is seeded from the ledger.
/// </summary>
public interface IGate
{
    /// <summary>
    /// Takes up to that many permits. A permit is held until released or freed. One that no call was granted on makes room for another after
    /// <paramref name="deadline"/>, when all are out; one that a call was granted on becomes overdue after the call's deadline.
    /// </summary>
    Task<PermitReply> TakeAsync(
        string provider,
        ProviderLimits limits,
        SessionId session,
        int upTo,
        DateTimeOffset deadline,
        CancellationToken cancel
    );

    /// <summary>Gives permits back. Unknown ones are passed over. Safe to repeat.</summary>
    Task ReleaseAsync(IReadOnlyList<Permit> permits, CancellationToken cancel);

    /// <summary>
    /// Gives back overdue permits that no open call of the journal stands behind. Passes over those that have had a grant since. Safe to repeat.
    /// </summary>
    Task ReleaseOverdueAsync(IReadOnlyList<OverduePermit> permits, CancellationToken cancel);

    /// <summary>
    /// Asks for the right to send one call of that many tokens now, first come first served. A grant goes only to a permit that the gate
    /// knows. <paramref name="deadline"/>: of the call; the permit's is moved up to it.
    /// </summary>
    Task<GrantReply> GrantAsync(
        Permit permit,
        ProviderLimits limits,
        long tokens,
        DateTimeOffset deadline,
        CancellationToken cancel
    );

    /// <summary>
    /// The call has ended: what was reserved beyond its tokens is given back, what went beyond counts too, and what it says of the calls at once is
    /// learnt. Safe to repeat.
    /// </summary>
    Task<CallsFound> SettleAsync(Permit permit, ProviderLimits limits, long grant, CallEnd end, CancellationToken cancel);

    /// <summary>
    /// Fills an unseeded gate from the journal, as read after <see cref="PermitReply.Unseeded"/>: what an old grant sent later would be
    /// missing in it. No effect on one that is seeded, that has lost its memory again since <paramref name="loss"/>, or while a grant of before
    /// may stand. Open calls become permits of their sessions.
    /// </summary>
    /// <param name="known">What the ledger keeps of the calls at once; null = nothing.</param>
    Task SeedAsync(string provider, string loss, IReadOnlyList<CallTrace> traces, CallsKnown? known, CancellationToken cancel);

    /// <summary>Frees all permits of a session that has ended.</summary>
    Task FreeAsync(SessionId session, CancellationToken cancel);

    /// <summary>Returns when a permit of the provider may have come free, or after <paramref name="atMost"/>.</summary>
    Task WaitForPermitAsync(string provider, TimeSpan atMost, CancellationToken cancel);
}
