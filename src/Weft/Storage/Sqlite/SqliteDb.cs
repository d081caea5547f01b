using Microsoft.Data.Sqlite;

namespace Weft.Storage.Sqlite;

/// <summary>
/// One connection with its prepared statements, found by the names they have in the .sql files. For one thread at a time.
/// </summary>
internal sealed class SqliteDb : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteFileKind _kind;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    private SqliteDb(SqliteConnection connection, SqliteFileKind kind) => (_connection, _kind) = (connection, kind);

    public static SqliteDb Open(string path, SqliteFileKind kind, bool forWriting)
    {
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            // The driver repeats on top of what SQLite waits: once is enough.
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(builder.ToString());
        var db = new SqliteDb(connection, kind);
        try
        {
            connection.Open();
            kind.Functions(connection);
            db.Run($"PRAGMA busy_timeout = {(int)kind.BusyTimeout.TotalMilliseconds}; {kind.Settings}");
            // What was acknowledged must survive a power cut, which NORMAL does not promise. Both stores: a weave that was lost under a completion
            // that was not would never be made again.
            db.Run(forWriting ? "PRAGMA synchronous = FULL" : "PRAGMA query_only = ON");
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>SQLite ends a transaction by itself on some errors, a full disk among them.</summary>
    public bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>The number of the last migration that the file has had; 0 for a new one.</summary>
    public int SchemaVersion => (int)Pragma("user_version");

    public long Pragma(string name)
    {
        using var command = new SqliteCommand($"PRAGMA {name}", _connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Runs SQL that is no named statement: transactions, pragmas.</summary>
    public void Run(string sql)
    {
        if (!_statements.TryGetValue(sql, out var command))
            _statements[sql] = command = new SqliteCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Rows changed.</summary>
    public int Execute(string name, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Statement(name, values).ExecuteNonQuery();

    public List<T> Query<T>(string name, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Statement(name, values).ExecuteReader();
        var row = new Row(reader);
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(row));
        return rows;
    }

    /// <summary>Hands on rows until <paramref name="next"/> wants no more.</summary>
    public void Each(string name, Func<Row, bool> next, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Statement(name, values).ExecuteReader();
        var row = new Row(reader);
        while (reader.Read() && next(row)) { }
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string name, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Statement(name, values).ExecuteReader();
        return reader.Read() ? read(new Row(reader)) : default;
    }

    /// <summary>The first row's number; null where there is none.</summary>
    public long? Number(string name, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Statement(name, values).ExecuteScalar() is long number ? number : null;

    private SqliteCommand Statement(string name, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_statements.TryGetValue(name, out var command))
            _statements[name] = command = new SqliteCommand(_kind.Statements.Text(name), _connection);
        foreach (var (parameter, value) in values)
        {
            if (command.Parameters.IndexOf(parameter) is var index and >= 0)
                command.Parameters[index].Value = value ?? DBNull.Value;
            else
                command.Parameters.AddWithValue(parameter, value ?? DBNull.Value);
        }
        return command;
    }

    public void Dispose()
    {
        foreach (var command in _statements.Values)
            command.Dispose();
        _connection.Dispose();
    }
}
