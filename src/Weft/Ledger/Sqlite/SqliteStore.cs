using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>One ledger file: a writer with a queue, and a few connections that read snapshots beside it.</summary>
internal sealed class SqliteStore : IAsyncDisposable
{
    private const int MostReaders = 4;

    private readonly string _path;
    private readonly SqliteWriter _writer;
    private readonly SemaphoreSlim _readers = new(MostReaders);
    private readonly ConcurrentBag<SqliteDb> _idle = [];

    private readonly Lazy<Task> _closed;

    private SqliteStore(string path, SqliteWriter writer)
    {
        (_path, _writer) = (path, writer);
        _closed = new(CloseAsync);
    }

    public static SqliteStore Open(string path)
    {
        try
        {
            SqliteSchema.MakeReady(path);
            return new(path, new SqliteWriter(path));
        }
        catch (SqliteException error)
        {
            throw SqliteTrouble.Translate(error, path);
        }
    }

    /// <summary>One transaction that may write. Done, and safe from a power cut, when the task is.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteDb, T> work, CancellationToken cancel)
    {
        try
        {
            return await _writer.RunAsync(work, cancel);
        }
        catch (SqliteException error)
        {
            throw SqliteTrouble.Translate(error, _path);
        }
    }

    /// <summary>Reads from one snapshot, which holds at least all that was committed before the call.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteDb, T> work, CancellationToken cancel)
    {
        await _readers.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_closed.IsValueCreated, this);
            // SQLite has no asynchronous calls: a read is a few microseconds to some tens of milliseconds of a pool thread.
            return await Task.Run(() => Read(work), cancel);
        }
        catch (SqliteException error)
        {
            throw SqliteTrouble.Translate(error, _path);
        }
        finally
        {
            _readers.Release();
        }
    }

    public async Task<IReadOnlyList<T>> ReadListAsync<T>(Func<SqliteDb, List<T>> work, CancellationToken cancel) =>
        await ReadAsync(work, cancel);

    private T Read<T>(Func<SqliteDb, T> work)
    {
        if (!_idle.TryTake(out var db))
            db = SqliteDb.Open(_path, forWriting: false);
        try
        {
            db.Run("BEGIN");
            var result = work(db);
            db.Run("COMMIT");
            _idle.Add(db);
            return result;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>What was begun is finished first. Safe to repeat.</summary>
    public ValueTask DisposeAsync() => new(_closed.Value);

    private async Task CloseAsync()
    {
        await _writer.DisposeAsync();
        for (var i = 0; i < MostReaders; i++)
            await _readers.WaitAsync();
        while (_idle.TryTake(out var db))
            db.Dispose();
        _readers.Release(MostReaders);
    }
}
