using Weft.Model;

namespace Weft.Dispatch;

/// <summary>What a look at the fleet shows.</summary>
/// <param name="Present">Whose presence stands.</param>
/// <param name="Heartbeats">Counters by session; absent = none known. Only change means something.</param>
/// <param name="Epoch">
/// Another number than last time: connection, server or its memory was lost in between; judge nobody for a while, and put what has work
/// on the rings again.
/// </param>
public sealed record FleetView(IReadOnlySet<SessionId> Present, IReadOnlyDictionary<SessionId, long> Heartbeats, long Epoch);

/// <summary>Who is there: presence, which a killed process loses at once, and heartbeats on another connection.</summary>
public interface IFleet
{
    /// <summary>Presence of this session, until <see cref="LeaveAsync"/> or the process's death.</summary>
    Task EnterAsync(SessionId session, CancellationToken cancel);

    /// <summary>Gives presence up. Safe to repeat.</summary>
    Task LeaveAsync(SessionId session, CancellationToken cancel);

    /// <summary>Raises the session's heartbeat counter.</summary>
    Task BeatAsync(SessionId session, CancellationToken cancel);

    /// <summary>Looks at all these sessions in one go.</summary>
    Task<FleetView> LookAsync(IReadOnlyList<SessionId> sessions, CancellationToken cancel);
}
