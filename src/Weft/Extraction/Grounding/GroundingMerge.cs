using Weft.Model;

namespace Weft.Extraction.Grounding;

/// <summary>Puts the facts of a chapter's passages together.</summary>
internal static class GroundingMerge
{
    /// <summary>
    /// In the passages' order: names that fold to one key are one mention, as it is written first; counts are added up, the first quote
    /// stays, the type is the one with most mentions, and of equal ones the first.
    /// </summary>
    public static ChapterFacts Merge(IReadOnlyList<ChapterFacts> passages)
    {
        var mentions = new List<Mention>();
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var same in passages.SelectMany(facts => facts.Mentions).GroupBy(mention => NameFolding.Key(mention.Name)))
        {
            var first = same.First();
            var type = same.GroupBy(mention => mention.Type).MaxBy(votes => votes.Sum(mention => (long)mention.Count))!.Key;
            mentions.Add(first with { Type = type, Count = same.Sum(mention => mention.Count) });
            written[same.Key] = first.Name;
        }
        var relations =
            from relation in passages.SelectMany(facts => facts.Relations)
            let source = written[NameFolding.Key(relation.Source)]
            let target = written[NameFolding.Key(relation.Target)]
            where source != target
            group relation with
            {
                Source = source,
                Target = target,
            } by (source, target, relation.Type, relation.Label, relation.Mutual);
        var traits = new GroundedTraits();
        foreach (var trait in passages.SelectMany(facts => facts.Traits))
            traits.Add(trait with { Name = written[NameFolding.Key(trait.Name)] });
        return new(mentions, [.. relations.Select(Summed)], [.. passages.SelectMany(facts => facts.Rejected)])
        {
            Traits = traits.InOrder(mentions.Select(mention => mention.Name)),
        };
    }

    private static Relation Summed(IEnumerable<Relation> same) =>
        same.First() with
        {
            Count = same.Sum(relation => relation.Count),
            Confidence = same.Max(relation => relation.Confidence),
        };
}
