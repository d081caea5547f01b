using Weft.Application.Texts;
using Weft.Graph;
using Weft.Model;

namespace Weft.Application.Shapes;

/// <summary>A book's graph at a glance.</summary>
/// <param name="Entities">How many there are beside the events.</param>
/// <param name="Events">They stand in no cast and in no list of ties: the timeline has them.</param>
/// <param name="Cast">The most important first.</param>
/// <param name="Communities">All of them, each with its most important members.</param>
/// <param name="NamedTies">Ties whose kind the text names, those of pairs that are much together first.</param>
/// <param name="Ties">The heaviest ties of any kind.</param>
internal sealed record GraphShape(
    long Book,
    string Title,
    int Entities,
    int Relations,
    int Events,
    IReadOnlyList<EntityShape> Cast,
    IReadOnlyList<CommunityShape> Communities,
    IReadOnlyList<RelationShape> NamedTies,
    IReadOnlyList<RelationShape> Ties
)
{
    private const int MembersAtAGlance = 12;

    public static GraphShape Of(Book book, GraphSummary summary) =>
        new(
            book.Id.Value,
            book.Title,
            summary.Entities,
            summary.Relations,
            summary.Events,
            [
                .. summary.Cast.Select(entity =>
                    EntityShape.Of(
                        entity,
                        summary.Structure.ImportanceOf(entity.Id),
                        summary.Structure.CommunityOf(entity.Id)?.Number
                    )
                ),
            ],
            [.. summary.Communities.Select(community => CommunityShape.Of(community, MembersAtAGlance))],
            [.. summary.Named.Select(RelationShape.Of)],
            [.. summary.Strongest.Select(RelationShape.Of)]
        );
}

/// <param name="Description">One sentence from <paramref name="Statements"/> and the community.</param>
/// <param name="Statements">What the chapters state, each with chapter and quote.</param>
internal sealed record EntityDetailsShape(
    EntityShape Entity,
    string Description,
    IReadOnlyList<StatementShape> Statements,
    IReadOnlyList<RelationShape> Ties,
    IReadOnlyList<EntityQuote> Quotes
)
{
    public static EntityDetailsShape Of(EntityDetails details, Phrases phrases) =>
        new(
            EntityShape.Of(details.Entity, details.Importance, details.Community?.Number),
            DescriptionText.Of(details, phrases),
            [.. details.Description.Select(statement => StatementShape.Of(statement, phrases))],
            [.. details.Relations.Select(RelationShape.Of)],
            details.Quotes
        );
}

/// <param name="Importance">0 to 1: mentions, chapters and ties together.</param>
/// <param name="Community">Its number; null where it is in none.</param>
/// <param name="First">Number of the first chapter that names it.</param>
/// <param name="Last">Number of the last one.</param>
/// <param name="Traits">Description, title, role, occupation, trait: each with the first chapter that says so, and its quote.</param>
internal sealed record EntityShape(
    string Id,
    string Name,
    string Type,
    int Mentions,
    double Importance,
    int? Community,
    IReadOnlyList<EntityAlias> Aliases,
    int First,
    int Last,
    IReadOnlyList<EntityTrait> Traits
)
{
    public static EntityShape Of(ResolvedEntity entity, double importance, int? community) =>
        new(
            entity.Id,
            entity.Name,
            entity.Type,
            entity.Mentions,
            importance,
            community,
            entity.Aliases,
            entity.First,
            entity.Last,
            entity.Traits
        );
}

/// <summary>Members of the cast that have more to do with each other than with others.</summary>
/// <param name="Number">From 1, the most important first; another one may have it once the book's graph changes.</param>
/// <param name="Name">Display name of its head, the most important member.</param>
/// <param name="Size">How many members it has.</param>
/// <param name="Members">The most important first.</param>
internal sealed record CommunityShape(int Number, string Name, string Head, int Size, IReadOnlyList<EntityRow> Members)
{
    public static CommunityShape Of(NamedCommunity community, int atMost) =>
        new(
            community.Number,
            community.Head.Name,
            community.Head.Id,
            community.Members.Count,
            [.. community.Members.Take(atMost).Select(Row)]
        );

    private static EntityRow Row(ResolvedEntity entity) =>
        new(entity.Id, entity.Name, entity.Type, entity.Mentions, entity.First, entity.Last);
}

/// <param name="Source">Display name of one end.</param>
/// <param name="Target">Display name of the other.</param>
/// <param name="Mutual">It goes both ways: neither end comes first.</param>
internal sealed record RelationShape(
    string Source,
    string Target,
    string Type,
    string Label,
    double Weight,
    int Count,
    IReadOnlyList<int> Chapters,
    bool Mutual
)
{
    public static RelationShape Of(NamedRelation named) =>
        new(
            named.Source,
            named.Target,
            named.Relation.Type,
            named.Relation.Label,
            named.Relation.Weight,
            named.Relation.Count,
            named.Relation.Chapters,
            named.Relation.GoesBothWays
        );
}

/// <param name="Missing">Numbers of chapters that could not be woven again.</param>
internal sealed record RebuiltGraphShape(long Book, int Chapters, IReadOnlyList<int> Missing, string? Hash)
{
    public static RebuiltGraphShape Of(RebuiltGraph rebuilt) =>
        new(rebuilt.Book.Id.Value, rebuilt.Chapters, rebuilt.Missing, rebuilt.Hash);
}
