using Weft.Dispatch;
using Weft.Model;

namespace Weft.Work;

/// <summary>Who is dead, as a pure function of what was seen. No majorities, no wall clocks.</summary>
internal static class FleetRules
{
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    public static PeerStatus StatusOf(SessionId peer, PeerHistory? seen, Observer observer, FleetView view, TimeSpan now)
    {
        if (seen is null || now < observer.BlindUntil || !observer.Shows(observer.Self, view))
            return PeerStatus.Unknown;
        if (now - seen.HeartbeatAt >= Silence)
            return PeerStatus.Silent;
        // A missing presence counts only if we see our own in the same reply.
        if (!view.Present.Contains(observer.Self) || view.Present.Contains(peer))
            return PeerStatus.Alive;
        // And only from one whose presence we saw, or who had time to show it.
        return seen.WasPresent || now - seen.Since >= Silence ? PeerStatus.Absent : PeerStatus.Unknown;
    }
}
