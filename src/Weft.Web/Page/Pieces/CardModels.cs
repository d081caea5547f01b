using Weft.Application;
using Weft.Graph;
using Weft.Web.Page.Readings;

namespace Weft.Web.Page.Pieces;

/// <summary>A quote with the way to its sentence.</summary>
public sealed record QuoteLine(
    int Chapter,
    int Position,
    string Title,
    string Type,
    string Label,
    string Quote,
    int Offset,
    string Provider
);

/// <summary>One neighbour of an entity.</summary>
/// <param name="IsSource">The card's entity is the tie's source.</param>
public sealed record NeighbourLine(string Id, string Name, ResolvedRelation Tie, bool IsSource);

/// <summary>What an entity's card shows.</summary>
public sealed class EntityCardModel
{
    internal EntityCardModel(EntityDetails details, GraphReading graph)
    {
        (Entity, Details, Why) = (details.Entity, details, graph.Why?.Reasons);
        Community = details.Community?.Number;
        Head = details.Community?.Head.Name ?? "";
        Ties =
        [
            .. details.Relations.Select(named =>
            {
                var isSource = named.Relation.Source == details.Entity.Id;
                return new NeighbourLine(
                    isSource ? named.Relation.Target : named.Relation.Source,
                    isSource ? named.Target : named.Source,
                    named.Relation,
                    isSource
                );
            }),
        ];
        Quotes =
        [
            .. details.Quotes.Select(quote => new QuoteLine(
                quote.Chapter,
                graph.PositionOf(quote.Chapter),
                quote.Title,
                "",
                quote.Name,
                quote.Quote,
                quote.Offset,
                quote.Provider
            )),
        ];
        Chapters = Math.Max(1, graph.Book.Chapters);
        _positionOf = graph.PositionOf;
    }

    private readonly Func<int, int> _positionOf;

    /// <summary>The sentence that shows it.</summary>
    public QuoteLine LineOf(EntityTrait trait) =>
        new(trait.Chapter, _positionOf(trait.Chapter), "", "", "", trait.Quote, trait.Offset, "");

    /// <summary>Words of a chapter, whose place in its text is not known.</summary>
    public QuoteLine LineOf(int chapter, string quote) => new(chapter, _positionOf(chapter), "", "", "", quote, 0, "");

    internal EntityDetails Details { get; }

    /// <summary>Null where nobody asked.</summary>
    internal IReadOnlyList<EntityReason>? Why { get; }

    /// <summary>Its number; null where it is in none.</summary>
    public int? Community { get; }

    /// <summary>Whom the community is called after.</summary>
    public string Head { get; }

    public ResolvedEntity Entity { get; }
    public IReadOnlyList<NeighbourLine> Ties { get; }
    public IReadOnlyList<QuoteLine> Quotes { get; }
    public int Chapters { get; }
}

/// <summary>What a tie's card shows.</summary>
public sealed class TieCardModel
{
    internal TieCardModel(TieDetails tie)
    {
        (Source, Target, Relations) = (tie.Source, tie.Target, tie.Relations);
        Quotes =
        [
            .. tie.Quotes.Select(quote => new QuoteLine(
                quote.Chapter,
                quote.Position,
                quote.Title,
                quote.Type,
                quote.Label,
                quote.Quote,
                quote.Offset,
                quote.Provider
            )),
        ];
    }

    public EntityRow Source { get; }
    public EntityRow Target { get; }
    public IReadOnlyList<ResolvedRelation> Relations { get; }
    public IReadOnlyList<QuoteLine> Quotes { get; }
}
