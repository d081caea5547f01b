using Weft.Dispatch;
using Weft.Model;

namespace Weft.Work;

/// <summary>What one session knows of another.</summary>
internal enum PeerStatus
{
    Alive,

    /// <summary>Its presence is gone. Dead, if it still is a moment later.</summary>
    Absent,

    /// <summary>Its heartbeat has not moved for <see cref="FleetRules.Silence"/>: dead.</summary>
    Silent,

    /// <summary>We see too little ourselves, or have not looked for long enough: judged by nobody.</summary>
    Unknown,
}

/// <summary>What was seen of one session so far, on the looker's own monotonic clock.</summary>
/// <param name="Since">When it was first looked for.</param>
/// <param name="HeartbeatAt">When its heartbeat was last seen to have moved.</param>
internal sealed record PeerHistory(TimeSpan Since, bool WasPresent, long? Heartbeat, TimeSpan HeartbeatAt)
{
    public static PeerHistory Begin(TimeSpan now) => new(now, false, null, now);

    public PeerHistory See(SessionId peer, FleetView view, TimeSpan now)
    {
        long? beat = view.Heartbeats.TryGetValue(peer, out var counter) ? counter : null;
        var seen = this with { WasPresent = WasPresent || view.Present.Contains(peer) };
        return beat == Heartbeat ? seen : seen with { Heartbeat = beat, HeartbeatAt = now };
    }
}

/// <summary>The one who looks.</summary>
/// <param name="BlindUntil">After trouble of its own it judges nobody until then: whoever seems gone is not judged by what was not seen.</param>
/// <param name="HeartbeatsOnly">
/// Behind a proxy or a managed service that does not tell of subscriptions nobody is ever present: heartbeats alone decide.
/// </param>
internal sealed record Observer(SessionId Self, TimeSpan BlindUntil, bool HeartbeatsOnly)
{
    public bool Shows(SessionId peer, FleetView view) =>
        view.Present.Contains(peer) || (HeartbeatsOnly && view.Heartbeats.ContainsKey(peer));
}
