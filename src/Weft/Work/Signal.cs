namespace Weft.Work;

/// <summary>Remembers being set until somebody waits; one waiter at a time.</summary>
internal sealed class Signal(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _set = New();

    public void Set()
    {
        lock (_lock)
            _set.TrySetResult();
    }

    /// <summary>Returns when set since the last return, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        Task set;
        lock (_lock)
            set = _set.Task;
        if (!set.IsCompleted)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(set, Task.Delay(atMost, time, over.Token));
            over.Cancel();
        }
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_set.Task.IsCompleted)
                _set = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A lock that is waited for without a thread; first come, first served.</summary>
internal sealed class AsyncLock
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private bool _taken;

    public async Task<IDisposable> TakeAsync()
    {
        TaskCompletionSource? turn = null;
        lock (_lock)
        {
            if (_taken)
                _waiting.Enqueue(turn = new(TaskCreationOptions.RunContinuationsAsynchronously));
            _taken = true;
        }
        if (turn is not null)
            await turn.Task;
        return new Held(this);
    }

    private void Free()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var next))
                next.SetResult();
            else
                _taken = false;
        }
    }

    private sealed class Held(AsyncLock of) : IDisposable
    {
        private bool _freed;

        public void Dispose()
        {
            if (!_freed)
                of.Free();
            _freed = true;
        }
    }
}
