using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>What the chapters say of entities: the same said again is one, with the quote of the first chapter that says so.</summary>
internal static class ResolverTraits
{
    private const int MostOfAKind = 8;

    /// <summary>The traits of an entity, by its id.</summary>
    public static Func<string, IReadOnlyList<EntityTrait>> Make(RawSums raw, ResolverNames names, Func<int, string?> entityOf)
    {
        var byEntity = raw
            .Traits.Select(said => (Entity: EntityOf(said.Name), said.Trait))
            .Where(said => said.Entity is not null)
            .ToLookup(said => said.Entity!, said => said.Trait);
        return entity => byEntity.Contains(entity) ? [.. OneEach([.. byEntity[entity]])] : [];

        string? EntityOf(int number) => names.IndexOf(number) is >= 0 and var index ? entityOf(index) : null;
    }

    /// <summary>Of a kind those that are said most often, then in the order of the book.</summary>
    private static IEnumerable<EntityTrait> OneEach(IReadOnlyList<EntityTrait> said) =>
        said.GroupBy(trait => trait.Kind)
            .OrderBy(kind => Rank(kind.Key))
            .ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .SelectMany(kind =>
                kind.GroupBy(trait => NameFolding.Key(trait.Text))
                    .OrderByDescending(same => same.Count())
                    .ThenBy(First, InOrder)
                    .Take(MostOfAKind)
                    .Select(First)
                    .Order(InOrder)
            );

    private static EntityTrait First(IEnumerable<EntityTrait> same) => same.Min(InOrder)!;

    private static readonly Comparer<EntityTrait> InOrder = Comparer<EntityTrait>.Create(
        (one, other) =>
        {
            var order = one.Chapter.CompareTo(other.Chapter);
            order = order != 0 ? order : one.Offset.CompareTo(other.Offset);
            order = order != 0 ? order : string.CompareOrdinal(one.Text, other.Text);
            return order != 0 ? order : string.CompareOrdinal(one.Quote, other.Quote);
        }
    );

    private static int Rank(string kind)
    {
        var at = TraitKinds.All.ToList().IndexOf(kind);
        return at < 0 ? TraitKinds.All.Count : at;
    }
}
