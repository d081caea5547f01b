namespace Weft.Work;

/// <summary>
/// Remembers being set until somebody waits; one waiter at a time. Made of one completion and one timer: combinators such as
/// Task.WhenAny would go through the thread pool, and one thread under virtual time could not replay them.
/// </summary>
internal sealed class Signal(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiter;
    private bool _set;

    public void Set()
    {
        TaskCompletionSource? waiter;
        lock (_lock)
        {
            waiter = _waiter;
            _set = true;
        }
        waiter?.TrySetResult();
    }

    /// <summary>Returns when set since the last return, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_set || atMost <= TimeSpan.Zero)
            {
                _set = false;
                return;
            }
            _waiter = waiter;
        }
        using var timer = time.CreateTimer(_ => waiter.TrySetResult(), null, atMost, Timeout.InfiniteTimeSpan);
        using var cancelled = cancel.UnsafeRegister((_, token) => waiter.TrySetCanceled(token), null);
        try
        {
            await waiter.Task;
        }
        finally
        {
            lock (_lock)
            {
                if (ReferenceEquals(_waiter, waiter))
                    _waiter = null;
                _set = false;
            }
        }
    }
}
