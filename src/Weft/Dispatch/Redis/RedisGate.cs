using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Dispatch.Redis;

/// <summary>
/// The gate of a fleet, in Redis. Each change is one script, and moments are told by the server's clock: only spans go over the wire, so that the
/// nodes' clocks may differ. <paramref name="ownClock"/>: for tests, the given clock instead.
/// </summary>
internal sealed class RedisGate : IGate
{
    private readonly RedisLink _link;
    private readonly TimeProvider _time;
    private readonly Guards _guards;
    private readonly bool _ownClock;
    private readonly WakeUps _wakeUps;
    private readonly Listening _listening;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _firstLapses = new(StringComparer.Ordinal);
    private readonly Unanswered _unanswered = new();
    private long _lastId;

    public RedisGate(RedisLink link, TimeProvider time, Guards guards, bool ownClock = false)
    {
        (_link, _time, _guards, _ownClock) = (link, time, guards, ownClock);
        _wakeUps = new WakeUps(time);
        _listening = new Listening(link, link.Names.GateChannel, _wakeUps);
    }

    public async Task<PermitReply> TakeAsync(
        string provider,
        ProviderLimits limits,
        SessionId session,
        int upTo,
        DateTimeOffset deadline,
        CancellationToken cancel
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(upTo, 1);
        for (var asked = _time.GetUtcNow(); ; asked = _time.GetUtcNow())
        {
            cancel.ThrowIfCancellationRequested();
            // Listening before looking: a release after the look is not missed by the wait.
            await _listening.ToAsync(provider);
            _wakeUps.Forget(provider);
            var firstId = Interlocked.Add(ref _lastId, upTo) - upTo + 1;
            var reply = await TakeAsync(provider, limits, session, upTo, firstId, deadline, asked);
            switch ((int)reply[0])
            {
                case 1:
                    return new PermitReply.Taken([
                        .. Enumerable.Range(0, (int)reply[1]).Select(index => new Permit(provider, session, firstId + index)),
                    ]);
                case 0:
                    _firstLapses[provider] = (long)reply[1] < 0 ? DateTimeOffset.MaxValue : asked + Span(reply[1]);
                    return new PermitReply.AllOut(Overdue(provider, reply));
            }
            if ((long)reply[1] <= 0)
                return new PermitReply.Unseeded((string)reply[2]!);
            await new AsyncSignal(_time).WaitUntilAsync(asked + Span(reply[1]), cancel);
        }
    }

