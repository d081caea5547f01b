using Weft.Graph;
using Weft.Model;

namespace Weft.Application.Shapes;

/// <summary>A book's graph at a glance.</summary>
/// <param name="NamedTies">Ties whose kind the text names, those of pairs that are much together first.</param>
/// <param name="Ties">The heaviest ties of any kind.</param>
internal sealed record GraphShape(
    long Book,
    string Title,
    int Entities,
    int Relations,
    IReadOnlyList<EntityShape> Cast,
    IReadOnlyList<RelationShape> NamedTies,
    IReadOnlyList<RelationShape> Ties
)
{
    public static GraphShape Of(Book book, GraphSummary summary) =>
        new(
            book.Id.Value,
            book.Title,
            summary.Entities,
            summary.Relations,
            [.. summary.Cast.Select(EntityShape.Of)],
            [.. summary.Named.Select(RelationShape.Of)],
            [.. summary.Strongest.Select(RelationShape.Of)]
        );
}

internal sealed record EntityDetailsShape(
    EntityShape Entity,
    IReadOnlyList<RelationShape> Ties,
    IReadOnlyList<EntityQuote> Quotes
)
{
    public static EntityDetailsShape Of(EntityDetails details) =>
        new(EntityShape.Of(details.Entity), [.. details.Relations.Select(RelationShape.Of)], details.Quotes);
}

/// <param name="First">Number of the first chapter that names it.</param>
/// <param name="Last">Number of the last one.</param>
/// <param name="Traits">Description, title, role, occupation, trait: each with the first chapter that says so, and its quote.</param>
internal sealed record EntityShape(
    string Id,
    string Name,
    string Type,
    int Mentions,
    IReadOnlyList<EntityAlias> Aliases,
    int First,
    int Last,
    IReadOnlyList<EntityTrait> Traits
)
{
    public static EntityShape Of(ResolvedEntity entity) =>
        new(entity.Id, entity.Name, entity.Type, entity.Mentions, entity.Aliases, entity.First, entity.Last, entity.Traits);
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
