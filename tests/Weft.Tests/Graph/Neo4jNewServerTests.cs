using System.Text.RegularExpressions;
using Weft.Graph.Neo4j;
using Weft.Model;
using Weft.Testing;
using Weft.Testing.Servers;
using Weft.Tests.Cli;
using Xunit;
using static Weft.Testing.Conformance.GraphSamples;

namespace Weft.Tests.Graph;

/// <summary>A server that is new: made ready by many at once; and the queries of docs/graph.md, which must find this book and no other test's.</summary>
[Needs("neo4j")]
public sealed partial class Neo4jNewServerTests
{
    /// <summary>Ends with the run.</summary>
    private static readonly Lazy<Task<Neo4jServer>> Own = new(() => Neo4jServer.StartAsync());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static IReadOnlyList<string> Queries(string page) =>
        [
            .. Block()
                .Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", page)).ReplaceLineEndings("\n"))
                .Select(match => match.Groups[1].Value),
        ];

    [Fact]
    public async Task Sixteen_nodes_make_it_ready_at_once()
    {
        var address = (await Own.Value).Address;
        foreach (var kind in (string[])["CONSTRAINTS", "INDEXES"])
        foreach (
            var row in await Neo4jServer.AskAsync(address, $"SHOW {kind} YIELD name WHERE name STARTS WITH 'weft_' RETURN name")
        )
            await Neo4jServer.AskAsync(address, $"DROP {(kind == "INDEXES" ? "INDEX" : "CONSTRAINT")} {row[0].GetString()}");
        Neo4jGraph[] nodes =
        [
            .. Enumerable
                .Range(1, 16)
                .Select(seed => new Neo4jGraph(Neo4jAddress.Parse(address), TimeProvider.System, new Random(seed))),
        ];
        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.BooksAsync(Stop), Stop)));
        var online = await Neo4jServer.AskAsync(address, Cypher.Text("standing"));
        Assert.Equal(Cypher.Made.Order(), online.Select(row => row[0].GetString()).Order());
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public void Both_pages_have_the_same_ten_queries()
    {
        Assert.Equal(10, Queries("graph.md").Count);
        Assert.Equal(Queries("graph.md"), Queries("graph.zh.md"));
    }

    [Fact]
    public async Task Each_query_finds_something_in_a_small_book()
    {
        var address = (await Own.Value).Address;
        await using var graph = new Neo4jGraph(Neo4jAddress.Parse(address), TimeProvider.System, new Random(1));
        await graph.PutBookAsync(Book(3), Stop);
        await WeaveAsync(1, "曹操 刘备 关羽", "曹操 co_occurs 刘备", "曹操 hostile 刘备", "刘备 ally 关羽");
        await WeaveAsync(2, "曹操 孟德 刘备", "曹操 alias 孟德", "曹操 hostile 刘备");
        await WeaveAsync(3, "曹操 孙权 周瑜 荆州", "曹操 hostile 孙权", "孙权 superior 周瑜", "周瑜 located_in 荆州");
        await graph.ResolveAsync(Sanguo, First);
        foreach (var query in Queries("graph.md"))
            Assert.True((await Neo4jServer.AskAsync(address, query)).Count > 0, $"no rows: {query}");

        async Task WeaveAsync(int chapter, string names, params string[] links)
        {
            var facts = Facts(names, links);
            Mention[] mentions =
            [
                .. facts.Mentions.Select(one => one.Name == "荆州" ? one with { Type = EntityTypes.Place } : one),
            ];
            await graph.WeaveAsync(Weave(chapter, facts with { Mentions = mentions }), Stop);
        }
    }

    [GeneratedRegex("```cypher\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