    public async Task ReleaseAsync(IReadOnlyList<Permit> permits, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var of in permits.GroupBy(permit => permit.Provider, StringComparer.Ordinal))
            await RunAsync(Script.GateRelease, of.Key, [_link.Names.GateChannel(of.Key), .. of.Select(Member)]);
    }

    public async Task ReleaseOverdueAsync(IReadOnlyList<OverduePermit> permits, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (var of in permits.GroupBy(overdue => overdue.Permit.Provider, StringComparer.Ordinal))
            await RunAsync(
                Script.GateReleaseOverdue,
                of.Key,
                [
                    _link.Names.GateChannel(of.Key),
                    .. of.SelectMany(overdue => (RedisValue[])[Member(overdue.Permit), overdue.Deadline]),
                ]
            );
    }

    public async Task<GrantReply> GrantAsync(
        Permit permit,
        ProviderLimits limits,
        long tokens,
        DateTimeOffset deadline,
        CancellationToken cancel
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        cancel.ThrowIfCancellationRequested();
        var asked = _time.GetUtcNow();
        var grant = Interlocked.Increment(ref _lastId);
        var reply = await RunAsync(
            Script.GateGrant,
            permit.Provider,
            [
                Member(permit),
                Member(permit with { Id = grant }),
                Limit(limits.RequestsPerMinute),
                Limit(limits.TokensPerMinute),
                tokens,
                Micros(deadline - asked),
                _guards.On(Guard.PermitKnown),
            ]
        );
        return (int)reply[0] switch
        {
            // From the moment of asking: the server said yes after it, so it ends no later than the server thinks.
            1 => new GrantReply.Granted(grant, asked + DispatchRules.GrantLife),
            0 => new GrantReply.Wait(Span(reply[1]).RoundedUp()),
            -1 => new GrantReply.UnknownPermit(),
            _ => new GrantReply.NeverFits(),
        };
    }

    public async Task<CallsFound> SettleAsync(
        Permit permit,
        ProviderLimits limits,
        long grant,
        CallEnd end,
        CancellationToken cancel
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(end.Tokens);
        cancel.ThrowIfCancellationRequested();
        var reply = await RunAsync(
            Script.GateSettle,
            permit.Provider,
            [
                _link.Names.GateChannel(permit.Provider),
                Member(permit with { Id = grant }),
                end.Tokens,
                (int)end.Sign,
                Micros(end.Took),
                Limit(limits.Calls),
            ]
        );
        return new(Number(reply[0]), Number(reply[1]), (int)reply[2] == 1, (int)reply[3] == 1);
    }

    public async Task SeedAsync(
        string provider,
        string loss,
        IReadOnlyList<CallTrace> traces,
        CallsKnown? known,
        CancellationToken cancel
    )
    {
        cancel.ThrowIfCancellationRequested();
        var now = _time.GetUtcNow();
        List<RedisValue> arguments =
        [
            _link.Names.GateChannel(provider),
            loss,
            provider,
            Limit(known?.AtOnce),
            Limit(known?.BusyAt),
        ];
        foreach (var (trace, index) in traces.Select((trace, index) => (trace, index)))
        {
            var id = trace.Permit != 0 ? trace.Permit : -1 - index;
            arguments.AddRange([
                Micros(now - trace.At),
                Micros(trace.Deadline - now),
                trace.Tokens,
                trace.Open,
                Member(new(provider, trace.Session, id)),
            ]);
        }
        await RunAsync(Script.GateSeed, provider, arguments, now, RedisNames.GateProviders);
    }

    public async Task FreeAsync(SessionId session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var providers = (string?[]?)await _link.AskAsync("SMEMBERS", RedisNames.GateProviders) ?? [];
        foreach (var provider in providers.OfType<string>())
            await RunAsync(Script.GateFree, provider, [_link.Names.GateChannel(provider), session.Value]);
    }

    public async Task WaitForPermitAsync(string provider, TimeSpan atMost, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var until = _time.GetUtcNow() + atMost;
        await _listening.ToAsync(provider);
        if (_firstLapses.TryGetValue(provider, out var lapse) && lapse < until)
            until = lapse;
        await _wakeUps.WaitAsync(provider, until, cancel);
    }

    private async Task<RedisResult> TakeAsync(
        string provider,
        ProviderLimits limits,
        SessionId session,
        int upTo,
        long firstId,
        DateTimeOffset deadline,
        DateTimeOffset asked
    )
    {
        var doubtful = _unanswered.Take(provider);
        try
        {
            return await RunAsync(
                Script.GateTake,
                provider,
                [
                    _link.Names.GateChannel(provider),
                    Limit(limits.Calls),
                    session.Value,
                    Micros(deadline - asked),
                    firstId,
                    upTo,
                    _guards.On(Guard.PermitOverdue),
                    .. doubtful,
                ],
                asked
            );
        }
        catch (DispatchUnavailableException)
        {
            // It may have been taken: then nobody would release it before its deadline.
            _unanswered.Add(
                provider,
                [.. doubtful, .. Enumerable.Range(0, upTo).Select(index => Member(new(provider, session, firstId + index)))]
            );
            throw;
        }
    }

    private Task<RedisResult> RunAsync(
        string script,
        string provider,
        IEnumerable<RedisValue> arguments,
        DateTimeOffset? asked = null,
        params IEnumerable<string> keys
    )
    {
        RedisValue clock = _ownClock ? Micros((asked ?? _time.GetUtcNow()) - DateTimeOffset.UnixEpoch) : 0;
        return _link.RunAsync(script, [.. RedisNames.Gate(provider), .. keys], [clock, _guards.On(Guard.GateSeed), .. arguments]);
    }

    /// <summary>Below zero = none.</summary>
    private static int? Number(RedisResult value) => (int)value is >= 0 and var number ? number : null;

    private static RedisValue Limit(int? limit) => limit is { } most ? most : RedisValue.EmptyString;

    private static RedisValue Member(Permit permit) =>
        string.Create(CultureInfo.InvariantCulture, $"{permit.Session}:{permit.Id}");

    /// <summary>After the first two values of the reply: permit and deadline by turns.</summary>
    private static List<OverduePermit> Overdue(string provider, RedisResult reply)
    {
        var overdue = new List<OverduePermit>();
        for (var index = 2; index + 1 < reply.Length; index += 2)
        {
            var member = ((string)reply[index]!).Split(':');
            var permit = new Permit(
                provider,
                new SessionId(long.Parse(member[0], CultureInfo.InvariantCulture)),
                long.Parse(member[1], CultureInfo.InvariantCulture)
            );
            overdue.Add(new OverduePermit(permit, (long)reply[index + 1]));
        }
        return overdue;
    }

    private static long Micros(TimeSpan span) => (long)Math.Ceiling(span.TotalMicroseconds);

    private static TimeSpan Span(RedisResult micros) => TimeSpan.FromMicroseconds((long)micros);
}
