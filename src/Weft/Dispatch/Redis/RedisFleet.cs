using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;
using Weft.Model;

namespace Weft.Dispatch.Redis;

/// <summary>
/// Presence is an open subscription of the session's own channel: the server ends it within milliseconds of a kill. The heartbeat goes over
/// the other connection.
/// </summary>
internal sealed class RedisFleet(RedisLink link, Random random) : IFleet
{
    // Longer than any judge remembers; shorter than anybody minds the key of a dead session.
    private static readonly TimeSpan HeartbeatKept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<SessionId, byte> _entered = [];
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<SessionId, long> _beats = [];
    private string _memory = "";
    private long _memories;

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
        _beats.TryRemove(session, out _);
        await link.AskAsync("DEL", RedisNames.Heartbeat(session));
    }

    public async Task BeatAsync(SessionId session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Task<bool> sent;
        // Only the session itself beats, so that it can count by itself: one command. They leave in the order of their numbers.
        lock (_lock)
        {
            var beat = _beats.AddOrUpdate(session, 1, (_, last) => last + 1);
            sent = link.AskAsync(database => database.StringSetAsync(RedisNames.Heartbeat(session), beat, HeartbeatKept));
        }
        await sent;
    }

    public async Task<FleetView> LookAsync(IReadOnlyList<SessionId> sessions, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var reply = await link.RunAsync(
            Script.FleetLook,
            [RedisNames.Memory, .. sessions.Select(RedisNames.Heartbeat)],
            [NewMemory(), .. sessions.Select(session => (RedisValue)link.Names.Presence(session))]
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

    private string NewMemory()
    {
        lock (random)
            return random.NextInt64().ToString(CultureInfo.InvariantCulture);
    }

    // Read after the answer came: whatever was lost while it was on its way makes it another epoch.
    private long Epoch(string memory)
    {
        bool lost;
        long epoch;
        lock (_lock)
        {
            lost = _memory != memory && _memory.Length > 0;
            if (_memory != memory)
                (_memory, _memories) = (memory, _memories + 1);
            epoch = _memories + link.Losses;
        }
        // A gate that forgot its limit tells nobody of permits that come back.
        if (lost)
            link.NoteLostMemory();
        return epoch;
    }
}
