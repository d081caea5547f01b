using System.Runtime.CompilerServices;
using Weft.Graph.Timelines;
using Weft.Model;

namespace Weft.Graph.Communities;

/// <summary>
/// Who matters in a book and who belongs together, from its resolved layer alone: a pure function of it, whatever order its parts stand in.
/// </summary>
/// <remarks>
/// Importance = (mentions² · chapters · rank)^¼, each as a share of the largest one; rank is the PageRank over all ties. Communities are
/// those of people and organisations (<see cref="Leiden"/>), by how often two stand together and <see cref="SaidWeighs"/> times as much
/// by what is said of them; ties between foes bind nobody. What has fewer than three members is no community.
/// </remarks>
internal sealed class CastStructure
{
    /// <summary>What a sentence says of two weighs as much as so many meetings.</summary>
    private const int SaidWeighs = 4;
    private const int Fewest = 3;
    private const int Decimals = 4;
    private const string Foes = "foe";

    private static readonly ConditionalWeakTable<ResolvedBook, CastStructure> Made = [];

    public static readonly CastStructure Empty = Of(ResolvedBook.Empty);

    private readonly Dictionary<string, double> _importance;
    private readonly Dictionary<string, Community> _communities;

    private CastStructure(ResolvedBook book)
    {
        var ids = book.Entities.Select(entity => entity.Id).Order(StringComparer.Ordinal).ToList();
        _importance = Importance(book, ids);
        Communities = Group(book, ids);
        _communities = Communities
            .SelectMany(community => community.Members, (community, member) => (community, member))
            .ToDictionary(pair => pair.member, pair => pair.community, StringComparer.Ordinal);
    }

    /// <summary>Made once for each resolved layer; its events are no cast.</summary>
    public static CastStructure Of(ResolvedBook book) => Made.GetValue(book, one => new(one.WithoutEvents()));

    public IReadOnlyList<Community> Communities { get; }

    /// <summary>0 to 1, to four decimals; 0 for an id that is not there.</summary>
    public double ImportanceOf(string entity) => _importance.GetValueOrDefault(entity);

    /// <summary>Null for what is in none.</summary>
    public Community? CommunityOf(string entity) => _communities.GetValueOrDefault(entity);

    /// <summary>The most important first; of equals those with more mentions, then by id.</summary>
    public IEnumerable<ResolvedEntity> InOrder(IEnumerable<ResolvedEntity> entities) =>
        entities
            .OrderByDescending(entity => ImportanceOf(entity.Id))
            .ThenByDescending(entity => entity.Mentions)
            .ThenBy(entity => entity.Id, StringComparer.Ordinal);

    private static Dictionary<string, double> Importance(ResolvedBook book, List<string> ids)
    {
        var ranks = PageRank.Of(Network(ids, book.Relations, Weight));
        var rankOf = ids.Zip(ranks).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        double most = Most(book.Entities.Select(entity => (double)entity.Mentions));
        double widest = Most(book.Entities.Select(entity => (double)entity.Chapters.Count));
        double highest = Most(ranks);
        return book.Entities.ToDictionary(entity => entity.Id, Of, StringComparer.Ordinal);

        double Of(ResolvedEntity entity)
        {
            var (named, spread, bound) = (entity.Mentions / most, entity.Chapters.Count / widest, rankOf[entity.Id] / highest);
            return Math.Round(Math.Sqrt(Math.Sqrt(named * named * spread * bound)), Decimals);
        }
    }

    private List<Community> Group(ResolvedBook book, List<string> ids)
    {
        var grouped = book
            .Entities.Where(entity => entity.Type is EntityTypes.Person or EntityTypes.Organisation)
            .Select(entity => entity.Id)
            .ToHashSet(StringComparer.Ordinal);
        ids = [.. ids.Where(grouped.Contains)];
        var parts = Leiden.Partition(Network(ids, book.Relations, Binding));
        return
        [
            .. ids.Zip(parts)
                .GroupBy(pair => pair.Second, pair => pair.First)
                .Where(part => part.Count() >= Fewest)
                .Select(part => part.OrderByDescending(ImportanceOf).ThenBy(id => id, StringComparer.Ordinal).ToList())
                .OrderByDescending(members => Math.Round(members.Sum(ImportanceOf), Decimals))
                .ThenBy(members => members[0], StringComparer.Ordinal)
                .Select((members, at) => new Community(at + 1, members[0], members)),
        ];
    }

    private static WeightedNetwork Network(
        List<string> ids,
        IEnumerable<ResolvedRelation> relations,
        Func<ResolvedRelation, double> weight
    )
    {
        var index = ids.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at, StringComparer.Ordinal);
        return WeightedNetwork.Of(
            ids.Count,
            relations
                .Where(relation => index.ContainsKey(relation.Source) && index.ContainsKey(relation.Target))
                .Select(relation => (index[relation.Source], index[relation.Target], Thousandths(weight(relation))))
        );
    }

    private static double Weight(ResolvedRelation relation) =>
        relation.Type == RelationTypes.CoOccurs ? relation.Weight : SaidWeighs * relation.Weight;

    private static double Binding(ResolvedRelation relation) =>
        TieKinds.Find(relation.Type)?.Group == Foes ? 0 : Weight(relation);

    private static long Thousandths(double weight) => (long)Math.Round(weight * 1000);

    private static double Most(IEnumerable<double> values) => values.DefaultIfEmpty().Max() is > 0 and var most ? most : 1;
}
