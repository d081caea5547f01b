using MySqlConnector;
using Weft.Storage;

namespace Weft.Ledger.MySql;

/// <summary>
/// Connections to one database, and the ways of a statement there: one packet each, so that a node that is stopped holds no lock. Collisions are
/// repeated here; other errors come out as <see cref="MySqlTrouble"/> says.
/// </summary>
internal sealed class MySqlStore : IAsyncDisposable
{
    private const int MostCollisions = 20;
    private static readonly TimeSpan ReadClockAgain = TimeSpan.FromMinutes(1);

    private readonly MySqlDataSource _source;
    private readonly TimeProvider _time;
    private readonly bool _keepsClock;
    private long _clockReadAt;
    private long _lostAt;

    private MySqlStore(MySqlDataSource source, string server, TimeProvider time, bool readsClock) =>
        (_source, Server, _time, _keepsClock, Clock) = (source, server, time, readsClock, new(time));

    public MySqlClock Clock { get; }

    /// <summary>By the database's clock, in milliseconds since 1970.</summary>
    public long NowMs => Clock.NowMs;

    /// <summary>Host, port and database, for people.</summary>
    public string Server { get; }

    /// <param name="readsClock">False, for tests: the database is taken to have the caller's clock.</param>
    public static MySqlStore Of(string connectionString, TimeProvider time, bool readsClock)
    {
        MySqlConnectionStringBuilder given;
        try
        {
            given = new MySqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException error)
        {
            throw new LedgerException($"WEFT_LEDGER is no MySQL connection string: {error.Message}");
        }
        var options = MySqlOptions.Of(given);
        var source = new MySqlDataSourceBuilder(options.ConnectionString)
            .UseConnectionOpenedCallback(
                async (context, cancel) =>
                {
                    if ((context.Conditions & MySqlConnectionOpenedConditions.New) == 0)
                        return;
                    await using var command = new MySqlCommand(MySqlOptions.Session, context.Connection);
                    await command.ExecuteNonQueryAsync(cancel);
                }
            )
            .Build();
        return new(source, $"{options.Server}:{options.Port}/{options.Database}", time, readsClock);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>Runs a named statement and hands its results to <paramref name="read"/>. It may be run again after a collision.</summary>
    public Task<T> RunAsync<T>(
        string name,
        Func<MySqlDataReader, Task<T>> read,
        CancellationToken cancel,
        params (string Name, object? Value)[] values
    ) => RunTextAsync(MySqlStatements.Sql(name), read, cancel, values);

    public async Task<T> RunTextAsync<T>(
        string sql,
        Func<MySqlDataReader, Task<T>> read,
        CancellationToken cancel,
        params (string Name, object? Value)[] values
    ) =>
        await ConnectedAsync(
            async connection =>
            {
                await using var command = Command(connection, sql, values);
                await using var reader = await command.ExecuteReaderAsync(cancel);
                var result = await read(reader);
                // An error of a later statement of the packet shows itself only when its result is asked for.
                while (await reader.NextResultAsync(cancel)) { }
                return result;
            },
            cancel
        );

    /// <summary>Rows that the statement found to change; of several statements: of the last that changes any.</summary>
    public Task<int> ExecuteAsync(string name, CancellationToken cancel, params (string Name, object? Value)[] values) =>
        ConnectedAsync(
            async connection =>
            {
                await using var command = Command(connection, MySqlStatements.Sql(name), values);
                return await command.ExecuteNonQueryAsync(cancel);
            },
            cancel
        );

    public Task<List<T>> QueryAsync<T>(
        string name,
        Func<Row, T> read,
        CancellationToken cancel,
        params (string Name, object? Value)[] values
    ) =>
        RunAsync(
            name,
            async reader =>
            {
                var row = new Row(reader);
                var rows = new List<T>();
                while (await reader.ReadAsync(cancel))
                    rows.Add(read(row));
                return rows;
            },
            cancel,
            values
        );

    /// <summary>The first row, or the default where there is none.</summary>
    public Task<T?> FirstAsync<T>(
        string name,
        Func<Row, T> read,
        CancellationToken cancel,
        params (string Name, object? Value)[] values
    ) => RunAsync(name, async reader => await reader.ReadAsync(cancel) ? read(new Row(reader)) : default, cancel, values);

    /// <summary>The first row's number; null where there is none.</summary>
    public Task<long?> NumberAsync(string name, CancellationToken cancel, params (string Name, object? Value)[] values) =>
        RunAsync(name, reader => NumberOfAsync(reader, cancel), cancel, values);

    /// <summary>Of a result that has one column.</summary>
    public static async Task<long?> NumberOfAsync(MySqlDataReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(cancel) && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;

    /// <summary>Whether the first row's number, of rows changed, is above 0.</summary>
    public async Task<bool> IsDoneAsync(string name, CancellationToken cancel, params (string Name, object? Value)[] values) =>
        await NumberAsync(name, cancel, values) > 0;

    /// <summary>Several packets in one transaction: only where nobody else ever waits for the rows that it locks.</summary>
    public Task<T> TransactAsync<T>(Func<MySqlConnection, MySqlTransaction, Task<T>> work, CancellationToken cancel) =>
        ConnectedAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                var result = await work(connection, transaction);
                await transaction.CommitAsync(cancel);
                return result;
            },
            cancel
        );

