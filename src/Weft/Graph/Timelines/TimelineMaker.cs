using Weft.Model;

namespace Weft.Graph.Timelines;

/// <summary>
/// Gathers a book's events from its raw chapters, in the words of the resolved layer: what people renamed, retyped or hid is heard. A pure
/// function; chapters are given in their order, and of each its events alone are held.
/// </summary>
/// <param name="resolved">Of the whole book.</param>
/// <param name="upTo">As a reader knows it after this chapter; null = all.</param>
internal sealed class TimelineMaker
{
    private readonly Dictionary<string, ResolvedEntity> _entities = new(StringComparer.Ordinal);
    private readonly int? _upTo;
    private readonly List<Named> _named = [];

    /// <summary>One chapter's word of an event.</summary>
    private sealed record Named(ResolvedEntity Event, string Summary, EventQuote Quote, IReadOnlyList<Relation> Ties);

    public TimelineMaker(ResolvedBook resolved, int? upTo)
    {
        _upTo = upTo;
        foreach (var entity in resolved.Entities)
            if (entity.At(upTo) is { } known)
            {
                _entities[entity.Id] = known;
                foreach (var alias in entity.Aliases)
                    _entities.TryAdd(NameFolding.Key(alias.Name), known);
            }
    }

    public void Add(RawChapter raw)
    {
        if (raw.Chapter.Number > _upTo)
            return;
        foreach (var mention in raw.Facts.Mentions)
        {
            if (mention.Type != EntityTypes.Event || Find(mention.Name) is not { } happening || !happening.IsEvent())
                continue;
            var quote = new EventQuote(
                raw.Chapter.Position,
                raw.Chapter.Number,
                raw.Chapter.Title,
                mention.Quote,
                mention.Offset,
                raw.Provider
            );
            var ties = raw.Facts.Relations.Where(relation => relation.Source == mention.Name || relation.Target == mention.Name);
            _named.Add(new(happening, mention.Name, quote, [.. ties]));
        }
    }

    /// <summary>In the order of the book.</summary>
    public IReadOnlyList<TimelineEvent> Make() =>
        [
            .. _named
                .Select(named => (Named: named, Kind: StoryEventKinds.Of(named.Summary)))
                .GroupBy(row => (row.Named.Event.Id, Position: IsOnce(row.Kind) ? 0 : row.Named.Quote.Position))
                .Select(same => Event(same.First().Kind, [.. same.Select(row => row.Named)]))
                .OrderBy(happening => happening.First.Position)
                .ThenBy(happening => happening.First.Offset)
                .ThenBy(happening => happening.Id, StringComparer.Ordinal),
        ];

    private static bool IsOnce(StoryEventKind kind) => kind is StoryEventKind.Death or StoryEventKind.Birth;

    private TimelineEvent Event(StoryEventKind kind, IReadOnlyList<Named> same)
    {
        var happening = same[0].Event;
        var ends = same.SelectMany(named => named.Ties.Select(tie => (tie.Type, Part: PartOf(tie, happening)))).ToList();
        var place = ends.FirstOrDefault(end => end is { Type: StoryEvents.TakesPlaceIn, Part: not null }).Part;
        var participants = ends.Where(end => end.Type != StoryEvents.TakesPlaceIn)
            .Select(end => end.Part)
            .OfType<EventPart>()
            .DistinctBy(part => part.Id);
        return new(
            happening.Id,
            kind,
            happening.Name,
            [.. participants],
            place,
            [.. same.Select(named => named.Quote).OrderBy(quote => quote.Position).ThenBy(quote => quote.Offset).Distinct()]
        );
    }

    private EventPart? PartOf(Relation tie, ResolvedEntity happening)
    {
        var other = Find(tie.Source)?.Id == happening.Id ? tie.Target : tie.Source;
        return Find(other) is { } entity && !entity.IsEvent() ? new(entity.Id, entity.Name, entity.Type) : null;
    }

    private ResolvedEntity? Find(string name) => _entities.GetValueOrDefault(NameFolding.Key(name));
}
