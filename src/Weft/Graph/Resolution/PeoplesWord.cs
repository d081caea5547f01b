using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>What people say of the entity in which a name is: what it is called, of which type it is, that it is none.</summary>
internal sealed class PeoplesWord
{
    private readonly ResolverClusters _clusters;
    private readonly Dictionary<(DecisionKind Kind, int Root), string> _said = [];

    /// <param name="clusters">With all joins made.</param>
    /// <param name="decisions">Those that stand.</param>
    public PeoplesWord(ResolverNames names, ResolverClusters clusters, IReadOnlyList<NameDecision> decisions)
    {
        _clusters = clusters;
        foreach (var decision in decisions.OrderBy(decision => decision.Number))
            if (decision.Kind is DecisionKind.Rename or DecisionKind.Retype or DecisionKind.Hide)
                if (names.IndexOf(decision.Name) is >= 0 and var index)
                    _said[(decision.Kind, clusters.Root(index))] = decision.Other;
    }

    public string? ShownName(int name) => _said.GetValueOrDefault((DecisionKind.Rename, _clusters.Root(name)));

    public string? Type(int name) => _said.GetValueOrDefault((DecisionKind.Retype, _clusters.Root(name)));

    public bool Hides(int name) => _said.ContainsKey((DecisionKind.Hide, _clusters.Root(name)));
}
