using Weft.Model;
using Weft.Runtime;

namespace Weft.Dispatch.Embedded;

/// <summary>The rings of all providers, as every node of the process sees them. Used under its own lock.</summary>
internal sealed class RingBoard
{
    private readonly Dictionary<string, JobCircle> _circles = new(StringComparer.Ordinal);

    public Lock Lock { get; } = new();

    public JobCircle Of(string provider)
    {
        if (!_circles.TryGetValue(provider, out var circle))
            _circles.Add(provider, circle = new JobCircle());
        return circle;
    }

    /// <summary>All jobs forgotten, as when a server comes back empty. Nobody is woken by it.</summary>
    public void Wipe()
    {
        foreach (var circle in _circles.Values)
            circle.Clear();
    }
}

/// <summary>The jobs of one provider in two classes of priority, each taken in turn.</summary>
internal sealed class JobCircle
{
    private readonly Dictionary<JobId, Place> _places = [];
    private readonly LinkedList<JobId> _high = new();
    private readonly LinkedList<JobId> _normal = new();
    private int _highTurns;

    private sealed record Place(LinkedListNode<JobId> Node, ulong Generation);

    public int Count => _places.Count;

    /// <summary>Raised by each put: whoever has seen a smaller one has something to look at.</summary>
    public long Puts { get; private set; }

    public List<AsyncSignal> Waiting { get; } = [];

    /// <summary>On the circle already: only the generation changes, and the class where the priority is another.</summary>
    public void Put(JobId job, Priority priority, ulong generation)
    {
        var line = priority == Priority.High ? _high : _normal;
        var node = _places.TryGetValue(job, out var place) && place.Node.List == line ? place.Node : null;
        if (node is null)
        {
            place?.Node.List!.Remove(place.Node);
            node = line.AddLast(job);
        }
        _places[job] = new Place(node, generation);
        Puts++;
        foreach (var waiter in Waiting)
            waiter.Set();
    }

    public (JobId Job, ulong Generation)? Next()
    {
        if (_places.Count == 0)
            return null;
        var high = _high.Count > 0 && (_normal.Count == 0 || _highTurns < DispatchRules.HighInARow);
        _highTurns = high ? Math.Min(_highTurns + 1, DispatchRules.HighInARow) : 0;
        var line = high ? _high : _normal;
        var first = line.First!;
        line.RemoveFirst();
        line.AddLast(first);
        return (first.Value, _places[first.Value].Generation);
    }

    /// <summary>Null = whatever its generation.</summary>
    public bool TryRemove(JobId job, ulong? generation)
    {
        if (!_places.TryGetValue(job, out var place) || (generation is { } read && read != place.Generation))
            return false;
        place.Node.List!.Remove(place.Node);
        return _places.Remove(job);
    }

    public void Clear()
    {
        _places.Clear();
        _high.Clear();
        _normal.Clear();
        _highTurns = 0;
    }
}
