using Weft.Reasons;

namespace Weft.Dispatch;

/// <summary>
/// Where other programs order the start of a job: one mailbox per provider. Only a fleet has one; the seam keeps the server out of the
/// node's loops.
/// </summary>
public interface IMailbox
{
    /// <summary>The oldest item, which stays where it is; null where none came within <paramref name="atMost"/>.</summary>
    Task<string?> PeekAsync(string provider, TimeSpan atMost, CancellationToken cancel);

    /// <summary>Removes an item that the ledger has taken. Safe to repeat: at worst a duplicate goes too, which would have changed nothing.</summary>
    Task TakeAsync(string provider, string item, CancellationToken cancel);

    /// <summary>Moves an item that starts nothing to the list of rejects, with its reason, and counts it. Safe to repeat.</summary>
    Task RejectAsync(string provider, string item, Reason reason, CancellationToken cancel);
}
