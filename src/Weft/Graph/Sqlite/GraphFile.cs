using Microsoft.Data.Sqlite;
using Weft.Model;
using Weft.Reasons;
using Weft.Storage;
using Weft.Storage.Sqlite;

namespace Weft.Graph.Sqlite;

/// <summary>The graph's file and its schema, and in plain words what SQLite complains of.</summary>
internal static class GraphFile
{
    /// <summary>The last migration's number.</summary>
    private const int Schema = 2;

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
        Closed = () => new GraphUnavailableException(StoreReasons.GraphClosed),
    };

    /// <summary>
    /// Opens or makes the file, and its folder: where the ledger is elsewhere, this may be the first thing that is kept on a machine.
    /// </summary>
    public static SqliteFile Open(string path)
    {
        StoreFolder.Make(
            path,
            (folder, cause) => new GraphUnavailableException(StoreReasons.FolderNotMade(folder, cause.Message), cause)
        );
        return SqliteFile.Open(path, Kind, db => Check(path, db));
    }

    private static void Check(string path, SqliteDb db)
    {
        if (db.SchemaVersion > Schema)
            throw new GraphException(StoreReasons.GraphTooNew(path, db.SchemaVersion, Schema));
    }

    private static Exception Trouble(SqliteFault fault, string path, SqliteException error) =>
        fault switch
        {
            SqliteFault.Damaged or SqliteFault.NoDatabase => new GraphException(StoreReasons.GraphDamaged(path), error),
            SqliteFault.DiskFull => new GraphUnavailableException(StoreReasons.GraphDiskFull(path), error),
            SqliteFault.ReadOnly => new GraphUnavailableException(StoreReasons.GraphReadOnly(path), error),
            SqliteFault.CannotOpen => new GraphUnavailableException(StoreReasons.GraphNotOpened(path), error),
            SqliteFault.Held => new GraphUnavailableException(StoreReasons.GraphHeld(path), error),
            SqliteFault.DiskTrouble => new GraphUnavailableException(StoreReasons.GraphDiskFails(path, error.Message), error),
            _ => new GraphException(StoreReasons.GraphRefused(path, error.Message), error),
        };
}
