using Weft.Graph;

namespace Weft.Application.Shapes;

/// <summary>All that binds two entities, with every quote.</summary>
internal sealed record TieShape(
    EntityRow Source,
    EntityRow Target,
    IReadOnlyList<RelationShape> Ties,
    IReadOnlyList<TieQuote> Quotes
)
{
    public static TieShape Of(TieDetails details)
    {
        var names = new Dictionary<string, string>
        {
            [details.Source.Id] = details.Source.Name,
            [details.Target.Id] = details.Target.Name,
        };
        return new(
            details.Source,
            details.Target,
            [.. details.Relations.Select(relation => RelationShape.Of(NamedRelation.Of(relation, names)))],
            details.Quotes
        );
    }
}

/// <summary>A way through the graph.</summary>
/// <param name="Steps">One less than there are entities; null where nothing leads there.</param>
internal sealed record PathShape(int? Steps, IReadOnlyList<EntityRow> Entities)
{
    public static PathShape Of(IReadOnlyList<EntityRow> entities) =>
        new(entities.Count == 0 ? null : entities.Count - 1, entities);
}
