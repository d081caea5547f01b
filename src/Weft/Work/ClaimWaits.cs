using Weft.Dispatch;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>
/// What a claim loop waits for: a turn or a permit from outside, or something of its own node, whichever comes first. What comes from outside is
/// waited for beside the loop, once at a time.
/// </summary>
internal sealed class ClaimWaits(IRing ring, IGate gate, NodeOptions options, RuntimeContext runtime)
{
    private readonly AsyncSignal _turn = new(runtime.Time);
    private readonly AsyncSignal _permit = new(runtime.Time);
    private int _awaitsTurn;
    private int _awaitsPermit;

    /// <summary>A chapter could use a permit more, or one came back: a loop that waits for a turn looks again.</summary>
    public void Wake() => _turn.Set();

    /// <summary>Returns when the ring may have a turn, after <see cref="Wake"/>, or after a slow poll.</summary>
    /// <param name="orPermit">Also when a permit may have come free.</param>
    public Task ForTurnAsync(string provider, bool orPermit, CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _awaitsTurn, 1) == 0)
            _ = AwaitTurnAsync(provider, stop);
        if (orPermit)
            AwaitPermit(provider, stop);
        return _turn.WaitAsync(options.RingPoll, stop);
    }

    /// <summary>Returns when a permit may have come free, or after a slow poll.</summary>
    public Task ForPermitAsync(string provider, CancellationToken stop)
    {
        AwaitPermit(provider, stop);
        return _permit.WaitAsync(options.RingPoll, stop);
    }

    private void AwaitPermit(string provider, CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _awaitsPermit, 1) == 0)
            _ = AwaitPermitAsync(provider, stop);
    }

    private async Task AwaitTurnAsync(string provider, CancellationToken stop)
    {
        var came = await CameAsync(ring.WaitAsync(provider, options.RingPoll, stop), stop);
        // Before the loop wakes, which begins another wait.
        Volatile.Write(ref _awaitsTurn, 0);
        if (came)
            _turn.Set();
    }

    private async Task AwaitPermitAsync(string provider, CancellationToken stop)
    {
        var came = await CameAsync(gate.WaitForPermitAsync(provider, options.RingPoll, stop), stop);
        Volatile.Write(ref _awaitsPermit, 0);
        if (!came)
            return;
        _permit.Set();
        _turn.Set();
    }

    /// <summary>Trouble is met again by whoever looks at the end of the slow poll.</summary>
    private static async Task<bool> CameAsync(Task wait, CancellationToken stop)
    {
        try
        {
            await wait;
            return true;
        }
        catch (TransientException)
        {
            return false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
