using Weft.Application.Texts;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>An event with what names its subject to people.</summary>
/// <param name="Session">Null where the event is not of a session.</param>
internal sealed record EventView(LedgerEvent Event, Session? Session);

/// <summary>What happened in the last 30 days.</summary>
internal sealed class EventQueries(ILedger ledger)
{
    /// <summary>Kinds by their words; none of another word is known.</summary>
    /// <param name="words">None = every kind.</param>
    public static IReadOnlyList<EventKind> KindsOf(IReadOnlyCollection<string> words) =>
        words.Count == 0
            ? EventFilter.All.Kinds
            : [.. Enum.GetValues<EventKind>().Where(kind => words.Contains(Glossary.Word(kind)))];

    /// <summary>The newest event's number; null = nothing has happened yet.</summary>
    public async Task<long?> NewestAsync(CancellationToken cancel) =>
        await ledger.Events.EventsAsync(EventFilter.All, 1, cancel) is [var newest] ? newest.Number : null;

    /// <summary>How many the filter asks for, counted up to a bound.</summary>
    public async Task<int> CountAsync(EventFilter filter, int atMost, CancellationToken cancel) =>
        (await ledger.Events.EventsAsync(filter, atMost, cancel)).Count;

    /// <summary>Those that the filter asks for, the newest first.</summary>
    public async Task<IReadOnlyList<EventView>> ListAsync(EventFilter filter, int atMost, CancellationToken cancel)
    {
        var events = await ledger.Events.EventsAsync(filter, atMost, cancel);
        var sessions = new Dictionary<SessionId, Session?>();
        foreach (var id in events.Select(seen => seen.Session).OfType<SessionId>().Distinct())
            sessions[id] = await ledger.Sessions.FindSessionAsync(id, cancel);
        return [.. events.Select(seen => new EventView(seen, seen.Session is { } id ? sessions[id] : null))];
    }
}
