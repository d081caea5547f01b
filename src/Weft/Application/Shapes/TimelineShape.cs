using Weft.Application.Texts;
using Weft.Graph;
using Weft.Graph.Timelines;

namespace Weft.Application.Shapes;

/// <summary>What happens in a book, chapter by chapter, and who is on stage.</summary>
/// <param name="Total">How many events the filters leave, on all pages.</param>
/// <param name="Kinds">How many events of each kind there are beside the filter of kinds.</param>
/// <param name="Events">In the order of the book.</param>
/// <param name="Stage">The most important people with the chapters that mention them.</param>
/// <param name="Next">Where the next events begin, as <c>cursor</c> takes it; null = these are the last.</param>
internal sealed record TimelineShape(
    long Book,
    string Title,
    int Total,
    IReadOnlyDictionary<string, int> Kinds,
    IReadOnlyList<TimelineEventShape> Events,
    IReadOnlyList<StageShape> Stage,
    string? Next
)
{
    /// <param name="events">Those of the page.</param>
    public static TimelineShape Of(Model.Book book, Timeline timeline, IReadOnlyList<TimelineEventShape> events, string? next) =>
        new(
            book.Id.Value,
            book.Title,
            timeline.Events.Count,
            timeline.Kinds.ToDictionary(kind => Glossary.Word(kind.Key), kind => kind.Value),
            events,
            [.. timeline.Stage.Select(StageShape.Of)],
            next
        );
}

/// <summary>An event.</summary>
/// <param name="Id">The event's entity.</param>
/// <param name="Kind">battle, death, birth, marriage, oath, journey or other.</param>
/// <param name="Chapter">Number of the chapter where it stands.</param>
/// <param name="Place">Null where none is named.</param>
/// <param name="Quotes">The sentences that name it, in the order of the book.</param>
internal sealed record TimelineEventShape(
    string Id,
    string Kind,
    string Summary,
    int Chapter,
    IReadOnlyList<EventPart> Participants,
    EventPart? Place,
    IReadOnlyList<EventQuote> Quotes
)
{
    public static TimelineEventShape Of(TimelineEvent happening) =>
        new(
            happening.Id,
            Glossary.Word(happening.Kind),
            happening.Summary,
            happening.Chapter,
            happening.Participants,
            happening.Place,
            happening.Quotes
        );
}

/// <summary>Somebody of the cast.</summary>
/// <param name="Chapters">Numbers of the chapters that mention it, rising.</param>
/// <param name="Counts">Mentions in each of these, in the same order.</param>
internal sealed record StageShape(string Id, string Name, int Mentions, IReadOnlyList<int> Chapters, IReadOnlyList<int> Counts)
{
    public static StageShape Of(ResolvedEntity entity) =>
        new(entity.Id, entity.Name, entity.Mentions, entity.Chapters, entity.Counts);
}
