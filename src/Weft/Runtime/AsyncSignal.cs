namespace Weft.Runtime;

/// <summary>
/// Remembers being set until somebody waits; one waiter at a time. Made of one completion and one timer: combinators such as
/// Task.WhenAny would go through the thread pool, and one thread under virtual time could not replay them.
/// </summary>
internal sealed class AsyncSignal(TimeProvider time)
{
    private static readonly TimeSpan Jump = TimeSpan.FromMilliseconds(10);

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
        if (Begin(atMost) is not { } waiter)
            return;
        using var timer = time.CreateTimer(Wake, waiter, atMost.RoundedUp(), Timeout.InfiniteTimeSpan);
        await EndAsync(waiter, cancel);
    }

    /// <summary>
    /// Returns when set since the last return, or at that moment. The clock is looked at again once the timer runs: whoever was
    /// stopped, or set forward, while it was made would wait for a span that is no longer true.
    /// </summary>
    public async Task WaitUntilAsync(DateTimeOffset until, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var span = until - time.GetUtcNow();
        if (Begin(span) is not { } waiter)
            return;
        using var timer = time.CreateTimer(Wake, waiter, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        for (var set = TimeSpan.MaxValue; span < set - Jump; span = until - time.GetUtcNow())
        {
            if (span <= TimeSpan.Zero)
            {
                waiter.TrySetResult();
                break;
            }
            set = span;
            timer.Change(set.RoundedUp(), Timeout.InfiniteTimeSpan);
        }
        await EndAsync(waiter, cancel);
    }

    private static void Wake(object? waiter) => ((TaskCompletionSource)waiter!).TrySetResult();

    /// <summary>Null = there is nothing to wait for.</summary>
    private TaskCompletionSource? Begin(TimeSpan atMost)
    {
        lock (_lock)
        {
            if (_set || atMost <= TimeSpan.Zero)
            {
                _set = false;
                return null;
            }
            return _waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private async Task EndAsync(TaskCompletionSource waiter, CancellationToken cancel)
    {
        using var cancelled = cancel.UnsafeRegister(
            static (woken, token) => ((TaskCompletionSource)woken!).TrySetCanceled(token),
            waiter
        );
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