    public static MySqlCommand Command(MySqlConnection connection, string sql, (string Name, object? Value)[] values)
    {
        var command = new MySqlCommand(sql, connection);
        foreach (var (parameter, value) in values)
            command.Parameters.AddWithValue(parameter, value);
        return command;
    }

    public async Task<T> ConnectedAsync<T>(Func<MySqlConnection, Task<T>> work, CancellationToken cancel)
    {
        for (var collisions = 0; ; collisions++)
        {
            try
            {
                await using var connection = await OpenAsync(cancel);
                await ReadClockAsync(connection, cancel);
                return await GuardedAsync(connection, work);
            }
            catch (MySqlException error) when (MySqlTrouble.IsCollision(error) && collisions < MostCollisions)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(collisions), _time, cancel);
            }
            catch (Exception error) when (MySqlTrouble.IsTrouble(error) && !cancel.IsCancellationRequested)
            {
                throw MySqlTrouble.Translate(error, Server);
            }
            catch (Exception error) when (MySqlTrouble.IsTrouble(error))
            {
                // What was cancelled ends in many ways.
                cancel.ThrowIfCancellationRequested();
                throw;
            }
        }
    }

    /// <summary>
    /// A server that was started anew knows none of the connections that idled here, and each would cost one more failure: for a while
    /// after a loss they are asked first.
    /// </summary>
    private async Task<MySqlConnection> OpenAsync(CancellationToken cancel)
    {
        while (true)
        {
            var connection = await _source.OpenConnectionAsync(cancel);
            var lostAt = Interlocked.Read(ref _lostAt);
            if (lostAt == 0 || _time.GetElapsedTime(lostAt) > MySqlOptions.LongestIdle || await connection.PingAsync(cancel))
                return connection;
            await connection.DisposeAsync();
        }
    }

    /// <summary>A connection goes back to the pool without open transactions, whatever happened.</summary>
    private async Task<T> GuardedAsync<T>(MySqlConnection connection, Func<MySqlConnection, Task<T>> work)
    {
        var well = false;
        try
        {
            var result = await work(connection);
            well = true;
            return result;
        }
        finally
        {
            if (!well)
                await EndAsync(connection);
        }
    }

    private async Task EndAsync(MySqlConnection connection)
    {
        try
        {
            await using var rollback = new MySqlCommand("ROLLBACK", connection) { CommandTimeout = 5 };
            await rollback.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception error) when (MySqlTrouble.IsTrouble(error) || error is InvalidOperationException)
        {
            // The connection is gone, and its transaction with it; most likely those that idle beside it too.
            Interlocked.Exchange(ref _lostAt, _time.GetTimestamp());
        }
    }

    private async Task ReadClockAsync(MySqlConnection connection, CancellationToken cancel)
    {
        if (!_keepsClock || (Clock.IsSet && _time.GetElapsedTime(Interlocked.Read(ref _clockReadAt)) < ReadClockAgain))
            return;
        Interlocked.Exchange(ref _clockReadAt, _time.GetTimestamp());
        var asked = _time.GetTimestamp();
        await using var command = new MySqlCommand("SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)", connection);
        var server = Convert.ToInt64(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
        Clock.Read(server, _time.GetElapsedTime(asked));
    }
}
