namespace Weft.Testing.Scripted;

/// <summary>
/// Answers that are held until the test has done its part: on a busy machine a latency alone lets the whole job pass before the test is at its
/// next line.
/// </summary>
internal sealed class ScriptedHold
{
    private readonly Lock _lock = new();
    private Func<string, bool>? _mayGo;
    private TaskCompletionSource _changed = New();
    private TaskCompletionSource _arrived = New();
    private int _waiting;

    /// <param name="mayGo">By the passage of a call that waits, asked once for each and again after each change; null = every call.</param>
    public void Change(Func<string, bool>? mayGo)
    {
        TaskCompletionSource before;
        lock (_lock)
            (_mayGo, before, _changed) = (mayGo, _changed, New());
        before.SetResult();
    }

    /// <summary>Returns when the call's answer may leave.</summary>
    public async Task WaitAsync(string passage, CancellationToken gone)
    {
        while (WaitsFor(passage) is { } change)
            try
            {
                Count(1);
                await change.WaitAsync(gone);
            }
            finally
            {
                Count(-1);
            }
    }

    /// <summary>Returns once so many calls are held.</summary>
    public async Task HoldsAsync(int calls, CancellationToken cancel)
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                if (_waiting >= calls)
                    return;
                arrival = _arrived.Task;
            }
            await arrival.WaitAsync(cancel);
        }
    }

    private void Count(int more)
    {
        TaskCompletionSource arrived;
        lock (_lock)
            (_waiting, arrived, _arrived) = (_waiting + more, _arrived, New());
        arrived.SetResult();
    }

    private Task? WaitsFor(string passage)
    {
        lock (_lock)
            return _mayGo is null || _mayGo(passage) ? null : _changed.Task;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
