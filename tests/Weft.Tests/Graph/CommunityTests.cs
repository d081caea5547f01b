using System.Diagnostics;
using Weft.Graph.Communities;
using Xunit;

namespace Weft.Tests.Graph;

public class CommunityTests
{
    /// <summary>Zachary's karate club (1977), members from 1.</summary>
    private static readonly (int A, int B, long Weight)[] Club =
    [
        .. (
            "1-2 1-3 1-4 1-5 1-6 1-7 1-8 1-9 1-11 1-12 1-13 1-14 1-18 1-20 1-22 1-32 2-3 2-4 2-8 2-14 2-18 2-20 2-22 2-31 3-4 3-8 3-9 3-10 "
            + "3-14 3-28 3-29 3-33 4-8 4-13 4-14 5-7 5-11 6-7 6-11 6-17 7-17 9-31 9-33 9-34 10-34 14-34 15-33 15-34 16-33 16-34 19-33 19-34 "
            + "20-34 21-33 21-34 23-33 23-34 24-26 24-28 24-30 24-33 24-34 25-26 25-28 25-32 26-32 27-30 27-34 28-34 29-32 29-34 30-33 30-34 "
            + "31-33 31-34 32-33 32-34 33-34"
        )
            .Split(' ')
            .Select(edge => edge.Split('-').Select(int.Parse).ToArray())
            .Select(edge => (edge[0] - 1, edge[1] - 1, 1L)),
    ];

    [Fact]
    public void Two_cliques_with_one_bridge_are_two_communities()
    {
        var network = WeightedNetwork.Of(6, [(0, 1, 5), (1, 2, 5), (0, 2, 5), (3, 4, 5), (4, 5, 5), (3, 5, 5), (2, 3, 1)]);
        Assert.Equal([0, 0, 0, 1, 1, 1], Leiden.Partition(network));
    }

    [Fact]
    public void The_karate_club_falls_into_four_as_the_best_partition_that_is_known()
    {
        var network = WeightedNetwork.Of(34, Club);
        var parts = Leiden.Partition(network);
        Assert.Equal(4, parts.Distinct().Count());
        Assert.InRange(network.Modularity(parts), 0.4155, 0.4199);
    }

    [Fact]
    public void What_nothing_binds_is_alone()
    {
        Assert.Equal([0, 1, 2], Leiden.Partition(WeightedNetwork.Of(3, [])));
        Assert.Equal([0, 1, 0], Leiden.Partition(WeightedNetwork.Of(3, [(0, 2, 7)])));
        Assert.Empty(Leiden.Partition(WeightedNetwork.Of(0, [])));
    }

    [Fact]
    public void Random_graphs_part_better_than_by_joining_what_gains_most()
    {
        var (mine, greedy) = (0.0, 0.0);
        for (var seed = 1; seed <= 5; seed++)
        {
            var edges = Random(seed, nodes: 60, edges: 200);
            var network = WeightedNetwork.Of(60, edges);
            var parts = Leiden.Partition(network);
            var (quality, reference) = (network.Modularity(parts), network.Modularity(Greedy(network)));
            Assert.InRange(quality, 0.99 * reference, 1);
            (mine, greedy) = (mine + quality, greedy + reference);
            Assert.All(parts.Distinct(), part => Assert.True(HangsTogether(network, parts, part)));
            var turned = edges.AsEnumerable().Reverse().Select(edge => (edge.B, edge.A, edge.Weight));
            Assert.Equal(parts, Leiden.Partition(WeightedNetwork.Of(60, turned)));
        }
        Assert.InRange(mine, greedy + 0.02, 5);
    }

    [Fact]
    public void Ten_thousand_nodes_take_a_moment()
    {
        var network = WeightedNetwork.Of(10_000, Random(7, nodes: 10_000, edges: 60_000));
        var watch = Stopwatch.StartNew();
        var parts = Leiden.Partition(network);
        _ = PageRank.Of(network);
        // Two seconds on a machine at rest; a busy one gets ten times as many.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        Assert.InRange(parts.Distinct().Count(), 2, 9_999);
    }

    [Fact]
    public void Rank_goes_to_whoever_is_bound_to_many_and_sums_to_one()
    {
        var ranks = PageRank.Of(WeightedNetwork.Of(5, [(0, 1, 3), (0, 2, 3), (0, 3, 3), (1, 2, 1)]));
        Assert.Equal(1, ranks.Sum(), 9);
        Assert.Equal(0, ranks.Index().MaxBy(rank => rank.Item).Index);
        Assert.Equal(4, ranks.Index().MinBy(rank => rank.Item).Index);
        Assert.Equal(ranks[1], ranks[2], 12);
    }

    private static (int A, int B, long Weight)[] Random(int seed, int nodes, int edges)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, edges)
                .Select(_ => random.Next(nodes))
                // Most edges stay near, as in a book.
                .Select(a =>
                    (a, (a + 1 + (random.Next(10) < 8 ? random.Next(8) : random.Next(nodes - 1))) % nodes, 1L + random.Next(20))
                ),
        ];
    }

    /// <summary>Of Clauset, Newman and Moore: the two parts are joined by which modularity gains most, as long as it gains.</summary>
    private static int[] Greedy(WeightedNetwork network)
    {
        var parts = Enumerable.Range(0, network.Count).ToArray();
        for (var now = network.Modularity(parts); ; )
        {
            var best = (Quality: now, Parts: parts);
            var pairs = Enumerable
                .Range(0, network.Count)
                .SelectMany(node => network.Neighbours(node).ToArray(), (node, edge) => (parts[node], parts[edge.Node]))
                .Where(pair => pair.Item1 < pair.Item2)
                .Distinct();
            foreach (var (one, other) in pairs)
            {
                int[] joined = [.. parts.Select(part => part == other ? one : part)];
                if (network.Modularity(joined) is var quality && quality > best.Quality + 1e-12)
                    best = (quality, joined);
            }
            if (best.Parts == parts)
                return parts;
            (now, parts) = best;
        }
    }

    private static bool HangsTogether(WeightedNetwork network, int[] parts, int part)
    {
        var members = Enumerable.Range(0, parts.Length).Where(node => parts[node] == part).ToList();
        var seen = new HashSet<int> { members[0] };
        var queue = new Queue<int>(seen);
        while (queue.TryDequeue(out var node))
            foreach (var (other, _) in network.Neighbours(node))
                if (parts[other] == part && seen.Add(other))
                    queue.Enqueue(other);
        return seen.Count == members.Count;
    }
}
