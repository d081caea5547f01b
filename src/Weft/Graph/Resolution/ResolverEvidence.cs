using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>
/// The chapters' word on two names being one: <c>alias</c> speaks for it, <c>distinct</c> against it, and any link but nearness speaks
/// against it half as loud, for nobody is the friend, wife or enemy of himself. Sums of count times confidence, in thousandths.
/// </summary>
internal sealed class PairEvidence
{
    public long Same { get; private set; }
    public long Apart { get; private set; }

    /// <summary>Number of the first chapter that says they are one.</summary>
    public int Chapter { get; private set; } = int.MaxValue;

    public long Net => Same - Apart;

    public void Add(Relation said, int chapter)
    {
        var weight = said.Count * ResolverEvidence.Thousandths(said.Confidence);
        switch (said.Type)
        {
            case RelationTypes.Alias:
                Same += weight;
                Chapter = Math.Min(Chapter, chapter);
                break;
            case RelationTypes.Distinct:
                Apart += weight;
                break;
            default:
                Apart += weight / 2;
                break;
        }
    }
}

/// <summary>The chapters' word on pairs of names, by the names' indexes.</summary>
internal static class ResolverEvidence
{
    public static Dictionary<(int Low, int High), PairEvidence> Gather(RawSums sums, ResolverNames names)
    {
        var pairs = new Dictionary<(int, int), PairEvidence>();
        foreach (var ((one, other), heard) in sums.Evidence)
        {
            var (first, second) = (names.IndexOf(one), names.IndexOf(other));
            if (first >= 0 && second >= 0)
                pairs[(Math.Min(first, second), Math.Max(first, second))] = heard;
        }
        return pairs;
    }

    public static long Thousandths(double confidence) => (long)Math.Round(confidence * 1000);
}
