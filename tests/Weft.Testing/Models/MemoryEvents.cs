using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>Events of the model; those that are outdated are left out when they are read.</summary>
internal sealed class MemoryEvents(MemoryState state) : IEvents
{
    public Task<IReadOnlyList<LedgerEvent>> EventsAsync(long? before, int atMost, CancellationToken cancel) =>
        MemoryState.Listed(state.Events.Where(seen => before is null || seen.Number < before).Reverse().Take(atMost));
}
