using Weft.Reasons.Findings;

namespace Weft.Graph.Sqlite;

/// <summary>The graph in a file of the data folder.</summary>
internal sealed class SqliteBackend : IGraphBackend
{
    public const string Setting = "sqlite";

    public bool IsShared => false;

    public bool Takes(string setting) => setting == Setting;

    public SettingFault? FaultOf(string setting) => null;

    public async Task<OpenGraph> OpenAsync(string setting, GraphPlace place, CancellationToken cancel)
    {
        var graph = await SqliteGraph.OpenAsync(Path.Combine(place.Folder, "graph.db"), place.Time, cancel);
        return new(graph, graph);
    }

    public Task<GraphExamination> ExamineAsync(string setting, GraphPlace place, CancellationToken cancel)
    {
        var file = new FileInfo(Path.Combine(place.Folder, "graph.db"));
        Finding found = file.Exists
            ? new("graph_file_ok", ("size", Measures.Size(file.Length)), ("folder", place.Folder))
            : new("graph_none", ("folder", place.Folder));
        return Task.FromResult(new GraphExamination([found], file.Exists, $"{Environment.MachineName}:{file.FullName}"));
    }
}
