using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>
/// Links between entities: raw relations summed by source, target and type. Nearness is weighed by how much more often two stand
/// together than by chance: count × (ln(observed ÷ expected) + 1), expected = degree × degree ÷ all ends, never below 0; measured
/// on two novels as better than counts, log-likelihood and pure mutual information.
/// </summary>
internal static class ResolverLinks
{
    private const int QuotesKept = 3;

    private sealed class Sum
    {
        public int Count { get; set; }
        public bool Mutual { get; set; } = true;
        public long Confidence { get; set; }
        public Dictionary<string, int> Labels { get; } = new(StringComparer.Ordinal);
        public SortedDictionary<int, int> Counts { get; } = [];
        public List<(RelationQuote Quote, long Confidence)> Quotes { get; } = [];
    }

    public static IEnumerable<ResolvedRelation> Make(RawBook raw, ResolverNames names, Func<int, string?> entityOf)
    {
        var sums = new Dictionary<(string Source, string Target, string Type), Sum>();
        foreach (var chapter in raw.Chapters)
        foreach (var said in chapter.Facts.Relations)
            if (Ends(said, names, entityOf) is { } key)
            {
                if (!sums.TryGetValue(key, out var sum))
                    sums[key] = sum = new Sum();
                Add(sum, said, chapter.Chapter.Number);
            }
        var degrees = Degrees(sums);
        var all = degrees.Values.Sum();
        foreach (var ((source, target, type), sum) in sums)
        {
            var weight =
                type == RelationTypes.CoOccurs
                    ? Nearness(sum.Count, (double)degrees[source] * degrees[target] / all)
                    : sum.Confidence / 1000.0;
            yield return Link(source, target, type, Math.Round(weight, 3), sum);
        }
    }

    private static (string, string, string)? Ends(Relation said, ResolverNames names, Func<int, string?> entityOf)
    {
        if (said.Type is RelationTypes.Alias or RelationTypes.Distinct)
            return null;
        var (from, to) = (names.IndexOf(said.Source), names.IndexOf(said.Target));
        if (from < 0 || to < 0 || entityOf(from) is not { } source || entityOf(to) is not { } target || source == target)
            return null;
        if ((said.Mutual || TieKinds.IsMutual(said.Type)) && string.CompareOrdinal(source, target) > 0)
            (source, target) = (target, source);
        return (source, target, said.Type);
    }

    private static void Add(Sum sum, Relation said, int chapter)
    {
        var confidence = ResolverEvidence.Thousandths(said.Confidence);
        sum.Count += said.Count;
        sum.Mutual &= said.Mutual;
        sum.Confidence += confidence * said.Count;
        sum.Counts[chapter] = sum.Counts.GetValueOrDefault(chapter) + said.Count;
        if (NameForm.Of(said.Label) is { Length: > 0 } label)
            sum.Labels[label] = sum.Labels.GetValueOrDefault(label) + said.Count;
        if (said.Quote.Length > 0)
            sum.Quotes.Add((new(chapter, said.Quote, said.Offset), confidence));
    }

    private static Dictionary<string, long> Degrees(Dictionary<(string Source, string Target, string Type), Sum> sums)
    {
        var degrees = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var ((source, target, type), sum) in sums)
            if (type == RelationTypes.CoOccurs)
            {
                degrees[source] = degrees.GetValueOrDefault(source) + sum.Count;
                degrees[target] = degrees.GetValueOrDefault(target) + sum.Count;
            }
        return degrees;
    }

    private static double Nearness(int count, double expected) => Math.Max(0, count * (Math.Log(count / expected) + 1));

    private static ResolvedRelation Link(string source, string target, string type, double weight, Sum sum)
    {
        var quotes = sum
            .Quotes.Distinct()
            .OrderBy(it => it.Quote.Chapter)
            .ThenByDescending(it => it.Confidence)
            .ThenBy(it => it.Quote.Offset)
            .ThenBy(it => it.Quote.Quote, StringComparer.Ordinal)
            .Select(it => it.Quote)
            .Distinct()
            .Take(QuotesKept);
        var label = sum.Labels.Count > 0 ? ResolverName.Most(sum.Labels) : "";
        return new(source, target, type, label, weight, sum.Count, [.. sum.Counts.Keys], [.. sum.Counts.Values], [.. quotes])
        {
            Mutual = sum.Mutual,
        };
    }
}
