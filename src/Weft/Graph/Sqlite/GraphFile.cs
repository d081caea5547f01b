using Microsoft.Data.Sqlite;
using Weft.Model;
using Weft.Storage;
using Weft.Storage.Sqlite;

namespace Weft.Graph.Sqlite;

/// <summary>The graph's file and its schema, and in plain words what SQLite complains of.</summary>
internal static class GraphFile
{
    /// <summary>The last migration's number.</summary>
    private const int Schema = 1;

    public static readonly SqliteFileKind Kind = new()
    {
        Writer = "weft-graph",
        Statements = new NamedStatements("Weft.Graph.Sqlite."),
        BusyTimeout = TimeSpan.FromSeconds(5),
        // Whole books are read: 16 MB.
        Settings = "PRAGMA cache_size = -16000;",
        Functions = connection =>
            connection.CreateFunction("fold", (string name) => NameFolding.Key(name), isDeterministic: true),
        Error = Trouble,
        Closed = () => new GraphUnavailableException("The graph is closed."),
    };

    /// <summary>Opens or makes the file. Its folder must exist.</summary>
    public static SqliteFile Open(string path) => SqliteFile.Open(path, Kind, db => Check(path, db));

    private static void Check(string path, SqliteDb db)
    {
        if (db.SchemaVersion > Schema)
            throw new GraphException(
                $"The graph's file {path} is of a newer Weft (schema {db.SchemaVersion}, this one knows {Schema}). Use that one."
            );
    }

    private static Exception Trouble(SqliteFault fault, string path, SqliteException error) =>
        fault switch
        {
            SqliteFault.Damaged or SqliteFault.NoDatabase => new GraphException(
                $"The graph's file {path} is damaged or no graph. Move it away and run 'weft graph rebuild': everything in it is made again from the ledger, without a call.",
                error
            ),
            SqliteFault.DiskFull => new GraphUnavailableException(
                $"The disk is full: the graph's file {path} cannot grow. Make room; work goes on by itself.",
                error
            ),
            SqliteFault.ReadOnly => new GraphUnavailableException(
                $"The graph's file {path} cannot be written: look at its rights and at its folder's.",
                error
            ),
            SqliteFault.CannotOpen => new GraphUnavailableException(
                $"The graph's file {path} cannot be opened: look whether its folder exists and may be written.",
                error
            ),
            SqliteFault.Held => new GraphUnavailableException($"The graph's file {path} is held by another process.", error),
            SqliteFault.DiskTrouble => new GraphUnavailableException(
                $"The disk fails under the graph's file {path}: {error.Message}.",
                error
            ),
            _ => new GraphException($"The graph's file {path}: {error.Message}.", error),
        };
}
