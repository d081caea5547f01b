using Weft.Model;

namespace Weft.Graph.Suggestions;

/// <summary>What people said of two names already: it is not asked again.</summary>
internal sealed class DecidedPairs
{
    private readonly EntityNames _names;
    private readonly HashSet<(string, string)> _pairs = [];
    private readonly HashSet<(string, string)> _entities = [];

    /// <param name="standing">Decisions that hold.</param>
    public DecidedPairs(EntityNames names, IReadOnlyList<NameDecision> standing)
    {
        _names = names;
        foreach (var decision in standing.Where(decision => decision.Kind is DecisionKind.Merge or DecisionKind.Split))
        {
            _pairs.Add(Suggester.Pair(decision.Name, decision.Other));
            if (Entities(decision.Name, decision.Other) is { } two)
                _entities.Add(two);
        }
    }

    /// <summary>Whether the two names, or the two entities that bear them, were decided upon.</summary>
    public bool Holds(string name, string other) =>
        _pairs.Contains(Suggester.Pair(name, other)) || Entities(name, other) is { } two && _entities.Contains(two);

    /// <summary>Null where they are one, or are not there.</summary>
    private (string, string)? Entities(string name, string other) =>
        _names.Find(NameFolding.Key(name)) is { } one && _names.Find(NameFolding.Key(other)) is { } two && one.Id != two.Id
            ? string.CompareOrdinal(one.Id, two.Id) < 0
                ? (one.Id, two.Id)
                : (two.Id, one.Id)
            : null;
}
