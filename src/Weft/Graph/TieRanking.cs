using Weft.Model;

namespace Weft.Graph;

/// <summary>
/// Which ties matter most. Those whose kind the text names go before those that only say that two stand near each other; of the named ones
/// those of pairs that are much together go first, since a tie is said once and a pair meets a hundred times. Linear in the ties.
/// </summary>
internal sealed class TieRanking
{
    // Who answers whom says less than who is whose mother.
    private const double Spoken = 0.1;

    private readonly IReadOnlyList<ResolvedRelation> _relations;
    private readonly Dictionary<(string Low, string High), double> _nearness = [];

    /// <param name="relations">All of a book, or all of an entity.</param>
    public TieRanking(IEnumerable<ResolvedRelation> relations)
    {
        _relations = [.. relations];
        foreach (var relation in _relations)
            if (!IsNamed(relation))
                _nearness[PairOf(relation)] = relation.Weight;
    }

    /// <summary>The text says more than that the two stand near each other.</summary>
    public static bool IsNamed(ResolvedRelation relation) => relation.Type != RelationTypes.CoOccurs;

    /// <summary>Ties whose kind the text names, those that matter most first.</summary>
    public IEnumerable<ResolvedRelation> Named => InOrder(_relations.Where(IsNamed), Rank);

    /// <summary>Pairs that stand together, the heaviest first.</summary>
    public IEnumerable<ResolvedRelation> Together =>
        InOrder(_relations.Where(relation => !IsNamed(relation)), relation => relation.Weight);

    /// <summary>First the named ones, then the others.</summary>
    public IEnumerable<ResolvedRelation> All => Named.Concat(Together);

    private double Rank(ResolvedRelation relation) =>
        (_nearness.GetValueOrDefault(PairOf(relation)) + relation.Weight)
        * (relation.Type == RelationTypes.SpeaksTo ? Spoken : 1);

    private static IEnumerable<ResolvedRelation> InOrder(
        IEnumerable<ResolvedRelation> relations,
        Func<ResolvedRelation, double> rank
    ) =>
        relations
            .OrderByDescending(rank)
            .ThenBy(relation => relation.Source, StringComparer.Ordinal)
            .ThenBy(relation => relation.Target, StringComparer.Ordinal)
            .ThenBy(relation => relation.Type, StringComparer.Ordinal);

    private static (string Low, string High) PairOf(ResolvedRelation relation) =>
        string.CompareOrdinal(relation.Source, relation.Target) < 0
            ? (relation.Source, relation.Target)
            : (relation.Target, relation.Source);
}
