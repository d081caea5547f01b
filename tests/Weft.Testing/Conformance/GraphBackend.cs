using Weft.Graph;
using Weft.Graph.Neo4j;
using Weft.Graph.Sqlite;
using Weft.Testing.Models;
using Weft.Testing.Servers;

namespace Weft.Testing.Conformance;

/// <summary>A store to hold against the contract: opened empty for each test.</summary>
public abstract class GraphBackend : IAsyncDisposable
{
    public abstract Task<IGraphStore> OpenAsync();

    /// <summary>What another process on the same store would open; null where there can be none.</summary>
    public virtual Task<IGraphStore>? OpenAgainAsync() => null;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class MemoryGraphBackend : GraphBackend
{
    public override Task<IGraphStore> OpenAsync() => Task.FromResult<IGraphStore>(new MemoryGraph());
}

public sealed class SqliteGraphBackend : GraphBackend
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weft-graph-").FullName;
    private readonly List<SqliteGraph> _opened = [];

    public override async Task<IGraphStore> OpenAsync()
    {
        var graph = await SqliteGraph.OpenAsync(Path.Combine(_folder, "graph.db"), null, default);
        _opened.Add(graph);
        return graph;
    }

    public override Task<IGraphStore>? OpenAgainAsync() => OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        foreach (var graph in _opened)
            await graph.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        await base.DisposeAsync();
    }
}

public sealed class Neo4jGraphBackend : GraphBackend
{
    private readonly List<Neo4jGraph> _opened = [];
    private Neo4jAddress? _address;

    public override async Task<IGraphStore> OpenAsync()
    {
        _address ??= Neo4jAddress.Parse(await Neo4jServer.LibraryAsync());
        var graph = new Neo4jGraph(_address, TimeProvider.System, new Random(_opened.Count));
        _opened.Add(graph);
        return graph;
    }

    public override Task<IGraphStore>? OpenAgainAsync() => OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        foreach (var graph in _opened)
            await graph.DisposeAsync();
        await base.DisposeAsync();
    }
}
