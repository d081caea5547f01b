using Weft.Model;

namespace Weft.Dispatch.Embedded;

/// <summary>A permit within its provider. The session counts too: after a seeding there are ids of another gate's making.</summary>
internal readonly record struct PermitKey(SessionId Session, long Id);

/// <summary>
/// The permits of one provider that are out. One that a call was granted on never lapses by itself: past its deadline it is overdue.
/// </summary>
/// <param name="calledLapse">For tests: it lapses all the same.</param>
internal sealed class PermitPool(bool calledLapse)
{
    private static readonly Comparer<(TimeSpan Deadline, PermitKey Key)> Order = Comparer<(
        TimeSpan Deadline,
        PermitKey Key
    )>.Create(
        static (one, other) =>
            (one.Deadline, one.Key.Session.Value, one.Key.Id).CompareTo((other.Deadline, other.Key.Session.Value, other.Key.Id))
    );

    private readonly Dictionary<PermitKey, (TimeSpan Deadline, bool Called)> _held = [];
    private readonly SortedSet<(TimeSpan Deadline, PermitKey Key)> _fresh = new(Order);
    private readonly SortedSet<(TimeSpan Deadline, PermitKey Key)> _called = new(Order);

    public int Count => _held.Count;

    public bool Knows(PermitKey key) => _held.ContainsKey(key);

    public TimeSpan? DeadlineOf(PermitKey key) => _held.TryGetValue(key, out var held) ? held.Deadline : null;

    /// <summary>Adds it, or moves its deadline; never to an earlier one.</summary>
    public void Hold(PermitKey key, TimeSpan deadline)
    {
        var known = _held.TryGetValue(key, out var before);
        if (known && before.Deadline >= deadline)
            return;
        if (known)
            ByDeadline(before.Called).Remove((before.Deadline, key));
        _held[key] = (deadline, before.Called);
        ByDeadline(before.Called).Add((deadline, key));
    }

    /// <summary>A call was granted on it, if it is held.</summary>
    public void Call(PermitKey key)
    {
        if (!_held.TryGetValue(key, out var held) || held.Called)
            return;
        _fresh.Remove((held.Deadline, key));
        _held[key] = held with { Called = true };
        _called.Add((held.Deadline, key));
    }

    public bool TryRemove(PermitKey key) =>
        _held.Remove(key, out var held) && ByDeadline(held.Called).Remove((held.Deadline, key));

    public bool TryRemove(SessionId session)
    {
        bool Own((TimeSpan Deadline, PermitKey Key) held) => held.Key.Session == session && _held.Remove(held.Key);
        return _fresh.RemoveWhere(Own) + _called.RemoveWhere(Own) > 0;
    }

    public void RemoveLapsed(TimeSpan now)
    {
        RemoveLapsed(_fresh, now);
        if (calledLapse)
            RemoveLapsed(_called, now);
    }

    /// <summary>Permits whose call's deadline is over.</summary>
    public IEnumerable<(TimeSpan Deadline, PermitKey Key)> Overdue(TimeSpan now) =>
        _called.TakeWhile(held => held.Deadline <= now);

    /// <summary>When the next permit lapses or becomes overdue; null = none will.</summary>
    public TimeSpan? FirstDeadlineAfter(TimeSpan now)
    {
        TimeSpan? fresh = _fresh.Count > 0 ? _fresh.Min.Deadline : null;
        var called = _called.Select(held => (TimeSpan?)held.Deadline).FirstOrDefault(deadline => deadline > now);
        return called is null || fresh < called ? fresh : called;
    }

    private SortedSet<(TimeSpan Deadline, PermitKey Key)> ByDeadline(bool called) => called ? _called : _fresh;

    private void RemoveLapsed(SortedSet<(TimeSpan Deadline, PermitKey Key)> held, TimeSpan now)
    {
        while (held.Count > 0 && held.Min is var (deadline, key) && deadline <= now)
            TryRemove(key);
    }
}
