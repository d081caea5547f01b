namespace Weft.Simulation;

/// <summary>What the world has still to do, by moment; of one moment in the order in which it was put here.</summary>
internal sealed class Agenda
{
    private const int Branches = 4;

    /// <summary>What is due at once needs no place in the heap: time does not go on before it is taken. A ring, its length a power of two.</summary>
    private (long Number, WorldEvent Event)[] _due = new (long, WorldEvent)[64];
    private int _firstDue;
    private int _dueCount;

    /// <summary>A heap of places; what happens there stands beside it, so that sifting moves no references.</summary>
    private Place[] _heap = new Place[256];
    private WorldEvent[] _events = new WorldEvent[256];
    private readonly Stack<int> _free = new();
    private int _count;
    private int _used;
    private long _number;

    private readonly record struct Place(long At, long Number, int Index)
    {
        public bool IsBefore(in Place other) => At < other.At || (At == other.At && Number < other.Number);
    }

    public void Add(long now, long wait, WorldEvent next)
    {
        if (wait <= 0)
        {
            AddDue(next);
            return;
        }
        if (!_free.TryPop(out var index))
            index = _used++;
        if (index == _events.Length)
        {
            Array.Resize(ref _events, index * 2);
            Array.Resize(ref _heap, index * 2);
        }
        _events[index] = next;
        Rise(new Place(now + wait, _number++, index));
    }

    private void AddDue(in WorldEvent next)
    {
        if (_dueCount == _due.Length)
        {
            var longer = new (long, WorldEvent)[_dueCount * 2];
            for (var i = 0; i < _dueCount; i++)
                longer[i] = _due[(_firstDue + i) & (_dueCount - 1)];
            (_due, _firstDue) = (longer, 0);
        }
        _due[(_firstDue + _dueCount++) & (_due.Length - 1)] = (_number++, next);
    }

    /// <summary>False = nothing is left.</summary>
    public bool TryTake(long now, out WorldEvent next, out long at)
    {
        if (_dueCount > 0 && (_count == 0 || _heap[0].At > now || _heap[0].Number > _due[_firstDue].Number))
        {
            ref var due = ref _due[_firstDue];
            (next, at) = (due.Event, now);
            due = default;
            _firstDue = (_firstDue + 1) & (_due.Length - 1);
            _dueCount--;
            return true;
        }
        if (_count == 0)
        {
            (next, at) = (default, 0);
            return false;
        }
        var first = _heap[0];
        (next, at) = (_events[first.Index], first.At);
        _events[first.Index] = default;
        _free.Push(first.Index);
        if (--_count > 0)
            Sink(_heap[_count]);
        return true;
    }

    private void Rise(in Place place)
    {
        var hole = _count++;
        while (hole > 0)
        {
            var parent = (hole - 1) / Branches;
            if (!place.IsBefore(_heap[parent]))
                break;
            _heap[hole] = _heap[parent];
            hole = parent;
        }
        _heap[hole] = place;
    }

    /// <summary>Puts a place at the root, and down to where it belongs.</summary>
    private void Sink(Place place)
    {
        var hole = 0;
        for (var child = 1; child < _count; child = (hole * Branches) + 1)
        {
            var least = child;
            var end = Math.Min(child + Branches, _count);
            for (var other = child + 1; other < end; other++)
                if (_heap[other].IsBefore(_heap[least]))
                    least = other;
            if (!_heap[least].IsBefore(place))
                break;
            _heap[hole] = _heap[least];
            hole = least;
        }
        _heap[hole] = place;
    }
}

/// <summary>Work on the world's list; of a life: run as that node.</summary>
internal readonly record struct WorldEvent(Life? Life, SendOrPostCallback Work, object? State);
