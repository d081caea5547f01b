using Weft.Graph;
using Weft.Model;

namespace Weft.Application;

/// <summary>One statement about an entity, with the words of the chapter that make it.</summary>
/// <param name="Kind">A kind of trait or of tie.</param>
/// <param name="Text">Of a trait: what is said; of a tie: the name of the other.</param>
/// <param name="IsTie">It is a tie.</param>
/// <param name="IsSource">Of a tie: the entity is its source, or it goes both ways.</param>
internal sealed record EntityStatement(string Kind, string Text, bool IsTie, bool IsSource, int Chapter, string Quote);

/// <summary>A short description of an entity from what the chapters state, nothing else: what models say of it, and its ties by blood, marriage, oath and office.</summary>
internal static class EntityDescription
{
    private const int MostTies = 3;
    private const int MostTraits = 2;
    private static readonly string[] Groups = ["kin", "wed", "oath", "lord", "teach"];

    /// <param name="relations">The entity's, those that matter most first.</param>
    public static IReadOnlyList<EntityStatement> Of(ResolvedEntity entity, IEnumerable<NamedRelation> relations) =>
        [
            .. entity
                .Traits.Take(MostTraits)
                .Select(trait => new EntityStatement(trait.Kind, trait.Text, false, true, trait.Chapter, trait.Quote)),
            .. relations
                .Where(named => Groups.Contains(TieKinds.Find(named.Relation.Type)?.Group) && named.Relation.Quotes.Count > 0)
                .Where(named => IsSource(entity, named.Relation) || TieKinds.ReverseOf(named.Relation.Type) is not null)
                .Take(MostTies)
                .Select(named => new EntityStatement(
                    named.Relation.Type,
                    named.Relation.Source == entity.Id ? named.Target : named.Source,
                    true,
                    IsSource(entity, named.Relation),
                    named.Relation.Quotes[0].Chapter,
                    named.Relation.Quotes[0].Quote
                )),
        ];

    private static bool IsSource(ResolvedEntity entity, ResolvedRelation relation) =>
        relation.GoesBothWays || relation.Source == entity.Id;
}
