using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>
/// Makes the resolved layer from all raw facts of a book and people's decisions. A pure function: neither the order in which chapters
/// were woven nor what died on the way changes it. Nearly linear in the facts.
/// </summary>
/// <remarks>
/// Who is heard first: people, then the chapters' own word (<c>alias</c> against <c>distinct</c>, the best supported first). Names are
/// joined by nothing else. Of people's decisions the newest on a pair counts. A split holds over however many steps; merges are carried out
/// from the newest back, and one that would join what is split is left out, so that of a chain across a split the oldest link gives.
/// Names, types and hiding are of the entity in which the name then is; of two that meet in one the newest counts.
/// </remarks>
internal static class Resolver
{
    public static ResolvedBook Resolve(RawBook raw, IReadOnlyList<NameDecision> decisions) => Resolve(RawSums.Of(raw), decisions);

    /// <param name="raw">All chapters of the book.</param>
    public static ResolvedBook Resolve(RawSums raw, IReadOnlyList<NameDecision> decisions)
    {
        var standing = StandingDecisions.Of(decisions);
        var names = new ResolverNames(raw, standing);
        var entities = Entities(raw, names, standing);
        var relations = ResolverLinks.Make(raw, names, entities.IdOf);
        var traits = ResolverTraits.Make(raw, names, entities.IdOf);
        return ResolvedBook.Ordered(
            entities.All.Select(entity => entity with { Traits = traits(entity.Id) }),
            relations,
            entities.SameAs
        );
    }

    /// <summary>The entity of a name, by its id, also of one that people hide; null where no chapter mentions the name.</summary>
    public static Func<string, string?> EntityOf(RawBook book, IReadOnlyList<NameDecision> decisions)
    {
        var raw = RawSums.Of(book);
        IReadOnlyList<NameDecision> standing =
        [
            .. StandingDecisions.Of(decisions).Where(decision => decision.Kind != DecisionKind.Hide),
        ];
        var names = new ResolverNames(raw, standing);
        var entities = Entities(raw, names, standing);
        return name => names.IndexOf(name) is >= 0 and var index ? entities.IdOf(index) : null;
    }

    /// <param name="decisions">Those that stand.</param>
    private static ResolverEntities Entities(RawSums raw, ResolverNames names, IReadOnlyList<NameDecision> decisions)
    {
        var clusters = new ResolverClusters(names.Count);
        ApplyDecisions(names, clusters, decisions);
        ApplyChapters(names, clusters, ResolverEvidence.Gather(raw, names));
        return ResolverEntities.Make(names, clusters, new PeoplesWord(names, clusters, decisions));
    }

    private static void ApplyDecisions(ResolverNames names, ResolverClusters clusters, IReadOnlyList<NameDecision> decisions)
    {
        var merges = new List<(int Name, int Other)>();
        foreach (var decision in decisions.OrderByDescending(decision => decision.Number))
        {
            if (decision.Kind is not (DecisionKind.Merge or DecisionKind.Split))
                continue;
            var (name, other) = (names.IndexOf(decision.Name), names.IndexOf(decision.Other));
            if (name < 0 || other < 0 || name == other)
                continue;
            if (decision.Kind == DecisionKind.Split)
                clusters.Split(name, other);
            else
                merges.Add((name, other));
        }
        foreach (var (name, other) in merges)
            clusters.TryJoin(name, other, ResolverClusters.ByPerson, Math.Max(names[name].First, names[other].First));
    }

    private static void ApplyChapters(
        ResolverNames names,
        ResolverClusters clusters,
        Dictionary<(int Low, int High), PairEvidence> evidence
    )
    {
        foreach (var ((low, high), pair) in evidence)
            if (pair.Net < 0 || pair.Net == 0 && pair.Apart > 0)
                clusters.Distinguish(low, high);
        var said = evidence
            .Where(pair => pair.Value.Net > 0)
            .OrderByDescending(pair => pair.Value.Net)
            .ThenBy(pair => pair.Key.Low)
            .ThenBy(pair => pair.Key.High);
        foreach (var ((low, high), pair) in said)
        {
            var known = Math.Max(pair.Chapter, Math.Max(names[low].First, names[high].First));
            clusters.TryJoin(low, high, ResolverClusters.ByAnswer, known);
        }
    }
}
