using Microsoft.Extensions.Logging;
using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>
/// Looks who is alive, and takes the dead over. Dead is: presence gone, and gone still a moment later; or the heartbeat unchanged for 3 s.
/// <see cref="FleetRules"/> has the verdict.
/// </summary>
internal sealed class FailureDetector(
    ISessions sessions,
    IFleet fleet,
    Takeover takeover,
    RingPublisher rings,
    SessionState session,
    RuntimeContext runtime
)
{
    /// <summary>A presence that is gone is looked for once more after this: a connection may be made anew.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Of those who look at the watchers alone.</summary>
    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);

    /// <summary>Without a list that has it, a session learns that it was ended.</summary>
    private static readonly TimeSpan ListEvery = TimeSpan.FromSeconds(1);

    /// <summary>With nothing in hand there is nothing to be learnt from it in a hurry.</summary>
    private static readonly TimeSpan IdleListEvery = TimeSpan.FromSeconds(5);

    private readonly FleetHistory _fleet = new(session.Id);
    private readonly WatchRange _range = new(session.Id);
    private readonly long _began = runtime.Time.GetTimestamp();
    private IReadOnlyList<Session> _open = [];
    private TimeSpan? _listReadAt;
    private TimeSpan _pace = Poll;

    private List<SessionId> OpenIds => [.. _open.Select(peer => peer.Id)];

    private TimeSpan Now => runtime.Time.GetElapsedTime(_began);

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
                _fleet.LoseSight(Now);
            }
            _pace = _range.IsWatcher || _range.MissesSome ? Poll : SlowPoll;
            await Task.Delay(_pace, runtime.Time, stop);
        }
    }

    /// <summary>One look, and the takeovers that follow from it.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        // Who watches reads the list at each look: of one that dies soon after its start the presence must have been seen.
        var listEvery = session.InHand().Count > 0 ? ListEvery : IdleListEvery;
        if (_range.IsWatcher || _range.MissesSome || _listReadAt is not { } read || Now - read >= listEvery)
            await ReadListAsync(stop);
        await SeeAsync(stop);
        _range.See(OpenIds, peer => _fleet.ShowsLife(peer, Now));
        if (!_range.IsJudge)
            return;
        var (silent, absent) = (Peers(PeerStatus.Silent), Peers(PeerStatus.Absent));
        var sign = Now;
        var lastBeat = silent.Count == 0 ? sign : silent.Min(_fleet.HeartbeatAt);
        if (absent.Count > 0)
        {
            await Task.Delay(SecondLook, runtime.Time, stop);
            await SeeAsync(stop);
            var gone = absent.Where(peer => _fleet.StatusOf(peer, Now) is PeerStatus.Absent or PeerStatus.Silent);
            await TakeOverAsync([.. gone], SessionReasons.PresenceGone, sign, stop);
        }
        await TakeOverAsync(silent, SessionReasons.NoHeartbeat(FleetRules.Silence), lastBeat, stop);
    }

    private async Task ReadListAsync(CancellationToken stop)
    {
        _open = await sessions.OpenSessionsAsync(stop);
        _listReadAt = Now;
        session.SeeOpen(_open);
    }

    private async Task SeeAsync(CancellationToken stop)
    {
        var looked = _range.Of(OpenIds);
        var livedByHeartbeats = _fleet.Observer.HeartbeatsOnly;
        // The rings may be lost too, and nobody but us would say so before the reconciler's next pass.
        if (_fleet.See(await fleet.LookAsync(looked, stop), looked, Now, _pace))
            rings.PublishAll();
        if (_fleet.Observer.HeartbeatsOnly && !livedByHeartbeats)
            runtime.Log.LogWarning(
                "Session {Session} does not see its own presence: it lives by heartbeats alone, and a dead node is noticed after {Seconds} s",
                session.Id,
                FleetRules.Silence.TotalSeconds
            );
    }

    private List<SessionId> Peers(PeerStatus status)
    {
        var now = Now;
        return [.. _open.Select(peer => peer.Id).Where(peer => peer != session.Id && _fleet.StatusOf(peer, now) == status)];
    }

    /// <summary>Those that are ended are judged no more, though the list of open sessions may be older.</summary>
    private async Task TakeOverAsync(List<SessionId> dead, Reason reason, TimeSpan signAt, CancellationToken stop)
    {
        if (dead.Count == 0)
            return;
        await takeover.OfAsync(dead, reason, Now - signAt, stop);
        _open = [.. _open.Where(peer => !dead.Contains(peer.Id))];
    }
}
