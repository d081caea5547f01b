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
            await change.WaitAsync(gone);
    }

    private Task? WaitsFor(string passage)
    {
        lock (_lock)
            return _mayGo is null || _mayGo(passage) ? null : _changed.Task;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
