namespace Weft.Graph.Communities;

/// <summary>Nodes by number and what binds them, without direction. Weights are whole numbers, so that no order of adding changes a sum.</summary>
internal sealed class WeightedNetwork
{
    private readonly (int Node, long Weight)[][] _neighbours;

    private WeightedNetwork((int Node, long Weight)[][] neighbours, long[] loops)
    {
        _neighbours = neighbours;
        Degrees = [.. neighbours.Select((around, node) => around.Sum(edge => edge.Weight) + (2 * loops[node]))];
        Loops = loops;
        Total = Degrees.Sum();
    }

    public int Count => _neighbours.Length;

    /// <summary>By node: the weight of all its edges, a loop twice.</summary>
    public long[] Degrees { get; }

    /// <summary>By node: the weight that binds it to itself.</summary>
    public long[] Loops { get; }

    /// <summary>Sum of all degrees.</summary>
    public long Total { get; }

    /// <summary>By number, rising; the node itself is none of them.</summary>
    public ReadOnlySpan<(int Node, long Weight)> Neighbours(int node) => _neighbours[node];

    /// <param name="edges">Several between the same two are one; those without weight are left out.</param>
    public static WeightedNetwork Of(int nodes, IEnumerable<(int A, int B, long Weight)> edges)
    {
        var loops = new long[nodes];
        var sums = new Dictionary<int, long>[nodes];
        for (var node = 0; node < nodes; node++)
            sums[node] = [];
        foreach (var (a, b, weight) in edges)
        {
            if (weight <= 0)
                continue;
            if (a == b)
            {
                loops[a] += weight;
                continue;
            }
            sums[a][b] = sums[a].GetValueOrDefault(b) + weight;
            sums[b][a] = sums[b].GetValueOrDefault(a) + weight;
        }
        return new(
            [.. sums.Select(around => around.OrderBy(edge => edge.Key).Select(edge => (edge.Key, edge.Value)).ToArray())],
            loops
        );
    }

    /// <summary>The nodes of a part are one node of the new network; what binds them is its loop.</summary>
    /// <param name="parts">By node, from 0 to one less than <paramref name="count"/>.</param>
    public WeightedNetwork Joined(int[] parts, int count) => Of(count, Edges(parts));

    private IEnumerable<(int A, int B, long Weight)> Edges(int[] parts)
    {
        for (var node = 0; node < Count; node++)
        {
            yield return (parts[node], parts[node], Loops[node]);
            foreach (var (other, weight) in _neighbours[node])
                if (node < other)
                    yield return (parts[node], parts[other], weight);
        }
    }

    /// <summary>Newman's modularity of a partition: the share of weight inside its parts, less what chance would put there. −½ to 1.</summary>
    public double Modularity(int[] parts)
    {
        if (Total == 0)
            return 0;
        var (inside, degrees) = (0L, new Dictionary<int, long>());
        for (var node = 0; node < Count; node++)
        {
            degrees[parts[node]] = degrees.GetValueOrDefault(parts[node]) + Degrees[node];
            inside += 2 * Loops[node];
            foreach (var (other, weight) in _neighbours[node])
                inside += parts[node] == parts[other] ? weight : 0;
        }
        double total = Total;
        return (inside / total) - degrees.Values.Order().Sum(degree => degree / total * (degree / total));
    }
}
