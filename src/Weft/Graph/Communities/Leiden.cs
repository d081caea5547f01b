namespace Weft.Graph.Communities;

/// <summary>
/// Communities by modularity: the algorithm of Traag, Waltman and van Eck (2019), without chance. Nodes are looked at in a fixed order, a node
/// goes where modularity gains most, and of equal gains to the community with the lowest number. Each community hangs together.
/// </summary>
internal static class Leiden
{
    /// <summary>By number, the best bound first, and the worst bound first.</summary>
    private static readonly Func<WeightedNetwork, int, long>[] Orders =
    [
        (_, node) => node,
        (network, node) => -network.Degrees[node],
        (network, node) => network.Degrees[node],
    ];

    /// <summary>It settles after two or three; more would be a fault.</summary>
    private const int MostRounds = 10;

    /// <summary>A community by node; numbered from 0 in the order of their first nodes.</summary>
    public static int[] Partition(WeightedNetwork network)
    {
        // Where it begins decides where it ends: of three beginnings the best one is taken, of equal ones the first.
        var parts = Orders.Select(order => Settled(network, order)).MaxBy(network.Modularity)!;
        return HangingTogether(network, parts);
    }

    private static int[] Settled(WeightedNetwork network, Func<WeightedNetwork, int, long> order)
    {
        var parts = Alone(network.Count);
        for (var (round, before) = (0, -1.0); round < MostRounds && network.Modularity(parts) is var now && now > before; round++)
            (parts, before) = (Improved(network, parts, order), now);
        return parts;
    }

    /// <summary>A round: moves, and whole parts together, for as long as parts can be joined.</summary>
    private static int[] Improved(WeightedNetwork network, int[] start, Func<WeightedNetwork, int, long> order)
    {
        int[] parts = [.. start];
        var nodeOf = Alone(network.Count);
        while (network.Total > 0)
        {
            Renumber(parts);
            int[] nodes = [.. Alone(network.Count).OrderBy(node => order(network, node))];
            Move(network, parts, nodes);
            var refined = Refine(network, parts, nodes);
            var count = Renumber(refined);
            if (count == network.Count)
                break;
            var joined = new int[count];
            for (var node = 0; node < network.Count; node++)
                joined[refined[node]] = parts[node];
            for (var node = 0; node < nodeOf.Length; node++)
                nodeOf[node] = refined[nodeOf[node]];
            (network, parts) = (network.Joined(refined, count), joined);
        }
        return [.. nodeOf.Select(node => parts[node])];
    }

    /// <summary>Moves nodes as long as one gains by it; whose neighbour went elsewhere is looked at again.</summary>
    private static void Move(WeightedNetwork network, int[] parts, int[] nodes)
    {
        var gains = new CommunityGains(network, parts);
        var queue = new Queue<int>(nodes);
        var waits = Enumerable.Repeat(true, network.Count).ToArray();
        while (queue.TryDequeue(out var node))
        {
            waits[node] = false;
            if (!gains.TryMoveToBest(node, _ => true))
                continue;
            foreach (var (other, _) in network.Neighbours(node))
            {
                if (parts[other] == parts[node] || waits[other])
                    continue;
                waits[other] = true;
                queue.Enqueue(other);
            }
        }
    }

    /// <summary>Inside each part, nodes begin alone and join what binds them most: a part that hangs together badly comes apart.</summary>
    private static int[] Refine(WeightedNetwork network, int[] parts, int[] nodes)
    {
        var refined = Alone(network.Count);
        var gains = new CommunityGains(network, refined);
        foreach (var node in nodes)
            if (gains.IsAlone(node))
                gains.TryMoveToBest(node, other => parts[other] == parts[node]);
        return refined;
    }

    private static int[] HangingTogether(WeightedNetwork network, int[] partition)
    {
        var pieces = Enumerable.Repeat(-1, network.Count).ToArray();
        var count = 0;
        for (var start = 0; start < network.Count; start++)
        {
            if (pieces[start] >= 0)
                continue;
            var queue = new Queue<int>([start]);
            pieces[start] = count;
            while (queue.TryDequeue(out var node))
                foreach (var (other, _) in network.Neighbours(node))
                    if (pieces[other] < 0 && partition[other] == partition[node])
                    {
                        pieces[other] = count;
                        queue.Enqueue(other);
                    }
            count++;
        }
        return pieces;
    }

    private static int[] Alone(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>From 0, in the order in which they come; answers how many there are.</summary>
    private static int Renumber(int[] parts)
    {
        var numbers = new Dictionary<int, int>();
        for (var node = 0; node < parts.Length; node++)
        {
            numbers.TryAdd(parts[node], numbers.Count);
            parts[node] = numbers[parts[node]];
        }
        return numbers.Count;
    }
}
