using Microsoft.Extensions.Logging;
using Weft.Dispatch;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>
/// Looks who is alive. Dead is: presence gone, and gone still 60 ms later; or the heartbeat unchanged for 3 s on this judge's own
/// monotonic clock. After trouble of its own it judges nobody for 2 s. No majorities, no wall clocks.
/// </summary>
internal sealed class FailureDetector(
    NodeServices parts,
    NodeOptions options,
    SessionState session,
    Takeover takeover,
    Errands errands,
    RuntimeContext runtime
)
{
    public static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(60);
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ListEvery = TimeSpan.FromSeconds(1);
    private const int MostJudges = 3;

    private readonly Dictionary<SessionId, Observation> _seen = [];
    private IReadOnlyList<Session> _sessions = [];
    private long? _listReadAt;
    private long? _lastLook;
    private long? _graceFrom;
    private long? _epoch;
    private long? _firstLook;
    private bool _sawItself;
    private bool _judges;

    /// <summary>Behind a proxy or a managed service that does not tell of subscriptions nobody is ever present: heartbeats alone decide.</summary>
    private bool _heartbeatsOnly;

    private sealed class Observation(long since)
    {
        public long Since { get; } = since;
        public bool WasPresent { get; set; }
        public long? Heartbeat { get; set; }
        public long HeartbeatAt { get; set; } = since;
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stop);
            }
            catch (TransientException)
            {
                // Blind: whoever seems gone afterwards is not judged by what we did not see.
                _graceFrom = runtime.Time.GetTimestamp();
            }
            await Task.Delay(options.JudgePoll, runtime.Time, stop);
        }
    }

    /// <summary>One look, and the takeovers that follow from it.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        if (_judges || !ListIsFresh)
            NoteSessions(await parts.Ledger.Sessions.OpenSessionsAsync(stop));
        var view = See(await parts.Fleet.LookAsync(Sessions(), stop));
        // The first three by age of those who are present: three dead ones must not leave nobody to judge them.
        _judges = _sessions.TakeWhile(one => one.Id != session.Id).Count(one => Shows(one.Id, view)) < MostJudges;
        if (!_judges)
            return;
        var silent = Others().Where(other => Silent(other, view)).ToList();
        var sign = runtime.Time.GetTimestamp();
        var lastBeat = silent.Count == 0 ? sign : silent.Min(other => _seen[other].HeartbeatAt);
        var suspects = Others().Where(other => Absent(other, view) && !silent.Contains(other)).ToList();
        if (suspects.Count > 0)
        {
            await Task.Delay(SecondLook, runtime.Time, stop);
            view = See(await parts.Fleet.LookAsync(Sessions(), stop));
            await TakeOverAsync([.. suspects.Where(other => Absent(other, view))], "presence gone", sign, stop);
        }
        await TakeOverAsync(silent, "no heartbeat for 3 s", lastBeat, stop);
    }

    private IEnumerable<SessionId> Others() => _sessions.Where(one => one.Id != session.Id).Select(one => one.Id);

    /// <summary>Those that are ended are judged no more, though the list of open sessions may be older.</summary>
    private async Task TakeOverAsync(List<SessionId> dead, string reason, long signAt, CancellationToken stop)
    {
        if (dead.Count == 0)
            return;
        await takeover.OfAsync(dead, reason, signAt, stop);
        _sessions = [.. _sessions.Where(one => !dead.Contains(one.Id))];
    }

    /// <summary>Who judges reads the list at each look: of one that dies soon after its start the presence must have been seen.</summary>
    private bool ListIsFresh => _listReadAt is { } read && runtime.Time.GetElapsedTime(read) < ListEvery;

    private void NoteSessions(IReadOnlyList<Session> open)
    {
        _sessions = open;
        _listReadAt = runtime.Time.GetTimestamp();
        session.IsOldest = _sessions.Count > 0 && _sessions[0].Id == session.Id;
        if (_sessions.All(one => one.Id != session.Id))
            session.End();
    }

    private List<SessionId> Sessions() => [.. _sessions.Select(one => one.Id)];

    /// <summary>Takes in what the fleet shows, and hands it on.</summary>
    private FleetView See(FleetView view)
    {
        var now = runtime.Time.GetTimestamp();
        if (_epoch != view.Epoch || _lastLook is not { } last || runtime.Time.GetElapsedTime(last, now) > LongestGap)
        {
            _graceFrom = _epoch is null ? null : now;
            _seen.Clear();
        }
        // The rings may be lost too, and nobody but us would say so before the reconciler's next pass.
        if (_epoch is { } before && before != view.Epoch)
            errands.OweAllPuts();
        (_epoch, _lastLook) = (view.Epoch, now);
        LookForItself(view, now);
        foreach (var other in _sessions)
            Observe(other.Id, view, now);
        return view;
    }

    private void LookForItself(FleetView view, long now)
    {
        _firstLook ??= now;
        _sawItself |= view.Present.Contains(session.Id);
        if (_sawItself)
            _heartbeatsOnly = false;
        else if (
            !_heartbeatsOnly
            && view.Heartbeats.ContainsKey(session.Id)
            && runtime.Time.GetElapsedTime(_firstLook.Value, now) >= Silence
        )
        {
            _heartbeatsOnly = true;
            runtime.Log.LogWarning(
                "Session {Session} does not see its own presence: it lives by heartbeats alone, and a dead node is noticed after {Seconds} s",
                session.Id,
                Silence.TotalSeconds
            );
        }
    }

    private bool Shows(SessionId one, FleetView view) =>
        view.Present.Contains(one) || (_heartbeatsOnly && view.Heartbeats.ContainsKey(one));

    private void Observe(SessionId other, FleetView view, long now)
    {
        if (!_seen.TryGetValue(other, out var seen))
            _seen[other] = seen = new Observation(now);
        seen.WasPresent |= view.Present.Contains(other);
        long? beat = view.Heartbeats.TryGetValue(other, out var counter) ? counter : null;
        if (beat == seen.Heartbeat)
            return;
        seen.Heartbeat = beat;
        seen.HeartbeatAt = now;
    }

    private bool Judging => _graceFrom is not { } from || runtime.Time.GetElapsedTime(from) >= Grace;

    /// <summary>A zero counts only if we see ourselves in the same reply, and from one whose presence we saw, or who had time to show it.</summary>
    private bool Absent(SessionId other, FleetView view) =>
        Judging
        && view.Present.Contains(session.Id)
        && !view.Present.Contains(other)
        && _seen.TryGetValue(other, out var seen)
        && (seen.WasPresent || runtime.Time.GetElapsedTime(seen.Since) >= Silence);

    private bool Silent(SessionId other, FleetView view) =>
        Judging
        && Shows(session.Id, view)
        && _seen.TryGetValue(other, out var seen)
        && runtime.Time.GetElapsedTime(seen.HeartbeatAt) >= Silence;
}
