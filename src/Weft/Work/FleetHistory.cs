using Weft.Dispatch;
using Weft.Model;

namespace Weft.Work;

/// <summary>What one session has seen of the fleet so far. It has no clock: it is told when each look was.</summary>
internal sealed class FleetHistory(SessionId self)
{
    /// <summary>Nobody is judged for so long after trouble of one's own.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>So much longer than meant may be between two looks.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(800);

    private Dictionary<SessionId, PeerHistory> _peers = [];
    private FleetView? _view;
    private TimeSpan _lastLook;
    private TimeSpan? _firstLook;
    private bool _sawItself;

    public Observer Observer { get; private set; } = new(self, TimeSpan.Zero, false);

    /// <summary>Trouble: what happens meanwhile is not seen. Before the first look there is nothing to be lost.</summary>
    public void LoseSight(TimeSpan now)
    {
        if (_view is not null)
            Observer = Observer with { BlindUntil = now + Grace };
    }

    /// <summary>
    /// Takes in what a look shows; whoever is not looked at is forgotten. True = it is of another epoch than the look before, so that rings may be
    /// lost too.
    /// </summary>
    /// <param name="pace">How long after the look before it was meant to be.</param>
    public bool See(FleetView view, IEnumerable<SessionId> peers, TimeSpan now, TimeSpan pace)
    {
        var isAnother = _view is { } before && before.Epoch != view.Epoch;
        if (isAnother || (_view is not null && now - _lastLook > pace + LongestDelay))
        {
            LoseSight(now);
            _peers.Clear();
        }
        (_view, _lastLook) = (view, now);
        LookForItself(view, now);
        // Of one that was not looked at for a while nothing is known: its heart may have beaten.
        _peers = peers.ToDictionary(
            peer => peer,
            peer => (_peers.GetValueOrDefault(peer) ?? PeerHistory.Begin(now)).See(peer, view, now)
        );
        return isAnother;
    }

    public PeerStatus StatusOf(SessionId peer, TimeSpan now) =>
        _view is null ? PeerStatus.Unknown : FleetRules.StatusOf(peer, _peers.GetValueOrDefault(peer), Observer, _view, now);

    public bool Shows(SessionId peer) => _view is not null && Observer.Shows(peer, _view);

    /// <summary>Whether the peer shows itself and its heartbeat moves: a host that is gone may be shown for minutes.</summary>
    public bool ShowsLife(SessionId peer, TimeSpan now) => Shows(peer) && StatusOf(peer, now) != PeerStatus.Silent;

    /// <summary>When the peer's heartbeat was last seen to have moved.</summary>
    public TimeSpan HeartbeatAt(SessionId peer) => _peers[peer].HeartbeatAt;

    private void LookForItself(FleetView view, TimeSpan now)
    {
        _firstLook ??= now;
        _sawItself |= view.Present.Contains(self);
        var hadTime = view.Heartbeats.ContainsKey(self) && now - _firstLook.Value >= FleetRules.Silence;
        Observer = Observer with { HeartbeatsOnly = !_sawItself && (Observer.HeartbeatsOnly || hadTime) };
    }
}
