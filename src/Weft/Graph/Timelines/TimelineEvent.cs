using Weft.Model;

namespace Weft.Graph.Timelines;

/// <summary>Somebody or something of the graph, as an event names it.</summary>
/// <param name="Id">The entity's.</param>
/// <param name="Name">As the graph shows it.</param>
internal sealed record EventPart(string Id, string Name, string Type);

/// <summary>A sentence that names the event.</summary>
/// <param name="Position">Of the part that holds the quote.</param>
/// <param name="Chapter">Its number.</param>
/// <param name="Offset">Where the quote starts in that part's text, in UTF-16 units.</param>
internal sealed record EventQuote(int Position, int Chapter, string Title, string Quote, int Offset, string Provider);

/// <summary>
/// What happens in a book. A death and a birth happen once and stand where they are named first, with all their quotes; the other kinds may
/// happen again, and stand in each chapter that names them.
/// </summary>
/// <param name="Id">The event's entity; two rows of one that happens again have the same.</param>
/// <param name="Summary">In a few words.</param>
/// <param name="Place">Null where none is named.</param>
/// <param name="Quotes">At least one, in the order of the book.</param>
internal sealed record TimelineEvent(
    string Id,
    StoryEventKind Kind,
    string Summary,
    IReadOnlyList<EventPart> Participants,
    EventPart? Place,
    IReadOnlyList<EventQuote> Quotes
)
{
    public EventQuote First => Quotes[0];

    public int Chapter => First.Chapter;
}
