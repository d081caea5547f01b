using Microsoft.Data.Sqlite;
using Weft.Storage;

namespace Weft.Ledger.Sqlite;

/// <summary>
/// One connection with its prepared statements, found by the names they have in the .sql files. For one thread at a time.
/// </summary>
internal sealed class SqliteDb : IDisposable
{
    /// <summary>SQLite's own back-off is unfair: one writer may keep another waiting for seconds.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    private SqliteDb(SqliteConnection connection) => _connection = connection;

    public static SqliteDb Open(string path, bool forWriting)
    {
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            // The driver repeats on top of what SQLite waits: once is enough.
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(builder.ToString());
        var db = new SqliteDb(connection);
        try
        {
            connection.Open();
            db.Run($"PRAGMA busy_timeout = {(int)BusyTimeout.TotalMilliseconds}");
            // A completed chapter must survive a power cut, which NORMAL does not promise.
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
            _statements[name] = command = new SqliteCommand(SqliteStatements.Sql(name), _connection);
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
