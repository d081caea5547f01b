using Weft.Graph.Neo4j;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>The command line with its graph in a real Neo4j: the same graphs, the same hashes, the same exports.</summary>
[Needs("neo4j")]
public sealed class Neo4jCommandTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    private static string Sample => Path.Combine(SourceTree.Root, "samples", "alice.en.txt");

    private async Task<string> AskAsync(params string[] words)
    {
        Assert.True(await _weaver.RunAsync(words) == 0, _weaver.Out + _weaver.Error);
        return _weaver.Out;
    }

    private async Task<string> HashAsync()
    {
        await AskAsync("job", "show", "1", "--json");
        return _weaver.Answer.GetProperty("hash").GetString()!;
    }

    [Fact]
    public async Task A_book_is_read_into_neo4j_moved_to_a_file_and_back_and_is_always_the_same()
    {
        var address = await Neo4jServer.LibraryAsync();
        _weaver.Variables["WEFT_GRAPH"] = address;
        await AskAsync("run", Sample);
        var hash = await HashAsync();
        Assert.False(File.Exists(Path.Combine(_weaver.Data, "graph.db")));
        var (exported, shown) = (await AskAsync("graph", "export", "1"), await AskAsync("graph", "show", "1", "--up-to", "5"));
        var entity = await AskAsync("graph", "show", "1", "--entity", "Queen", "--json");

        _weaver.Variables["WEFT_GRAPH"] = "sqlite";
        await AskAsync("graph", "rebuild", "1");
        Assert.Equal(hash, await HashAsync());
        Assert.Equal(exported, await AskAsync("graph", "export", "1"));
        Assert.Equal(shown, await AskAsync("graph", "show", "1", "--up-to", "5"));
        Assert.Equal(entity, await AskAsync("graph", "show", "1", "--entity", "Queen", "--json"));

        _weaver.Variables["WEFT_GRAPH"] = await Neo4jServer.LibraryAsync();
        await AskAsync("graph", "rebuild", "1");
        Assert.Equal(hash, await HashAsync());

        using var undisturbed = new Weaver();
        Assert.Equal(0, await undisturbed.RunAsync("run", Sample));
        Assert.Equal(0, await undisturbed.RunAsync("job", "show", "1", "--json"));
        Assert.Equal(hash, undisturbed.Answer.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task A_deleted_book_leaves_nothing_in_neo4j()
    {
        var address = _weaver.Variables["WEFT_GRAPH"] = await Neo4jServer.LibraryAsync();
        await AskAsync("run", Sample);
        Assert.NotEqual(0, await NodesAsync(address));
        await AskAsync("book", "delete", "1", "--yes");
        Assert.Equal(0, await NodesAsync(address));
    }

    private static async Task<int> NodesAsync(string address)
    {
        const string Count = "MATCH (n) WHERE n.key STARTS WITH $library + ':' RETURN count(n)";
        var library = Neo4jAddress.Parse(address).Library;
        return (await Neo4jServer.AskAsync(address, Count, new { library }))[0][0].GetInt32();
    }
}
