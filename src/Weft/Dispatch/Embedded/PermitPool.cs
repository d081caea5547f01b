using Weft.Jobs;

namespace Weft.Dispatch.Embedded;

/// <summary>A permit within its provider. The session counts too: after a seeding there are ids of another gate's making.</summary>
internal readonly record struct PermitKey(SessionId Session, long Id);

/// <summary>The permits of one provider that are out.</summary>
internal sealed class PermitPool
{
    private static readonly Comparer<(TimeSpan Deadline, PermitKey Key)> Order = Comparer<(
        TimeSpan Deadline,
        PermitKey Key
    )>.Create(
        static (one, other) =>
            (one.Deadline, one.Key.Session.Value, one.Key.Id).CompareTo((other.Deadline, other.Key.Session.Value, other.Key.Id))
    );

    private readonly Dictionary<PermitKey, TimeSpan> _deadlines = [];
    private readonly SortedSet<(TimeSpan Deadline, PermitKey Key)> _byDeadline = new(Order);

    public int Count => _deadlines.Count;

    public TimeSpan? FirstDeadline => _byDeadline.Count == 0 ? null : _byDeadline.Min.Deadline;

    public bool Knows(PermitKey key) => _deadlines.ContainsKey(key);

    /// <summary>Adds it, or moves its deadline; never to an earlier one.</summary>
    public void Hold(PermitKey key, TimeSpan deadline)
    {
        if (_deadlines.TryGetValue(key, out var before))
        {
            if (before >= deadline)
                return;
            _byDeadline.Remove((before, key));
        }
        _deadlines[key] = deadline;
        _byDeadline.Add((deadline, key));
    }

    public bool TryRemove(PermitKey key) => _deadlines.Remove(key, out var deadline) && _byDeadline.Remove((deadline, key));

    public bool TryRemove(SessionId session)
    {
        var freed = _byDeadline.RemoveWhere(held => held.Key.Session == session && _deadlines.Remove(held.Key));
        return freed > 0;
    }

    public void RemoveLapsed(TimeSpan now)
    {
        while (_byDeadline.Count > 0 && _byDeadline.Min is var (deadline, key) && deadline <= now)
            TryRemove(key);
    }
}
