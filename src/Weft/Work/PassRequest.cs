using Weft.Runtime;

namespace Weft.Work;

/// <summary>A reconciler's pass that is owed at once: whoever ends a session by a takeover owes one, beside its judging.</summary>
internal sealed class PassRequest(TimeProvider time)
{
    private readonly AsyncSignal _signal = new(time);
    private int _owed;

    public void Ask()
    {
        Interlocked.Exchange(ref _owed, 1);
        _signal.Set();
    }

    /// <summary>Returns when a pass is owed, or after that time. True = it is owed, and is the caller's to make.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken stop)
    {
        await _signal.WaitAsync(atMost, stop);
        return Interlocked.Exchange(ref _owed, 0) == 1;
    }
}
