using Weft.Dispatch;
using Weft.Model;

namespace Weft.Watching;

/// <summary>Which of these open sessions are alive, as far as can be seen from here.</summary>
internal delegate Task<IReadOnlySet<SessionId>> PresenceSource(IReadOnlyList<Session> sessions, CancellationToken cancel);

/// <summary>Presence as the fleet tells it. Where it tells of nobody, a heartbeat that has moved between two looks.</summary>
internal sealed class FleetPresence(IFleet fleet, TimeProvider time)
{
    // Two heartbeats and a little.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(1200);

    public async Task<IReadOnlySet<SessionId>> LookAsync(IReadOnlyList<Session> sessions, CancellationToken cancel)
    {
        SessionId[] ids = [.. sessions.Select(session => session.Id)];
        if (ids.Length == 0)
            return new HashSet<SessionId>();
        var view = await fleet.LookAsync(ids, cancel);
        if (view.Present.Count > 0 || view.Heartbeats.Count == 0)
            return view.Present;
        await Task.Delay(BetweenLooks, time, cancel);
        var later = await fleet.LookAsync(ids, cancel);
        return later
            .Heartbeats.Where(beat => view.Heartbeats.GetValueOrDefault(beat.Key) != beat.Value)
            .Select(beat => beat.Key)
            .ToHashSet();
    }
}
