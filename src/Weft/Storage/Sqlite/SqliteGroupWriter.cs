using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Weft.Storage.Sqlite;

/// <summary>
/// The one connection of this process that writes, on a thread of its own. What waits in the queue shares one commit, each operation
/// under a savepoint, so that one that fails spoils none of the others. Nobody is answered before the commit.
/// </summary>
internal sealed class SqliteGroupWriter : IAsyncDisposable
{
    /// <summary>Bounds how long the first of a group waits for the others.</summary>
    private const int MostPerCommit = 128;

    private readonly string _path;
    private readonly SqliteFileKind _kind;
    private readonly Channel<Operation> _queue = Channel.CreateUnbounded<Operation>(new() { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteDb? _db;

    public SqliteGroupWriter(string path, SqliteFileKind kind)
    {
        (_path, _kind) = (path, kind);
        _db = SqliteDb.Open(path, kind, forWriting: true);
        new Thread(Loop) { IsBackground = true, Name = kind.Writer }.Start();
    }

    /// <summary>Runs work in a transaction; it may be run again where an operation beside it ended the transaction, so it keeps no state.</summary>
    public Task<T> RunAsync<T>(Func<SqliteDb, T> work, CancellationToken cancel)
    {
        var operation = new Operation<T>(work, cancel);
        return _queue.Writer.TryWrite(operation) ? operation.Answer : throw _kind.Closed();
    }

    private void Loop()
    {
        var reader = _queue.Reader;
        var group = new List<Operation>();
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < MostPerCommit && reader.TryRead(out var operation))
                if (!operation.GivenUp)
                    group.Add(operation);
            if (group.Count > 0)
                Commit(group);
        }
        _db?.Dispose();
        _ended.SetResult();
    }

    private void Commit(List<Operation> group)
    {
        Operation? ender = null;
        try
        {
            _db ??= SqliteDb.Open(_path, _kind, forWriting: true);
            _db.Run("BEGIN IMMEDIATE");
            ender = group.Count == 1 ? RunAlone(_db, group[0]) : RunTogether(_db, group);
            if (ender is null)
                _db.Run("COMMIT");
        }
        catch (SqliteException error)
        {
            Reset();
            foreach (var operation in group)
                operation.Fail(_kind.Translate(error, _path));
        }
        foreach (var operation in group)
        {
            if (ender is null || operation == ender)
                operation.Settle();
            else
                Commit([operation]);
        }
    }

    /// <summary>Returns the operation with which the transaction ended before its time; its error is kept.</summary>
    private static Operation? RunTogether(SqliteDb db, List<Operation> group)
    {
        foreach (var operation in group)
        {
            db.Run("SAVEPOINT operation");
            operation.Run(db);
            if (operation.Error is not null)
            {
                if (!db.InTransaction)
                    return operation;
                db.Run("ROLLBACK TO operation");
            }
            db.Run("RELEASE operation");
        }
        return null;
    }

    private static Operation? RunAlone(SqliteDb db, Operation operation)
    {
        operation.Run(db);
        if (operation.Error is null)
            return null;
        if (db.InTransaction)
            db.Run("ROLLBACK");
        return operation;
    }

    /// <summary>After an error outside any operation the connection is opened anew.</summary>
    private void Reset()
    {
        _db?.Dispose();
        _db = null;
    }

    /// <summary>What is in the queue is still done.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete())
            await _ended.Task;
    }

    private abstract class Operation(CancellationToken cancel)
    {
        public bool GivenUp
        {
            get
            {
                if (!cancel.IsCancellationRequested)
                    return false;
                GiveUp(cancel);
                return true;
            }
        }

        public Exception? Error { get; protected set; }

        public abstract void Run(SqliteDb db);

        public void Fail(Exception error) => Error = error;

        /// <summary>Hands the kept answer or error on.</summary>
        public abstract void Settle();

        protected abstract void GiveUp(CancellationToken token);
    }

    private sealed class Operation<T>(Func<SqliteDb, T> work, CancellationToken cancel) : Operation(cancel)
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Answer => _answer.Task;

        public override void Run(SqliteDb db)
        {
            Error = null;
            try
            {
                _result = work(db);
            }
            catch (Exception error)
            {
                // An operation's outcome: kept for whoever waits for it, whatever it is.
                Error = error;
            }
        }

        public override void Settle()
        {
            if (Error is null)
                _answer.TrySetResult(_result!);
            else
                _answer.TrySetException(Error);
        }

        protected override void GiveUp(CancellationToken token) => _answer.TrySetCanceled(token);
    }
}
