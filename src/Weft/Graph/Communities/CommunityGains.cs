namespace Weft.Graph.Communities;

/// <summary>What modularity gains where a node goes elsewhere, kept up to date as nodes go.</summary>
internal sealed class CommunityGains
{
    private readonly WeightedNetwork _network;
    private readonly int[] _parts;
    private readonly long[] _degrees;
    private readonly int[] _sizes;
    private readonly long[] _bound;
    private readonly List<int> _around = [];

    /// <param name="parts">A community by node, below the number of nodes; changed in place.</param>
    public CommunityGains(WeightedNetwork network, int[] parts)
    {
        (_network, _parts) = (network, parts);
        (_degrees, _sizes, _bound) = (new long[network.Count], new int[network.Count], new long[network.Count]);
        for (var node = 0; node < network.Count; node++)
        {
            _degrees[parts[node]] += network.Degrees[node];
            _sizes[parts[node]]++;
        }
    }

    public bool IsAlone(int node) => _sizes[_parts[node]] == 1;

    /// <summary>False = it is best where it is.</summary>
    /// <param name="counts">Neighbours whose communities it may join.</param>
    public bool TryMoveToBest(int node, Func<int, bool> counts)
    {
        foreach (var (other, weight) in _network.Neighbours(node))
        {
            if (!counts(other))
                continue;
            if (_bound[_parts[other]] == 0)
                _around.Add(_parts[other]);
            _bound[_parts[other]] += weight;
        }
        var (from, degree) = (_parts[node], _network.Degrees[node]);
        var (best, most) = (from, Gain(from, degree, _degrees[from] - degree));
        _around.Sort();
        foreach (var part in _around)
            if (part != from && Gain(part, degree, _degrees[part]) is var gain && gain > most)
                (best, most) = (part, gain);
        foreach (var part in _around)
            _bound[part] = 0;
        _around.Clear();
        if (best == from)
            return false;
        _degrees[from] -= degree;
        _degrees[best] += degree;
        _sizes[from]--;
        _sizes[best]++;
        _parts[node] = best;
        return true;
    }

    /// <summary>In parts of the total's square, and exact: rounding could send a node to and fro for ever.</summary>
    private Int128 Gain(int part, long degree, long degrees) =>
        ((Int128)_bound[part] * _network.Total) - ((Int128)degree * degrees);
}
