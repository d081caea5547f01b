using Weft.Graph.Neo4j;
using Weft.Graph.Sqlite;

namespace Weft.Graph;

/// <summary>Every way to keep the graph.</summary>
internal static class GraphBackends
{
    /// <summary>Where nothing is said.</summary>
    public const string Default = SqliteBackend.Setting;

    /// <summary>The first that takes a setting is meant by it.</summary>
    public static readonly IReadOnlyList<IGraphBackend> All = [new SqliteBackend(), new Neo4jBackend()];

    /// <summary>Null where the setting means none of them.</summary>
    public static IGraphBackend? Find(string setting) => All.FirstOrDefault(backend => backend.Takes(setting));

    /// <summary>As above, for a setting that was checked.</summary>
    public static IGraphBackend Of(string setting) =>
        Find(setting) ?? throw new GraphException("WEFT_GRAPH names no graph that this build can open.");
}
