namespace Weft.Extraction;

/// <summary>Puts the facts of a chapter's passages together.</summary>
internal static class GroundingMerge
{
    /// <summary>
    /// In the passages' order: counts are added up, the first quote stays, a name's type is the one with most mentions, and of equal
    /// ones the first.
    /// </summary>
    public static ChapterFacts Merge(IReadOnlyList<ChapterFacts> passages)
    {
        var mentions = new List<Mention>();
        foreach (
            var same in passages.SelectMany(facts => facts.Mentions).GroupBy(mention => mention.Name, StringComparer.Ordinal)
        )
        {
            var first = same.First();
            var type = same.GroupBy(mention => mention.Type).MaxBy(votes => votes.Sum(mention => (long)mention.Count))!.Key;
            mentions.Add(first with { Type = type, Count = same.Sum(mention => mention.Count) });
        }
        var relations = new List<Relation>();
        foreach (
            var same in passages
                .SelectMany(facts => facts.Relations)
                .GroupBy(relation => (relation.Source, relation.Target, relation.Type, relation.Label))
        )
            relations.Add(
                same.First() with
                {
                    Count = same.Sum(relation => relation.Count),
                    Confidence = same.Max(relation => relation.Confidence),
                }
            );
        return new(mentions, relations, [.. passages.SelectMany(facts => facts.Rejected)]);
    }
}
