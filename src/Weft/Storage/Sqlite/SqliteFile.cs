using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Weft.Storage.Sqlite;

/// <summary>One file of a store: a writer with a queue, and a few connections that read snapshots beside it.</summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    /// <summary>Reads are short, and the machine of a single file is small.</summary>
    private const int MostReaders = 4;

    private readonly string _path;
    private readonly SqliteFileKind _kind;
    private readonly SqliteGroupWriter _writer;
    private readonly SemaphoreSlim _readers = new(MostReaders);
    private readonly ConcurrentBag<SqliteDb> _idle = [];

    private readonly Lazy<Task> _closed;

    private SqliteFile(string path, SqliteFileKind kind, SqliteGroupWriter writer)
    {
        (_path, _kind, _writer) = (path, kind, writer);
        _closed = new(CloseAsync);
    }

    /// <summary>Opens the file, makes it where there is none, and brings it to this build's schema.</summary>
    /// <param name="check">Throws where the file is not the store's, or too new for this build.</param>
    public static SqliteFile Open(string path, SqliteFileKind kind, Action<SqliteDb> check)
    {
        try
        {
            SqliteMigrations.MakeReady(path, kind, check);
            return new(path, kind, new SqliteGroupWriter(path, kind));
        }
        catch (SqliteException error)
        {
            throw kind.Translate(error, path);
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
            throw _kind.Translate(error, _path);
        }
    }

    /// <summary>Reads from one snapshot, which holds at least all that was committed before the call.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteDb, T> work, CancellationToken cancel)
    {
        await _readers.WaitAsync(cancel);
        try
        {
            if (_closed.IsValueCreated)
                throw _kind.Closed();
            // SQLite has no asynchronous calls: a read is a few microseconds to some tens of milliseconds of a pool thread.
            return await Task.Run(() => Read(work), cancel);
        }
        catch (SqliteException error)
        {
            throw _kind.Translate(error, _path);
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
            db = SqliteDb.Open(_path, _kind, forWriting: false);
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
