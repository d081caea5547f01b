using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>An event with what names its subject to people.</summary>
/// <param name="Session">Null where the event is not of a session.</param>
internal sealed record EventView(LedgerEvent Event, Session? Session);

/// <summary>What happened in the last 30 days.</summary>
internal sealed class EventQueries(ILedger ledger)
{
    /// <summary>The newest first; those before event <paramref name="before"/>, or the newest of all.</summary>
    public async Task<IReadOnlyList<EventView>> ListAsync(long? before, int atMost, CancellationToken cancel)
    {
        var events = await ledger.Events.EventsAsync(before, atMost, cancel);
        var sessions = new Dictionary<SessionId, Session?>();
        foreach (var id in events.Select(seen => seen.Session).OfType<SessionId>().Distinct())
            sessions[id] = await ledger.Sessions.FindSessionAsync(id, cancel);
        return [.. events.Select(seen => new EventView(seen, seen.Session is { } id ? sessions[id] : null))];
    }
}
