using Weft.Model;

namespace Weft.Work;

/// <summary>
/// Which sessions one session looks at. The oldest few that show life look at all, so that all looks together grow with the fleet and not with
/// its square; the others look at these few alone, and step in where too few of them are left. It has no clock.
/// </summary>
internal sealed class WatchRange(SessionId self)
{
    /// <summary>So many judge: the first by age of those that show life.</summary>
    public const int Judges = 3;

    /// <summary>So many look at all: whoever judges once the judges are dead must have seen the others alive.</summary>
    public const int Watchers = 6;

    private int _window = Watchers;

    public bool IsJudge { get; private set; }

    public bool IsWatcher { get; private set; }

    /// <summary>Fewer watchers than there should be were seen: look again soon, with a fresh list.</summary>
    public bool MissesSome { get; private set; } = true;

    /// <param name="open">The open sessions, the oldest first.</param>
    public IReadOnlyList<SessionId> Of(IReadOnlyList<SessionId> open) =>
        IsWatcher ? open : [.. open.Take(_window).Where(peer => peer != self), self];

    /// <summary>Takes in what a look at <see cref="Of"/> has shown.</summary>
    public void See(IReadOnlyList<SessionId> open, Func<SessionId, bool> showsLife)
    {
        var older = open.TakeWhile(peer => peer != self).ToList();
        var seen = IsWatcher ? older.Count : Math.Min(_window, older.Count);
        var alive = Enumerable.Range(0, seen).Where(index => showsLife(older[index])).ToList();
        // Whoever was not looked at may live: nobody steps in before having looked at all who come first.
        var mayLive = alive.Count + older.Count - seen;
        (IsJudge, IsWatcher) = (mayLive < Judges, mayLive < Watchers);
        MissesSome = alive.Count < Math.Min(Watchers, older.Count);
        // Twice as far each time, so that a whole rack of dead ones is soon looked over.
        _window = alive.Count >= Watchers ? alive[Watchers - 1] + 1 : Math.Max(Watchers, 2 * seen);
    }
}
