using System.Diagnostics;
using System.Globalization;
using Weft.Graph;
using Weft.Graph.Neo4j;
using Weft.Model;
using Weft.Testing.Conformance;
using Weft.Testing.Servers;

namespace Weft.Bench;

/// <summary>
/// Chapters woven into one book in a real Neo4j: by nodes of their own and by workers of one node, for chapters of different lengths and
/// in graphs of different sizes.
/// </summary>
internal static class GraphBench
{
    private const int Chapters = 4_000;
    private const int Names = 2_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(6);
    private static readonly BookId Book = new(1);

    public static async Task RunAsync(string? address, long largest)
    {
        Console.WriteLine(Measured.Machine);
        await using var server = address is null ? await Neo4jServer.StartAsync("--heap", "1g", "--pagecache", "512m") : null;
        var where = Neo4jAddress.Parse(address ?? server!.Address);
        await RatesAsync(where);
        await SizesAsync(where, largest);
    }

    private static async Task RatesAsync(Neo4jAddress address)
    {
        await using (var graph = Open(address))
        {
            await graph.DeleteBookAsync(Book, default);
            await graph.PutBookAsync(GraphSamples.Book(Chapters, Book), default);
        }
        await MeasureAsync(address, 4, 100, oneNode: false, WarmUp);
        // The yardstick of the machine and the way there: what a request costs that does nothing.
        foreach (var writers in new[] { 1, 4, 16 })
            Console.WriteLine($"RETURN 1, {writers, 2} at once | {await EmptyAsync(address, writers):0} requests/s");
        Console.WriteLine("chapters/s (p50 ms, p99 ms) | one node each | workers of one node");
        foreach (var facts in new[] { 0, 20, 100, 500 })
        foreach (var writers in new[] { 1, 4, 16 })
        {
            var apart = await MeasureAsync(address, writers, facts, oneNode: false, Long);
            var together = await MeasureAsync(address, writers, facts, oneNode: true, Long);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{facts, 3} facts, {writers, 2} writers | {apart} | {together}")
            );
        }
    }

    /// <summary>The same chapters in a graph that grows: other chapters of the same book hold the entities.</summary>
    private static async Task SizesAsync(Neo4jAddress address, long largest)
    {
        const int EntitiesOfAChapter = 2_000;
        var entities = 0;
        await using var graph = Open(address);
        await graph.DeleteBookAsync(Book, default);
        await graph.PutBookAsync(GraphSamples.Book(Chapters, Book), default);
        Console.WriteLine("chapters of 100 facts, chapters/s (p50 ms, p99 ms) | 1 writer | 4 writers");
        for (long size = 10_000; size <= largest; size *= 10)
        {
            var clock = Stopwatch.StartNew();
            for (; entities < size; entities += EntitiesOfAChapter)
            {
                var names = string.Join(' ', Enumerable.Range(entities, EntitiesOfAChapter).Select(i => $"Crowd{i:x}"));
                var chapter = Chapters - entities / EntitiesOfAChapter;
                await graph.WeaveAsync(GraphSamples.Weave(chapter, GraphSamples.Facts(names), book: Book), default);
            }
            var loaded = clock.Elapsed;
            var (one, four) = (
                await MeasureAsync(address, 1, 100, false, Long),
                await MeasureAsync(address, 4, 100, false, Long)
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{size, 9:N0} entities (loaded in {loaded.TotalSeconds:0} s) | {one} | {four}"
                )
            );
        }
        var deleting = Stopwatch.StartNew();
        await graph.DeleteBookAsync(Book, default);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"deleted with its {entities:N0} entities in {deleting.Elapsed.TotalSeconds:0.0} s"
            )
        );
    }

    /// <summary>Each writer weaves chapters of its own, one after the other.</summary>
    private static async Task<string> MeasureAsync(Neo4jAddress address, int writers, int facts, bool oneNode, TimeSpan time)
    {
        Neo4jGraph[] nodes = [.. Enumerable.Range(0, oneNode ? 1 : writers).Select(_ => Open(address))];
        foreach (var node in nodes)
            await node.BooksAsync(default);
        var clock = Stopwatch.StartNew();
        var takes = await Task.WhenAll(
            Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(nodes[writer % nodes.Length], writer)))
        );
        var seconds = clock.Elapsed.TotalSeconds;
        var deadlocks = nodes.Sum(node => node.Deadlocks);
        foreach (var node in nodes)
            await node.DisposeAsync();
        double[] all = [.. takes.SelectMany(one => one).Order()];
        var said = string.Create(
            CultureInfo.InvariantCulture,
            $"{all.Length / seconds, 5:0} ({all[all.Length / 2], 4:0.0}, {all[all.Length * 99 / 100], 5:0.0})"
        );
        return deadlocks == 0 ? said : $"{said} {deadlocks} deadlocks";

        async Task<List<double>> WriteAsync(Neo4jGraph node, int writer)
        {
            var times = new List<double>();
            var chance = new Random(writer);
            // The first half of the book: its end holds the crowd.
            for (var chapter = writer + 1; clock.Elapsed < time; chapter = (chapter + 16) % (Chapters / 2 - 16) + 1)
            {
                var weave = GraphSamples.Weave(chapter, Facts(chance, facts), NextToken(), book: Book);
                var began = Stopwatch.GetTimestamp();
                var result = await node.WeaveAsync(weave, default);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (result is not WeaveResult.Woven)
                    throw new InvalidOperationException($"chapter {chapter}: {result}");
            }
            return times;
        }
    }

    private static async Task<double> EmptyAsync(Neo4jAddress address, int writers)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var link = new Neo4jLink(address, TimeProvider.System, new Random(1));
                        var count = 0;
                        for (; clock.Elapsed < Long; count++)
                            await link.RunAsync("RETURN 1", null, default);
                        return count;
                    })
                )
        );
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static int _jobs;

    private static FencingToken NextToken() => new(new JobId(Interlocked.Increment(ref _jobs)), 1);

    /// <summary>Half mentions, half relations; few names come often, many seldom.</summary>
    private static ChapterFacts Facts(Random chance, int facts)
    {
        var mentions = facts / 2;
        string[] names = [.. Enumerable.Range(0, mentions).Select(_ => $"Name{(int)(Names * Math.Pow(chance.NextDouble(), 3))}")];
        return new(
            [.. names.Select((name, i) => new Mention(name, EntityTypes.Person, 1 + i % 5, Quote(name, i), i * 40))],
            [
                .. Enumerable
                    .Range(0, facts - mentions)
                    .Select(i => (One: names[chance.Next(mentions)], Other: names[chance.Next(mentions)], i))
                    .Select(it => new Relation(it.One, it.Other, "ally", "meets", 1, Quote(it.One, it.i), it.i * 40, 0.9)),
            ],
            []
        );
    }

    private static string Quote(string name, int i) =>
        $"On that day {name} went to the mill, as he had {i} times before, and met nobody there.";

    private static Neo4jGraph Open(Neo4jAddress address) => new(address, TimeProvider.System, new Random(1));
}
