using System.Diagnostics;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>A run in the hands of this session, in which of its provider's slots and since when, and the switch that drops it.</summary>
internal sealed record ActiveRun(Claim Claim, int Slot, DateTimeOffset Since, CancellationTokenSource Cancellation)
{
    /// <summary>The attempt may be raised while it is in hand.</summary>
    public Claim Claim { get; set; } = Claim;

    /// <summary>When its claim was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The span of its whole chapter; null where nobody listens.</summary>
    public Activity? StartTrace() =>
        Telemetry.Chapter(AskedAt, Claim.Run.Job.Value, Claim.Run.Position, Claim.Attempt, Claim.Session.Value, Claim.Provider);
}

/// <summary>One life of a node as the ledger knows it, with what it has in hand.</summary>
internal sealed class SessionState(SessionId id, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(long Job, int Position), ActiveRun> _inHand = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly AsyncSignal _released = new(time);

    public SessionId Id { get; } = id;

    /// <summary>Cancelled when the ledger is known to have ended the session.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>By the list of open sessions as its judge last read it. The oldest does what one node is enough for.</summary>
    public bool IsOldest { get; set; }

    /// <summary>One piece of suspects' local work at a time.</summary>
    public AsyncLock LocalWork { get; } = new();

    /// <summary>A claim in the air holds it, so that a look for strays takes no run for one that is just being handed over.</summary>
    public AsyncLock Claiming { get; } = new();

    /// <summary>The session was found ended: nothing may be changed in its name any more. Its calls in the air are still journalled.</summary>
    public void End() => _ended.Cancel();

    public ActiveRun Take(Claim claim, int slot, DateTimeOffset askedAt)
    {
        var run = new ActiveRun(claim, slot, time.GetUtcNow(), new CancellationTokenSource()) { AskedAt = askedAt };
        lock (_lock)
            _inHand[Key(claim.Run)] = run;
        return run;
    }

    public void Release(ActiveRun run)
    {
        lock (_lock)
        {
            if (_inHand.TryGetValue(Key(run.Claim.Run), out var held) && ReferenceEquals(held, run))
                _inHand.Remove(Key(run.Claim.Run));
        }
        _released.Set();
    }

    public IReadOnlyList<ActiveRun> InHand()
    {
        lock (_lock)
            return [.. _inHand.Values];
    }

    /// <summary>Returns when nothing is in hand, or after <paramref name="atMost"/>, or when cancelled.</summary>
    public async Task WaitEmptyAsync(TimeSpan atMost, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (InHand().Count > 0 && !cancel.IsCancellationRequested)
        {
            var left = atMost - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
                return;
            try
            {
                await _released.WaitAsync(left, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static (long, int) Key(RunId run) => (run.Job.Value, run.Position);
}
