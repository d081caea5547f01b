using Weft.Model;

namespace Weft.Graph.Timelines;

/// <summary>Events are a kind of their own: in no cast and in no list of ties.</summary>
internal static class EventsApart
{
    public static bool IsEvent(this ResolvedEntity entity) => entity.Type == EntityTypes.Event;

    /// <summary>Who and what the book knows, and what binds these.</summary>
    public static ResolvedBook WithoutEvents(this ResolvedBook book)
    {
        var events = book.Entities.Where(IsEvent).Select(entity => entity.Id).ToHashSet(StringComparer.Ordinal);
        return events.Count == 0
            ? book
            : new(
                [.. book.Entities.Where(entity => !events.Contains(entity.Id))],
                [.. book.Relations.Where(relation => !events.Contains(relation.Source) && !events.Contains(relation.Target))],
                [.. book.SameAs.Where(same => !events.Contains(same.Name) && !events.Contains(same.Other))]
            );
    }
}
