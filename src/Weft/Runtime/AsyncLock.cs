namespace Weft.Runtime;

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
