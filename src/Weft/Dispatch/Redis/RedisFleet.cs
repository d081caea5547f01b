using System.Collections.Concurrent;
using StackExchange.Redis;
using Weft.Jobs;

namespace Weft.Dispatch.Redis;

/// <summary>
/// Presence is an open subscription of the session's own channel: the server ends it within milliseconds of a kill. The heartbeat goes over
/// the other connection.
/// </summary>
internal sealed class RedisFleet(RedisLink link) : IFleet
{
    // Longer than any judge remembers; shorter than anybody minds the key of a dead session.
    private static readonly TimeSpan HeartbeatKept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<SessionId, byte> _entered = [];
    private readonly Lock _lock = new();
    private string _run = "";
    private long _runs;

    public async Task EnterAsync(SessionId session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        // A second subscription would need a second end.
        if (_entered.ContainsKey(session))
            return;
        await link.ListenAsync(link.Names.Presence(session), static () => { });
        _entered.TryAdd(session, 0);
    }

    public async Task LeaveAsync(SessionId session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await link.StopListeningAsync(link.Names.Presence(session));
        _entered.TryRemove(session, out _);
        await link.AskAsync("DEL", RedisNames.Heartbeat(session));
    }

    public async Task BeatAsync(SessionId session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        RedisKey key = RedisNames.Heartbeat(session);
        await link.AskAsync(async database =>
        {
            var raised = database.StringIncrementAsync(key);
            await database.KeyExpireAsync(key, HeartbeatKept);
            return await raised;
        });
    }

    public async Task<FleetView> LookAsync(IReadOnlyList<SessionId> sessions, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var reply = await link.RunAsync(
            Script.FleetLook,
            sessions.Select(RedisNames.Heartbeat),
            [.. sessions.Select(session => (RedisValue)link.Names.Presence(session))]
        );
        var present = new HashSet<SessionId>();
        var heartbeats = new Dictionary<SessionId, long>();
        for (var index = 0; index < sessions.Count; index++)
        {
            if ((long)reply[1][index] > 0)
                present.Add(sessions[index]);
            if (!reply[2][index].IsNull)
                heartbeats[sessions[index]] = (long)reply[2][index];
        }
        return new FleetView(present, heartbeats, Epoch((string)reply[0]!));
    }

    // Read after the answer came: whatever was lost while it was on its way makes it another epoch.
    private long Epoch(string run)
    {
        lock (_lock)
        {
            if (_run != run)
                (_run, _runs) = (run, _runs + 1);
            return _runs + link.Losses;
        }
    }
}
