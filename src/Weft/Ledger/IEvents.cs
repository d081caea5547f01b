using Weft.Model;

namespace Weft.Ledger;

/// <summary>What happened, for people who look on. Written by the other contracts, in the transaction of the change; kept 30 days.</summary>
public interface IEvents
{
    /// <summary>The newest first, at most that many; those before event <paramref name="before"/>, or the newest of all.</summary>
    Task<IReadOnlyList<LedgerEvent>> EventsAsync(long? before, int atMost, CancellationToken cancel);
}
