using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>One life of a node as the ledger knows it, with what it has in hand.</summary>
internal sealed class SessionState(SessionId id, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(long Job, int Position), ActiveRun> _inHand = [];
    private readonly AttemptsHad _had = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly AsyncSignal _released = new(time);

    public SessionId Id { get; } = id;

    /// <summary>Cancelled when the ledger is known to have ended the session.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>By the list of open sessions as it was last read. The oldest does what one node is enough for.</summary>
    public bool IsOldest { get; private set; }

    /// <summary>One piece of suspects' local work at a time.</summary>
    public AsyncLock LocalWork { get; } = new();

    /// <summary>A claim in the air holds it, so that a look for orphaned claims takes no run for one that is just being handed over.</summary>
    public AsyncLock Claiming { get; } = new();

    /// <summary>The open sessions, the oldest first, as just read: without this one among them it has ended.</summary>
    public void SeeOpen(IReadOnlyList<Session> open)
    {
        IsOldest = open.Count > 0 && open[0].Id == Id;
        if (open.All(session => session.Id != Id))
            End();
    }

    /// <summary>The session was found ended: nothing may be changed in its name any more. Its calls in the air are still journalled.</summary>
    public void End() => _ended.Cancel();

    public ActiveRun Take(Claim claim, int slot, DateTimeOffset askedAt)
    {
        var run = new ActiveRun(claim, slot, time.GetUtcNow(), new CancellationTokenSource()) { AskedAt = askedAt };
        lock (_lock)
        {
            _inHand[Key(claim.Run)] = run;
            _had.Note(claim);
        }
        return run;
    }

    /// <summary>
    /// The highest attempt of the run that this session has had, 0 where it had none. A claim that does not lie above it comes from a ledger that
    /// lost an earlier one.
    /// </summary>
    public int AttemptHad(RunId run)
    {
        lock (_lock)
            return _had.Of(run);
    }

    /// <summary>The run in hand goes on under a higher attempt.</summary>
    public void Raise(ActiveRun run, Claim raised)
    {
        lock (_lock)
        {
            run.Claim = raised;
            _had.Note(raised);
        }
    }

    /// <summary>Drops what is in hand of the run, if anything is.</summary>
    public void Drop(RunId run)
    {
        ActiveRun? held;
        lock (_lock)
            held = _inHand.GetValueOrDefault(Key(run));
        held?.Cancellation.Cancel();
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
