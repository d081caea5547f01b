using Weft.Reasons;
using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Weft.Model;

namespace Weft.Graph.Sqlite;

/// <summary>
/// Opens the graph's file and its connections, and says in plain words what SQLite complains of. FULL, not NORMAL: the ledger marks
/// a run completed after its weave was acknowledged, and the ledger is FULL; with NORMAL a power cut could take the weave and leave
/// the completion.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    private const int SchemaVersion = 1;

    private readonly string _path;
    private readonly ConcurrentBag<Statements> _readers = [];

    private SqliteFile(string path) => _path = path;

    /// <summary>Opens or makes the file. Its folder must exist.</summary>
    public static (SqliteFile File, Statements Writer) Open(string path)
    {
        var file = new SqliteFile(path);
        return (file, file.Translated(file.OpenWriter));
    }

    /// <summary>Reads in one consistent snapshot.</summary>
    public Task<T> ReadAsync<T>(Func<Statements, T> read, CancellationToken cancel) =>
        Task.Run(
            () =>
                Translated(() =>
                {
                    if (!_readers.TryTake(out var reader))
                        reader = Connect("PRAGMA query_only = 1;");
                    try
                    {
                        reader.Plain("BEGIN");
                        var result = read(reader);
                        reader.Plain("COMMIT");
                        _readers.Add(reader);
                        return result;
                    }
                    catch
                    {
                        reader.Dispose();
                        throw;
                    }
                }),
            cancel
        );

    public Exception Translate(SqliteException error)
    {
        const int busy = 5,
            locked = 6,
            readOnly = 8,
            interrupted = 9,
            io = 10,
            corrupt = 11,
            full = 13,
            cannotOpen = 14,
            noDatabase = 26;
        return error.SqliteErrorCode switch
        {
            corrupt or noDatabase => new GraphException(
                StoreReasons.GraphDamaged(_path),
                error
            ),
            full => new GraphUnavailableException(
                StoreReasons.GraphDiskFull(_path),
                error
            ),
            readOnly => new GraphUnavailableException(
                StoreReasons.GraphReadOnly(_path),
                error
            ),
            cannotOpen => new GraphUnavailableException(
                StoreReasons.GraphNotOpened(_path),
                error
            ),
            busy or locked or interrupted => new GraphUnavailableException(
                StoreReasons.GraphHeld(_path),
                error
            ),
            io => new GraphUnavailableException(StoreReasons.GraphDiskFails(_path, error.Message), error),
            _ => new GraphException(StoreReasons.GraphRefused(_path, error.Message), error),
        };
    }

    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
            reader.Dispose();
    }

    private T Translated<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw Translate(error);
        }
    }

    private Statements OpenWriter()
    {
        var writer = Connect("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        try
        {
            writer.Plain("BEGIN IMMEDIATE");
            using var version = writer.Connection.CreateCommand();
            version.CommandText = "PRAGMA user_version";
            var found = Convert.ToInt32(version.ExecuteScalar(), null);
            if (found > SchemaVersion)
                throw new GraphException(
                    StoreReasons.GraphTooNew(_path, found, SchemaVersion)
                );
            if (found == 0)
                writer.Plain(Statements.Schema() + $"PRAGMA user_version = {SchemaVersion};");
            writer.Plain("COMMIT");
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private Statements Connect(string settings)
    {
        var where = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Pooling = false,
            DefaultTimeout = 10,
        };
        var connection = new SqliteConnection(where.ToString());
        try
        {
            connection.Open();
            connection.CreateFunction("fold", (string name) => NameFolding.Key(name), isDeterministic: true);
            var statements = new Statements(connection);
            statements.Plain("PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16000;" + settings);
            return statements;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
