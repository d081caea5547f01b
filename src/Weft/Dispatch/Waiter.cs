namespace Weft.Dispatch;

/// <summary>
/// One who waits to be woken. Made of one completion and one timer of the given clock: combinators such as Task.WhenAny would go
/// through the thread pool, and one thread under virtual time could not replay them.
/// </summary>
internal sealed class Waiter
{
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
}
