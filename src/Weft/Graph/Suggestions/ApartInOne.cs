using Weft.Graph.Resolution;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Graph.Suggestions;

/// <summary>Entities that may be two: a chapter ties two of its names, they have titles of a man and a woman, or two given names.</summary>
internal static class ApartInOne
{
    private static readonly string[] NoTies = [RelationTypes.CoOccurs, RelationTypes.Alias, RelationTypes.Distinct];

    public static IEnumerable<Suggestion> Of(ResolvedBook resolved, RawSums raw) =>
        Tied(resolved, raw).Concat(resolved.Entities.SelectMany(ByName));

    /// <summary>Names of one entity that a chapter ties as two are tied.</summary>
    private static IEnumerable<Suggestion> Tied(ResolvedBook resolved, RawSums raw)
    {
        var names = new EntityNames(resolved);
        foreach (var (tie, sum) in raw.Ties)
        {
            if (NoTies.Contains(tie.Type))
                continue;
            var (source, target) = (raw.Names[tie.Source], raw.Names[tie.Target]);
            if (names.Find(source.Key) is not { } entity || names.Find(target.Key)?.Id != entity.Id)
                continue;
            var (name, other) = Main(EntityNames.Written(entity), source.Form, target.Form);
            yield return new(
                0,
                DecisionKind.Split,
                name,
                other,
                SuggestionReasons.TiedToItself(sum.Counts.First, sum.Labels.Count > 0 ? ResolverName.Most(sum.Labels) : tie.Type),
                0.5 + Math.Min(0.3, 0.05 * sum.Count),
                [.. sum.Quotes.Take(2)]
            );
        }
    }

    private static IEnumerable<Suggestion> ByName(ResolvedEntity entity)
    {
        if (entity.Type != EntityTypes.Person)
            yield break;
        var all = entity.Aliases.Select(alias => alias.Name).Prepend(entity.Name).Select(NameParts.Of).ToList();
        for (var i = 0; i < all.Count; i++)
        for (var j = i + 1; j < all.Count; j++)
        {
            var (one, other) = (all[i], all[j]);
            if (one.Sex != ' ' && other.Sex != ' ' && one.Sex != other.Sex)
                yield return Split(one, other, SuggestionReasons.TwoTitles(one.Name, other.Name), 0.85);
            else if (one.IsFull && other.IsFull && one.Words[1] == other.Words[1] && Differ(one.Words[0], other.Words[0]))
                yield return Split(one, other, SuggestionReasons.TwoGivenNames(one.Name, other.Name), 0.55);
        }
    }

    /// <summary>Neither begins like the other: Lizzy and Elizabeth may be one, Tom and Thomas are likely to be.</summary>
    private static bool Differ(string one, string other) => one[0] != other[0];

    private static Suggestion Split(NameParts one, NameParts other, Reason why, double score) =>
        new(0, DecisionKind.Split, one.Name, other.Name, why, score, []);

    private static (string Name, string Other) Main(string main, string one, string other) =>
        NameFolding.Key(other) == NameFolding.Key(main) ? (other, one) : (one, other);
}
