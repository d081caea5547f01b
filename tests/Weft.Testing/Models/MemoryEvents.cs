using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>Events of the model; those that are outdated are left out when they are read.</summary>
internal sealed class MemoryEvents(MemoryState state) : IEvents
{
    public Task<IReadOnlyList<LedgerEvent>> EventsAsync(EventFilter filter, int atMost, CancellationToken cancel) =>
        MemoryState.Listed(state.Events.Where(seen => IsAsked(seen, filter)).Reverse().Take(atMost));

    private bool IsAsked(LedgerEvent seen, EventFilter filter) =>
        (filter.Before is null || seen.Number < filter.Before)
        && (filter.From is null || seen.At >= filter.From)
        && (filter.Until is null || seen.At < filter.Until)
        && (filter.Kinds.Count == 0 || filter.Kinds.Contains(seen.Kind))
        && (filter.Job is null || seen.Job == filter.Job)
        && (filter.Provider is null || seen.Provider == filter.Provider)
        && (filter.Session is null || seen.Session == filter.Session)
        && (filter.Node is null || NodeOf(seen) == filter.Node);

    private string? NodeOf(LedgerEvent seen) => seen.Session is { } session ? state.Sessions[session.Value].Node : null;
}
