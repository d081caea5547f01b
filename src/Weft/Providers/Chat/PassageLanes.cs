using System.Runtime.ExceptionServices;

namespace Weft.Providers.Chat;

/// <summary>
/// Which lane of a chapter has which passage. A lane works on one permit: once it has made a call it ends, unless it is the chapter's last, which goes on to
/// the end. What only waiting helps is put back for the last one, so that no other holds a permit for nothing.
/// </summary>
internal sealed class PassageLanes(IReadOnlyList<PassageWork> passages)
{
    private readonly Lock _lock = new();
    private readonly Queue<PassageWork> _fresh = new(passages);
    private readonly Queue<PassageWork> _putBack = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lanes;
    private ReadingResult.Stopped? _stopped;
    private ExceptionDispatchInfo? _trouble;

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<PassageWork> All => passages;

    /// <summary>Passages that no lane has begun.</summary>
    public int Fresh
    {
        get
        {
            lock (_lock)
                return IsStopped ? 0 : _fresh.Count;
        }
    }

    /// <summary>Asked by a lane: whether it is the only one.</summary>
    public bool IsLast
    {
        get
        {
            lock (_lock)
                return _lanes == 1;
        }
    }

    private bool IsStopped => _stopped is not null || _trouble is not null;

    /// <summary>False = there is nothing for one more lane.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_over.Task.IsCompleted || IsStopped || _fresh.Count == 0)
                return false;
            _lanes++;
            return true;
        }
    }

    /// <summary>Null = the lane has ended.</summary>
    /// <param name="called">It has made a call, or tried to.</param>
    public PassageWork? Next(bool called)
    {
        lock (_lock)
        {
            var goesOn = !IsStopped && (!called || _lanes == 1);
            if (goesOn && (_fresh.TryDequeue(out var work) || (_lanes == 1 && _putBack.TryDequeue(out work))))
                return work;
            Leave();
            return null;
        }
    }

    /// <summary>For the last lane.</summary>
    public void PutBack(PassageWork work)
    {
        lock (_lock)
            _putBack.Enqueue(work);
    }

    /// <summary>The reading is over: calls in the air come to their end, and no others are made. The first word counts.</summary>
    public void Stop(ReadingResult.Stopped why)
    {
        lock (_lock)
            _stopped ??= why;
    }

    /// <summary>A lane ended by an exception: it is thrown again where the reading is waited for.</summary>
    public void Fail(Exception trouble)
    {
        lock (_lock)
        {
            _trouble ??= ExceptionDispatchInfo.Capture(trouble);
            Leave();
        }
    }

    /// <summary>Returns when all lanes have ended. Null = every passage is served.</summary>
    public async Task<ReadingResult.Stopped?> EndAsync()
    {
        await _over.Task;
        _trouble?.Throw();
        return _stopped;
    }

    private void Leave()
    {
        if (--_lanes == 0)
            _over.TrySetResult();
    }
}
