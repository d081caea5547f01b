using Weft.Model;

namespace Weft.Ledger;

/// <summary>What happened, for people who look on. Written by the other contracts, in the transaction of the change; kept 30 days.</summary>
public interface IEvents
{
    /// <summary>Those that the filter asks for, the newest first, at most that many.</summary>
    Task<IReadOnlyList<LedgerEvent>> EventsAsync(EventFilter filter, int atMost, CancellationToken cancel);
}
