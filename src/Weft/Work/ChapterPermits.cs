using Weft.Dispatch;
using Weft.Model;
using Weft.Providers;

namespace Weft.Work;

/// <summary>The permits of one chapter, while it is in hand.</summary>
internal sealed class ChapterPermits(PermitsInHand all, JobId job, Permit first) : ICallPermits
{
    private readonly Lock _lock = new();
    private readonly HashSet<Permit> _held = [first];
    private Func<int>? _passages;
    private Action<Permit>? _take;
    private bool _closed;

    public Permit First => first;

    public JobId Job => job;

    public int Held
    {
        get
        {
            lock (_lock)
                return _held.Count;
        }
    }

    /// <summary>How many more it could use now.</summary>
    public int Wanted
    {
        get
        {
            Func<int>? passages;
            lock (_lock)
                passages = _closed ? null : _passages;
            return passages?.Invoke() ?? 0;
        }
    }

    public void Want(Func<int> passages, Action<Permit> take)
    {
        lock (_lock)
            (_passages, _take) = (passages, take);
        if (passages() > 0)
            all.Changed();
    }

    /// <summary>False = it has no use for it.</summary>
    public bool TryLend(Permit permit)
    {
        Action<Permit> take;
        lock (_lock)
        {
            if (_closed || _take is null)
                return false;
            _held.Add(permit);
            take = _take;
        }
        take(permit);
        return true;
    }

    public void GiveBack(Permit permit)
    {
        lock (_lock)
            if (!_held.Remove(permit))
                return;
        _ = all.ReleaseAsync(permit);
    }

    /// <summary>The chapter has ended, whatever came of it: what it holds still goes back.</summary>
    public void Close()
    {
        List<Permit> left;
        lock (_lock)
        {
            _closed = true;
            left = [.. _held];
        }
        all.Close(this);
        foreach (var permit in left)
            GiveBack(permit);
    }
}
