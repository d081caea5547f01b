using Weft.Model;
using Weft.Runtime;

namespace Weft.Dispatch.Embedded;

/// <summary>What the gate knows of one provider. Used under the gate's lock; moments are on the gate's clock, which never goes back.</summary>
internal sealed class ProviderGate(Guards guards)
{
    // Tokens of calls in the air may be given back long before a promised moment: then look again sooner, those in front first.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgainPerPlace = TimeSpan.FromMilliseconds(20);

    private readonly PermitPool _permits = new(calledLapse: !guards.On(Guard.PermitOverdue));
    private readonly SlidingLog _log = new();
    private readonly GrantLine _line = new();
    private readonly CallsAtOnce _calls = new();
    private int? _told;
    private bool _asked;

    public bool Seeded { get; private set; } = !guards.On(Guard.GateSeed);

    public List<AsyncSignal> Waiting { get; } = [];

    /// <summary>How many permits may be handed out now.</summary>
    public int Room(ProviderLimits limits, int upTo, TimeSpan now)
    {
        var most = _calls.Most(limits.Calls);
        if (most > _calls.Most(_told))
            Wake();
        (_told, _asked) = (limits.Calls, true);
        if (_permits.Count + upTo > most)
            _permits.RemoveLapsed(now);
        var room = Math.Clamp(most - _permits.Count, 0, upTo);
        _calls.Want(_permits.Count + upTo, room == upTo);
        return room;
    }

    public void Hold(PermitKey permit, TimeSpan deadline) => _permits.Hold(permit, deadline);

    public IEnumerable<(TimeSpan Deadline, PermitKey Key)> Overdue(TimeSpan now) => _permits.Overdue(now);

    public bool Knows(PermitKey permit) => _permits.Knows(permit);

    public void Release(PermitKey permit)
    {
        _line.Leave(permit);
        if (_permits.TryRemove(permit))
            Wake();
    }

    public void ReleaseOverdue(PermitKey permit, TimeSpan deadline)
    {
        if (_permits.DeadlineOf(permit) == deadline)
            Release(permit);
    }

    public void Free(SessionId session)
    {
        _line.Leave(session);
        if (_permits.TryRemove(session))
            Wake();
    }

    /// <summary>Null = granted, and logged under that number; else how long to wait.</summary>
    public TimeSpan? TryGrant(long grant, PermitKey permit, ProviderLimits limits, long tokens, TimeSpan now)
    {
        var (ahead, aheadTokens) = _line.Ahead(permit, now);
        var wait = _log.UntilFits(now, limits, ahead + 1L, aheadTokens + tokens);
        if (wait == TimeSpan.Zero)
        {
            _line.Leave(permit);
            _log.Add(grant, now, tokens);
            _permits.Call(permit);
            return null;
        }
        var look = LookAgain + ahead * LookAgainPerPlace;
        // Tokens of calls in the air, and of those that go before, may be given back long before.
        if (limits.TokensPerMinute is not null && (_log.Unsettled > 0 || ahead > 0) && look < wait)
            wait = look;
        var kept = now + wait + GrantLine.Grace;
        _line.Keep(permit, tokens, kept);
        // A short call may wait longer for its window than it may take.
        if (_permits.Knows(permit))
            _permits.Hold(permit, kept);
        return wait;
    }

    public CallsFound Settle(long grant, ProviderLimits limits, CallEnd end, TimeSpan now)
    {
        _log.Settle(grant, end.Tokens);
        if (!Seeded)
            return CallsFound.Nothing;
        var (told, left) = (limits.Calls, now - end.Took);
        if (end.Sign == CallSign.Good && _calls.Good(told, left))
            Wake();
        var isMet = end.Sign == CallSign.Busy && _calls.Busy(told, left, _permits.Count, now);
        return _calls.Found(told, _permits.Count, isMet);
    }

    /// <summary>Takes over what the ledger knows. Numbers below zero are for what has none of its own.</summary>
    public void Seed(IEnumerable<(CallTrace Trace, TimeSpan At, TimeSpan Deadline)> calls, CallsKnown? known, TimeSpan now)
    {
        if (known is not null)
            _calls.Know(known, now);
        var number = 0L;
        foreach (var (trace, at, deadline) in calls)
        {
            number--;
            if (at + SlidingLog.Length > now)
            {
                _log.Add(number, at < now ? at : now, trace.Tokens);
                if (!trace.Open)
                    _log.Settle(number, trace.Tokens);
            }
            if (!trace.Open)
                continue;
            var key = new PermitKey(trace.Session, trace.Permit != 0 ? trace.Permit : number);
            _permits.Hold(key, deadline);
            _permits.Call(key);
        }
        Seeded = true;
        Wake();
    }

    /// <summary>Whether one who was told that all are out should look again; if not, when the first permit lapses or becomes overdue.</summary>
    public bool MayHaveRoom(TimeSpan now, out TimeSpan? firstLapse)
    {
        _permits.RemoveLapsed(now);
        firstLapse = _permits.FirstDeadlineAfter(now) - now;
        return !Seeded || !_asked || _permits.Count < _calls.Most(_told);
    }

    public void Wake()
    {
        foreach (var waiter in Waiting)
            waiter.Set();
    }
}
