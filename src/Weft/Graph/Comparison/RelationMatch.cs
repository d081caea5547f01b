using Weft.Model;

namespace Weft.Graph.Comparison;

/// <summary>The ties of two readings, pair by pair of entities: first what is the same, then what has another type or direction.</summary>
internal static class RelationMatch
{
    public static IEnumerable<Finding> Of(ChapterFindings a, ChapterFindings b)
    {
        foreach (var (ends, ties) in a.Ties)
        foreach (var finding in Of([.. ties], [.. b.Ties.GetValueOrDefault(ends, [])]))
            yield return finding;
        foreach (var (ends, ties) in b.Ties)
            if (!a.Ties.ContainsKey(ends))
                foreach (var tie in ties)
                    yield return new(FindingKind.Relation, FindingSide.OnlyB, null, tie.Said);
    }

    private static IEnumerable<Finding> Of(List<SaidTie> a, List<SaidTie> b)
    {
        foreach (var (one, other) in Pairs(a, b, AreSame))
            yield return new(FindingKind.Relation, FindingSide.Both, one, other);
        foreach (var (one, other) in Pairs(a, b, (tie, candidate) => tie.Said.Type == candidate.Said.Type))
            yield return new(FindingKind.Relation, FindingSide.Differs, one, other);
        foreach (var (one, other) in Pairs(a, b, (_, _) => true))
            yield return new(FindingKind.Relation, FindingSide.Differs, one, other);
        foreach (var tie in a)
            yield return new(FindingKind.Relation, FindingSide.OnlyA, tie.Said, null);
        foreach (var tie in b)
            yield return new(FindingKind.Relation, FindingSide.OnlyB, null, tie.Said);
    }

    /// <summary>Takes out of both lists what goes together.</summary>
    private static List<(Said A, Said B)> Pairs(List<SaidTie> a, List<SaidTie> b, Func<SaidTie, SaidTie, bool> go)
    {
        var pairs = new List<(Said, Said)>();
        foreach (var tie in a.ToList())
            if (b.Find(candidate => go(tie, candidate)) is { } found)
            {
                pairs.Add((tie.Said, found.Said));
                a.Remove(tie);
                b.Remove(found);
            }
        return pairs;
    }

    private static bool AreSame(SaidTie tie, SaidTie other) =>
        tie.Said.Type == other.Said.Type && (tie.Forward == other.Forward || HoldsBothWays(tie.Said.Type));

    /// <summary>Whichever end is named first.</summary>
    private static bool HoldsBothWays(string type) => TieKinds.Find(type) is { Mutual: true } or { BothWays: true };
}
