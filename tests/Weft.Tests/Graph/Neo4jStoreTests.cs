using Weft.Graph;
using Weft.Graph.Neo4j;
using Weft.Model;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;
using static Weft.Testing.Conformance.GraphSamples;

namespace Weft.Tests.Graph;

/// <summary>What many writers, large chapters and several libraries do to a real Neo4j.</summary>
[Needs("neo4j")]
public sealed class Neo4jStoreTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly List<Neo4jGraph> _opened = [];
    private string _address = "";

    public async ValueTask InitializeAsync() => _address = await Neo4jServer.LibraryAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var graph in _opened)
            await graph.DisposeAsync();
    }

    private Neo4jGraph Open(string? address = null)
    {
        var graph = new Neo4jGraph(Neo4jAddress.Parse(address ?? _address), TimeProvider.System, new Random(_opened.Count));
        _opened.Add(graph);
        return graph;
    }

    [Fact]
    public async Task Sixteen_nodes_weave_sixteen_chapters_of_one_book_at_once()
    {
        Neo4jGraph[] nodes = [.. Enumerable.Range(1, 16).Select(_ => Open())];
        var twin = new Testing.Models.MemoryGraph();
        await twin.PutBookAsync(Book(16), Stop);
        await nodes[0].PutBookAsync(Book(16), Stop);
        for (var round = 1; round <= 3; round++)
        {
            var weaves = nodes.Select(
                (node, i) =>
                    Task.Run(() =>
                        node.WeaveAsync(Weave(i + 1, Random(i * round, 12, 80), Token(round, 1), new SessionId(i)), Stop)
                    )
            );
            Assert.All(await Task.WhenAll(weaves), result => Assert.IsType<WeaveResult.Woven>(result));
            for (var i = 0; i < nodes.Length; i++)
                await twin.WeaveAsync(Weave(i + 1, Random(i * round, 12, 80), Token(round, 1), new SessionId(i)), Stop);
        }
        Assert.Equal(1 + 16 * 3, (await nodes[0].FindStateAsync(Sanguo, Stop))!.Version);
        await twin.ResolveAsync(Sanguo, First);
        await nodes[5].ResolveAsync(Sanguo, First);
        Assert.Equal(await twin.HashAsync(Sanguo), await nodes[9].HashAsync(Sanguo));
        // The book's lock comes first in every statement: nobody ever waits for one who waits for him.
        Assert.Equal(0, nodes.Sum(node => node.Deadlocks));
    }

    [Fact]
    public async Task A_chapter_of_five_thousand_facts_is_one_weave()
    {
        var graph = Open();
        var names = Enumerable.Range(0, 2000).Select(i => $"Name{i:0000}").ToArray();
        var links = Enumerable.Range(0, 3000).Select(i => $"{names[i % 2000]} friend {names[(i * 7 + 1) % 2000]}").ToArray();
        var facts = Facts(string.Join(' ', names), links);
        await graph.PutBookAsync(Book(1), Stop);
        Assert.IsType<WeaveResult.Woven>(await graph.WeaveAsync(Weave(1, facts), Stop));
        Assert.IsType<WeaveResult.Woven>(await graph.WeaveAsync(Weave(1, facts), Stop));
        var read = (await graph.ReadRawAsync(Sanguo, Stop))!.Chapters[0].Facts;
        Assert.Equal(facts.Mentions, read.Mentions);
        Assert.Equal(facts.Relations, read.Relations);
        Assert.True(await graph.ResolveAsync(Sanguo, First));
        await graph.DeleteBookAsync(Sanguo, Stop);
        Assert.Equal(0, await NodesAsync());
    }

    [Fact]
    public async Task A_main_character_with_more_links_than_a_batch_is_deleted_too()
    {
        var graph = Open();
        var links = Enumerable.Range(0, 4000).Select(i => $"曹操 friend {(i % 2 == 0 ? "刘备" : "关羽")}").ToArray();
        await graph.PutBookAsync(Book(3), Stop);
        for (var chapter = 1; chapter <= 3; chapter++)
            await graph.WeaveAsync(Weave(chapter, Facts("曹操 刘备 关羽", links)), Stop);
        await graph.DeleteBookAsync(Sanguo, Stop);
        Assert.Equal(0, await NodesAsync());
    }

    [Fact]
    public async Task Each_library_sees_its_own_books_only()
    {
        var (one, other) = (Open(), Open(await Neo4jServer.LibraryAsync()));
        await one.PutBookAsync(Book(2), Stop);
        await one.WeaveAsync(Weave(1, Facts("曹操")), Stop);
        Assert.Empty(await other.BooksAsync(Stop));
        Assert.IsType<WeaveResult.NoBook>(await other.WeaveAsync(Weave(1, Facts("刘备")), Stop));
        await other.PutBookAsync(Book(2), Stop);
        await other.DeleteBookAsync(Sanguo, Stop);
        Assert.Equal([Sanguo], await one.BooksAsync(Stop));
        Assert.Equal("曹操", (await one.ReadRawAsync(Sanguo, Stop))!.Chapters[0].Facts.Mentions[0].Name);
    }

    [Fact]
    public async Task A_read_sees_no_half_of_what_is_being_woven()
    {
        var graph = Open();
        await graph.PutBookAsync(Book(1), Stop);
        await WeaveAsync(0);
        var weaving = Task.Run(
            async () =>
            {
                for (var round = 1; round <= 25; round++)
                    await WeaveAsync(round);
            },
            Stop
        );
        do
        {
            var mentions = (await graph.ReadRawAsync(Sanguo, Stop))!.Chapters[0].Facts.Mentions;
            Assert.Equal(60, mentions.Count);
            Assert.Single(mentions.Select(mention => mention.Type).Distinct());
        } while (!weaving.IsCompleted);
        await weaving;

        Task<WeaveResult> WeaveAsync(int round) =>
            graph.WeaveAsync(
                Weave(
                    1,
                    Facts([.. Enumerable.Range(0, 60).Select(i => Person($"人{i}", type: $"type{round}"))]),
                    Token(1, round + 1)
                ),
                Stop
            );
    }

    [Fact]
    public async Task A_deletion_that_was_cut_off_leaves_nothing_to_the_book_that_is_put_after_it()
    {
        var graph = Open();
        await graph.PutBookAsync(Book(2), Stop);
        await graph.WeaveAsync(Weave(1, Facts("曹操")), Stop);
        await graph.ResolveAsync(Sanguo, First);
        await Neo4jServer.AskAsync(
            _address,
            "MATCH (b:Book) WHERE b.library = $library SET b.deleting = true",
            new { library = Library }
        );
        Assert.Equal([Sanguo], await graph.BooksAsync(Stop));
        Assert.IsType<WeaveResult.NoBook>(await graph.WeaveAsync(Weave(1, Facts("刘备")), Stop));
        Assert.Null(await graph.FindStateAsync(Sanguo, Stop));
        await graph.PutBookAsync(Book(2), Stop);
        Assert.Empty((await graph.ReadResolvedAsync(Sanguo, Stop))!.Entities);
        Assert.Empty((await graph.ReadRawAsync(Sanguo, Stop))!.Chapters);
        await Neo4jServer.AskAsync(
            _address,
            "MATCH (b:Book) WHERE b.library = $library SET b.deleting = true",
            new { library = Library }
        );
        await graph.DeleteBookAsync(Sanguo, Stop);
        Assert.Equal(0, await NodesAsync());
    }

    [Fact]
    public async Task Types_are_labels_and_ours_are_left_alone()
    {
        var graph = Open();
        await graph.PutBookAsync(Book(1), Stop);
        Mention[] people =
        [
            Person("曹操"),
            Person("天书", type: "book"),
            Person("九`阴", type: "martial art"),
            Person("赤壁", type: "战场"),
        ];
        var facts = Facts(people) with
        {
            Relations = Facts("曹操", "曹操 mentions 天书", "曹操 takes_part 赤壁", "曹操 修炼 九`阴").Relations,
        };
        await graph.WeaveAsync(Weave(1, facts), Stop);
        await graph.ResolveAsync(Sanguo, First);
        Assert.Equal(
            ["Book_", "MartialArt", "Person", "战场"],
            await TextsAsync(
                "MATCH (n:Entity) WHERE n.key STARTS WITH $library UNWIND labels(n) AS l WITH l WHERE l <> 'Entity' RETURN l ORDER BY l"
            )
        );
        Assert.Equal(
            ["MENTIONS_", "TAKES_PART", "修炼"],
            await TextsAsync(
                "MATCH (n:Entity)-[r]->(:Entity) WHERE n.key STARTS WITH $library AND NOT r:RELATES RETURN type(r) AS t ORDER BY t"
            )
        );

        // A vote that turns out otherwise takes the old label away.
        await graph.WeaveAsync(Weave(1, Facts(Person("曹操", type: "place")), Token(2, 1)), Stop);
        await graph.ResolveAsync(Sanguo, First);
        Assert.Equal(
            ["Entity", "Place"],
            await TextsAsync("MATCH (n:Entity) WHERE n.key STARTS WITH $library UNWIND labels(n) AS l RETURN l ORDER BY l")
        );
    }

    private string Library => Neo4jAddress.Parse(_address).Library;

    private async Task<IEnumerable<string>> TextsAsync(string statement) =>
        (await Neo4jServer.AskAsync(_address, statement, new { library = Library + ":" })).Select(row => row[0].GetString()!);

    private async Task<int> NodesAsync() =>
        (
            await Neo4jServer.AskAsync(
                _address,
                "MATCH (n) WHERE n.key STARTS WITH $library RETURN count(n)",
                new { library = Library + ":" }
            )
        )[0]
            [0]
            .GetInt32();
}
