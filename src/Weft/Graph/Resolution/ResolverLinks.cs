using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>
/// Links between entities: raw relations summed by source, target and type. Nearness is weighed by how much more often two stand
/// together than by chance: count × (ln(observed ÷ expected) + 1), expected = degree × degree ÷ all ends, never below 0; measured
/// on two novels as better than counts, log-likelihood and pure mutual information.
/// </summary>
internal static class ResolverLinks
{
    public static IEnumerable<ResolvedRelation> Make(RawSums raw, ResolverNames names, Func<int, string?> entityOf)
    {
        var parts = new Dictionary<(string Source, string Target, string Type), List<TieSum>>();
        foreach (var (tie, sum) in raw.Ties)
            if (Ends(tie, names, entityOf) is { } key)
                (parts.TryGetValue(key, out var known) ? known : parts[key] = []).Add(sum);
        var degrees = Degrees(parts);
        var all = degrees.Values.Sum();
        foreach (var ((source, target, type), some) in parts)
        {
            var sum = TieSum.Of(some);
            var weight =
                type == RelationTypes.CoOccurs
                    ? Nearness(sum.Count, (double)degrees[source] * degrees[target] / all)
                    : sum.Confidence / 1000.0;
            yield return Link(source, target, type, Math.Round(weight, 3), sum);
        }
    }

    private static (string, string, string)? Ends(
        (int Source, int Target, string Type, bool Mutual) tie,
        ResolverNames names,
        Func<int, string?> entityOf
    )
    {
        var (from, to) = (names.IndexOf(tie.Source), names.IndexOf(tie.Target));
        if (from < 0 || to < 0 || entityOf(from) is not { } source || entityOf(to) is not { } target || source == target)
            return null;
        if ((tie.Mutual || TieKinds.IsMutual(tie.Type)) && string.CompareOrdinal(source, target) > 0)
            (source, target) = (target, source);
        return (source, target, tie.Type);
    }

    private static Dictionary<string, long> Degrees(Dictionary<(string Source, string Target, string Type), List<TieSum>> parts)
    {
        var degrees = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var ((source, target, type), some) in parts)
            if (type == RelationTypes.CoOccurs)
            {
                var count = some.Sum(sum => sum.Count);
                degrees[source] = degrees.GetValueOrDefault(source) + count;
                degrees[target] = degrees.GetValueOrDefault(target) + count;
            }
        return degrees;
    }

    private static double Nearness(int count, double expected) => Math.Max(0, count * (Math.Log(count / expected) + 1));

    private static ResolvedRelation Link(string source, string target, string type, double weight, TieSum sum)
    {
        var label = sum.Labels.Count > 0 ? ResolverName.Most(sum.Labels) : "";
        var (chapters, counts) = sum.Counts.InOrder();
        return new(source, target, type, label, weight, sum.Count, chapters, counts, [.. sum.Quotes]) { Mutual = sum.Mutual };
    }
}
