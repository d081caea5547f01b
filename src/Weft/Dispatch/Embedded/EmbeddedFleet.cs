using Weft.Model;

namespace Weft.Dispatch.Embedded;

/// <summary>
/// Presence and heartbeats in one process. The hooks below play a server's and a network's troubles for many nodes on one thread; with one
/// node nothing uses them.
/// </summary>
internal sealed class EmbeddedFleet : IFleet
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, Member> _members = [];
    private long _epoch = 1;

    private sealed class Member
    {
        public bool Entered { get; set; }
        public bool Lost { get; set; }
        public bool Cut { get; set; }
        public long? Beats { get; set; }
        public bool Present => Entered && !Lost && !Cut;
    }

    public Task EnterAsync(SessionId session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var member = Of(session);
            (member.Entered, member.Lost) = (true, false);
        }
        return Task.CompletedTask;
    }

    public Task LeaveAsync(SessionId session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
            _members.Remove(session);
        return Task.CompletedTask;
    }

    public Task BeatAsync(SessionId session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var member = Of(session);
            if (!member.Cut)
                (member.Beats, member.Lost) = ((member.Beats ?? 0) + 1, false);
        }
        return Task.CompletedTask;
    }

    public Task<FleetView> LookAsync(IReadOnlyList<SessionId> sessions, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var present = new HashSet<SessionId>(sessions.Count);
        var beats = new Dictionary<SessionId, long>(sessions.Count);
        lock (_lock)
        {
            foreach (var session in sessions)
            {
                if (!_members.TryGetValue(session, out var member))
                    continue;
                if (member.Present)
                    present.Add(session);
                if (member.Beats is { } count)
                    beats[session] = count;
            }
            return Task.FromResult(new FleetView(present, beats, _epoch));
        }
    }

    /// <summary>Its connection is gone: presence is lost until its next heartbeat, which a killed process never sends.</summary>
    public void Drop(SessionId session) => Change(session, member => member.Lost = true);

    /// <summary>Host or network gone: no presence, and its heartbeats do not arrive, until <see cref="Mend"/>.</summary>
    public void Cut(SessionId session) => Change(session, member => member.Cut = true);

    /// <summary>The network is back: presence stands again at once.</summary>
    public void Mend(SessionId session) => Change(session, member => member.Cut = false);

    /// <summary>The server came back empty: all presence and heartbeats are lost, and said again by each session's next heartbeat.</summary>
    public void Wipe()
    {
        lock (_lock)
        {
            _epoch++;
            foreach (var member in _members.Values)
                (member.Lost, member.Beats) = (true, null);
        }
    }

    private void Change(SessionId session, Action<Member> change)
    {
        lock (_lock)
        {
            if (_members.TryGetValue(session, out var member))
                change(member);
        }
    }

    private Member Of(SessionId session)
    {
        if (!_members.TryGetValue(session, out var member))
            _members.Add(session, member = new Member());
        return member;
    }
}
