using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>What the chapters say of two names being one. Sums of count times confidence, in thousandths.</summary>
internal sealed class PairEvidence
{
    public long Same { get; set; }
    public long Apart { get; set; }

    /// <summary>Number of the first chapter that says they are one.</summary>
    public int Chapter { get; set; } = int.MaxValue;

    public long Net => Same - Apart;
}

/// <summary>
/// The chapters' word on pairs of names: <c>alias</c> speaks for one, <c>distinct</c> against it, and any link but nearness speaks
/// against it half as loud, for nobody is the friend, wife or enemy of himself.
/// </summary>
internal static class ResolverEvidence
{
    public static Dictionary<(int Low, int High), PairEvidence> Gather(RawBook raw, ResolverNames names)
    {
        var pairs = new Dictionary<(int, int), PairEvidence>();
        foreach (var chapter in raw.Chapters)
        foreach (var said in chapter.Facts.Relations)
        {
            if (said.Type == RelationTypes.CoOccurs)
                continue;
            var (source, target) = (names.IndexOf(said.Source), names.IndexOf(said.Target));
            if (source < 0 || target < 0 || source == target)
                continue;
            var key = (Math.Min(source, target), Math.Max(source, target));
            if (!pairs.TryGetValue(key, out var pair))
                pairs[key] = pair = new PairEvidence();
            var weight = said.Count * Thousandths(said.Confidence);
            switch (said.Type)
            {
                case RelationTypes.Alias:
                    pair.Same += weight;
                    pair.Chapter = Math.Min(pair.Chapter, chapter.Chapter.Number);
                    break;
                case RelationTypes.Distinct:
                    pair.Apart += weight;
                    break;
                default:
                    pair.Apart += weight / 2;
                    break;
            }
        }
        return pairs;
    }

    public static long Thousandths(double confidence) => (long)Math.Round(confidence * 1000);
}
