using System.Text.RegularExpressions;
using Weft.Testing;
using Weft.Testing.Servers;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Exports;

/// <summary>The script for Neo4j, loaded by a real one.</summary>
[Needs("neo4j")]
public sealed class CypherScriptTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neo4j_has_every_name_tie_and_fact_and_as_many_when_it_is_loaded_again()
    {
        using var graph = await AwkwardGraph.MakeAsync();
        var address = await Neo4jServer.LibraryAsync();
        await ClearAsync(address);
        var script = await File.ReadAllTextAsync(await graph.WriteAsync("cypher"), Stop);
        for (var time = 0; time < 2; time++)
        {
            await LoadAsync(address, script);
            var nodes = await Neo4jServer.AskAsync(
                address,
                "MATCH (n:Entity) WHERE n.key STARTS WITH 'export:' RETURN n.name, n.type, n.mentions"
            );
            Assert.Equal(
                graph.Resolved.Entities.Select(one => (one.Name, one.Type, one.Mentions)).Order(),
                nodes.Select(row => (row[0].GetString()!, row[1].GetString()!, row[2].GetInt32())).Order()
            );
            var names = graph.Resolved.Entities.ToDictionary(entity => entity.Id, entity => entity.Name);
            var ties = await Neo4jServer.AskAsync(
                address,
                "MATCH (s:Entity)-[r:!RELATES]->(t:Entity) WHERE s.key STARTS WITH 'export:' RETURN s.name, t.name, r.type, r.label, r.weight"
            );
            Assert.Equal(
                graph
                    .Resolved.Relations.Select(one => (names[one.Source], names[one.Target], one.Type, one.Label, one.Weight))
                    .Order(),
                ties.Select(row =>
                        (row[0].GetString()!, row[1].GetString()!, row[2].GetString()!, row[3].GetString()!, row[4].GetDouble())
                    )
                    .Order()
            );
            var facts = await Neo4jServer.AskAsync(
                address,
                """
                MATCH (b:Book)-[:HAS_CHAPTER]->(c:Chapter) WHERE b.key STARTS WITH 'export:'
                RETURN COUNT { (b)-[:HAS_CHAPTER]->() }, sum(COUNT { (c)-[:MENTIONS]->() }), sum(COUNT { (c)-[:NEXT]->() }), b.title
                """
            );
            var mentions = graph.Resolved.Entities.Sum(entity => entity.Chapters.Count);
            Assert.Equal((3, mentions, 2), (facts[0][0].GetInt32(), facts[0][1].GetInt32(), facts[0][2].GetInt32()));
            Assert.Equal(graph.Book.Title, facts[0][3].GetString());
            var evidence = await Neo4jServer.AskAsync(
                address,
                "MATCH (s:Entity)-[r:RELATES]->() WHERE s.key STARTS WITH 'export:' RETURN count(r), collect(DISTINCT r.confidence)"
            );
            Assert.Equal(
                (graph.Resolved.Relations.Sum(tie => tie.Count), 0.5),
                (evidence[0][0].GetInt32(), evidence[0][1][0].GetDouble())
            );
        }
    }

    [Theory]
    [InlineData("exports.md")]
    [InlineData("exports.zh.md")]
    public async Task Each_query_of_the_page_has_an_answer(string page)
    {
        using var weaver = new Weaver();
        var address = await Neo4jServer.LibraryAsync();
        await ClearAsync(address);
        Assert.Equal(0, await weaver.RunAsync("run", Path.Combine(SourceTree.Root, "samples", "alice.en.txt")));
        Assert.Equal(0, await weaver.RunAsync("graph", "export", "alice", "-o", "alice.cypher"));
        await LoadAsync(address, await File.ReadAllTextAsync(Path.Combine(weaver.Folder, "alice.cypher"), Stop));
        var queries = Regex.Matches(
            await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", page), Stop),
            "```cypher\n(.*?)\n```",
            RegexOptions.Singleline
        );
        Assert.NotEmpty(queries);
        foreach (Match query in queries)
            Assert.Equal(10, (await Neo4jServer.AskAsync(address, query.Groups[1].Value)).Count);
    }

    /// <summary>As cypher-shell does: a statement ends with a semicolon at the end of a line.</summary>
    private static async Task LoadAsync(string address, string script)
    {
        foreach (var statement in script.Split(";\n", StringSplitOptions.RemoveEmptyEntries))
            await Neo4jServer.AskAsync(address, statement);
    }

    private static async Task ClearAsync(string address) =>
        await Neo4jServer.AskAsync(address, "MATCH (n) WHERE n.key STARTS WITH 'export:' DETACH DELETE n");
}
