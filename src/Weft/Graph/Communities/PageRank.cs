namespace Weft.Graph.Communities;

/// <summary>The rank of Brin and Page (1998) over weighted edges without direction: who is bound to those who are bound.</summary>
internal static class PageRank
{
    private const double Damping = 0.85;

    /// <summary>After these what is left of the error is 0.85 to that power: less than a ten thousandth.</summary>
    private const int Rounds = 60;

    /// <summary>By node; sums to 1.</summary>
    public static double[] Of(WeightedNetwork network)
    {
        var ranks = Enumerable.Repeat(1.0 / Math.Max(1, network.Count), network.Count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var next = new double[network.Count];
            var loose = 0.0;
            for (var node = 0; node < network.Count; node++)
            {
                if (network.Degrees[node] == 0)
                    loose += ranks[node];
                foreach (var (other, weight) in network.Neighbours(node))
                    next[other] += ranks[node] * weight / network.Degrees[node];
            }
            for (var node = 0; node < network.Count; node++)
                next[node] = ((1 - Damping) / network.Count) + (Damping * (next[node] + (loose / network.Count)));
            ranks = next;
        }
        return ranks;
    }
}
