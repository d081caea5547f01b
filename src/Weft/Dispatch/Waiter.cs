namespace Weft.Dispatch;

/// <summary>
/// One who waits to be woken. Made of one completion and one timer of the given clock: combinators such as Task.WhenAny would go
/// through the thread pool, and one thread under virtual time could not replay them.
/// </summary>
internal sealed class Waiter
{
    private static readonly TimeSpan Jump = TimeSpan.FromMilliseconds(10);

    private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Wake() => _woken.TrySetResult();

    /// <summary>Returns when woken, or after <paramref name="atMost"/>; the timer is gone then.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancel)
    {
        if (atMost <= TimeSpan.Zero)
            return;
        using var timer = time.CreateTimer(
            static waiter => ((Waiter)waiter!).Wake(),
            this,
            atMost.RoundedUp(),
            Timeout.InfiniteTimeSpan
        );
        using var cancelled = cancel.UnsafeRegister(
            static (woken, token) => ((TaskCompletionSource)woken!).TrySetCanceled(token),
            _woken
        );
        await _woken.Task;
    }

    /// <summary>
    /// Returns when woken, or at that moment. The clock is looked at again once the timer runs: whoever was stopped, or set forward,
    /// while it was made would wait for a span that is no longer true.
    /// </summary>
    public async Task WaitUntilAsync(DateTimeOffset until, TimeProvider time, CancellationToken cancel)
    {
        var span = until - time.GetUtcNow();
        using var timer = time.CreateTimer(
            static waiter => ((Waiter)waiter!).Wake(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        for (var set = TimeSpan.MaxValue; span < set - Jump; span = until - time.GetUtcNow())
        {
            if (span <= TimeSpan.Zero)
                return;
            set = span;
            timer.Change(set.RoundedUp(), Timeout.InfiniteTimeSpan);
        }
        using var cancelled = cancel.UnsafeRegister(
            static (woken, token) => ((TaskCompletionSource)woken!).TrySetCanceled(token),
            _woken
        );
        await _woken.Task;
    }
}
