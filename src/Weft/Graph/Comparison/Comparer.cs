using Weft.Graph.Resolution;
using Weft.Model;

namespace Weft.Graph.Comparison;

/// <summary>A chapter as two readings have it.</summary>
internal sealed record TwoReadings(GraphChapter Chapter, ChapterFacts A, ChapterFacts B);

/// <summary>
/// Holds two readings of a book's chapters against each other. Names are one where the resolver, told by both readings and by people's
/// decisions, makes them one. A pure function.
/// </summary>
internal static class Comparer
{
    public static IReadOnlyList<ComparedChapter> Compare(
        IReadOnlyList<TwoReadings> readings,
        IReadOnlyList<NameDecision> decisions
    )
    {
        var facts = readings.SelectMany(both =>
            new[] { new RawChapter(both.Chapter, both.A, ""), new RawChapter(both.Chapter, both.B, "") }
        );
        var entityOf = Resolver.EntityOf(new(default, "", [.. facts]), decisions);
        return
        [
            .. readings
                .OrderBy(both => both.Chapter.Position)
                .Select(both => new ComparedChapter(both.Chapter, Compare(both, entityOf))),
        ];
    }

    private static List<Finding> Compare(TwoReadings both, Func<string, string?> entityOf)
    {
        var (a, b) = (new ChapterFindings(both.A, entityOf), new ChapterFindings(both.B, entityOf));
        var findings = Named(a, b).Concat(RelationMatch.Of(a, b)).Concat(EventMatch.Of(a, b));
        return
        [
            .. findings
                .OrderBy(finding => finding.Kind)
                .ThenBy(finding => finding.Either.Offset)
                .ThenBy(finding => finding.Either.Name, StringComparer.Ordinal)
                .ThenBy(finding => finding.Either.Target, StringComparer.Ordinal),
        ];
    }

    /// <summary>What has a name in both, and entities that one of them names. Events of one alone are matched by what they quote.</summary>
    private static IEnumerable<Finding> Named(ChapterFindings a, ChapterFindings b)
    {
        foreach (var (id, said) in a.Things)
            if (b.Things.TryGetValue(id, out var other))
                yield return new(
                    said.IsEvent && other.IsEvent ? FindingKind.Event : FindingKind.Entity,
                    said.Said.Type == other.Said.Type ? FindingSide.Both : FindingSide.Differs,
                    said.Said,
                    other.Said
                );
            else if (!said.IsEvent)
                yield return new(FindingKind.Entity, FindingSide.OnlyA, said.Said, null);
        foreach (var (id, said) in b.Things)
            if (!said.IsEvent && !a.Things.ContainsKey(id))
                yield return new(FindingKind.Entity, FindingSide.OnlyB, null, said.Said);
    }
}
