using Weft.Graph.Timelines;
using Weft.Model;

namespace Weft.Application;

/// <summary>The events of the books that were looked at last, for pages and filters that follow each other.</summary>
internal sealed class TimelineMemory
{
    private const int Kept = 8;

    private readonly Lock _lock = new();
    private readonly LinkedList<(BookId Book, string State, int? UpTo, IReadOnlyList<TimelineEvent> Events)> _known = new();

    /// <summary>Null where that state of the book was not read, or longer ago.</summary>
    public IReadOnlyList<TimelineEvent>? Find(BookId book, string state, int? upTo)
    {
        lock (_lock)
            return _known.FirstOrDefault(one => (one.Book, one.State, one.UpTo) == (book, state, upTo)).Events;
    }

    public void Keep(BookId book, string state, int? upTo, IReadOnlyList<TimelineEvent> events)
    {
        lock (_lock)
        {
            _known.AddFirst((book, state, upTo, events));
            if (_known.Count > Kept)
                _known.RemoveLast();
        }
    }
}
