using Weft.Reasons;
using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Weft.Graph.Sqlite;

/// <summary>
/// The one writer of the graph's file: a thread of its own that carries out what is queued, as many at once as are waiting in one
/// transaction (one flush to the disk), each under its own savepoint, so that one that fails takes no other along. A write is
/// acknowledged after the commit.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int AtOnce = 64;

    private readonly BlockingCollection<Write> _queue = [];
    private readonly Statements _statements;
    private readonly SqliteFile _file;
    private readonly Thread _thread;

    public SqliteWriter(Statements statements, SqliteFile file)
    {
        _statements = statements;
        _file = file;
        _thread = new Thread(Work) { IsBackground = true, Name = "graph writer" };
        _thread.Start();
    }

    /// <summary>Carries the work out in a transaction. What it throws undoes it alone. Work that has begun is not cancelled.</summary>
    public Task<T> WriteAsync<T>(Func<Statements, T> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var write = new Write<T>(work, cancel);
        try
        {
            _queue.Add(write, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new GraphUnavailableException(StoreReasons.GraphClosed);
        }
        return write.Result;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
        _statements.Dispose();
    }

    private void Work()
    {
        var group = new List<Write>(AtOnce);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < AtOnce && _queue.TryTake(out var next))
                group.Add(next);
            CarryOut(group);
        }
    }

    private void CarryOut(List<Write> group)
    {
        try
        {
            _statements.Plain("BEGIN IMMEDIATE");
            foreach (var write in group)
                CarryOut(write);
            _statements.Plain("COMMIT");
        }
        catch (SqliteException error)
        {
            RollBack();
            var failure = _file.Translate(error);
            group.ForEach(write => write.Fail(failure));
        }
        group.ForEach(write => write.Answer());
    }

    private void CarryOut(Write write)
    {
        if (write.Cancelled())
            return;
        _statements.Plain("SAVEPOINT write");
        try
        {
            write.Run(_statements);
        }
        catch (Exception error) when (raw.sqlite3_get_autocommit(_statements.Connection.Handle) == 0)
        {
            // The transaction stands: only this write goes back. (A full disk ends it for all; that is thrown on.)
            _statements.Plain("ROLLBACK TO write");
            write.Fail(error is SqliteException sqlite ? _file.Translate(sqlite) : error);
        }
        _statements.Plain("RELEASE write");
    }

    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_statements.Connection.Handle) == 0)
            _statements.Plain("ROLLBACK");
    }

    private abstract class Write
    {
        public abstract bool Cancelled();
        public abstract void Run(Statements statements);
        public abstract void Fail(Exception error);
        public abstract void Answer();
    }

    private sealed class Write<T>(Func<Statements, T> work, CancellationToken cancel) : Write
    {
        private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _value = default!;

        public Task<T> Result => _result.Task;

        public override bool Cancelled() => cancel.IsCancellationRequested && _result.TrySetCanceled(cancel);

        public override void Run(Statements statements) => _value = work(statements);

        public override void Fail(Exception error) => _result.TrySetException(error);

        public override void Answer() => _result.TrySetResult(_value);
    }
}
