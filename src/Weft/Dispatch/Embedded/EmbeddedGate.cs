using System.Globalization;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Dispatch.Embedded;

/// <summary>
/// The gate of one process. A new one needs no second for old grants to lapse: who held one has died with the process before.
/// </summary>
internal sealed class EmbeddedGate(TimeProvider time, Guards guards) : IGate
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ProviderGate> _providers = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _oldGrantsUntil;
    private long _lastId;
    private long _losses;

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
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            TimeSpan lapse;
            string loss;
            lock (_lock)
            {
                var gate = Of(provider);
                if (gate.Seeded)
                    return Take(gate, provider, limits, session, upTo, deadline);
                (lapse, loss) = (_oldGrantsUntil - Now(), Loss);
            }
            if (lapse <= TimeSpan.Zero)
                return new PermitReply.Unseeded(loss);
            await Task.Delay(lapse.RoundedUp(), time, cancel);
        }
    }

    public Task ReleaseAsync(IReadOnlyList<Permit> permits, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (var permit in permits)
                Of(permit.Provider).Release(new PermitKey(permit.Session, permit.Id));
        }
        return Task.CompletedTask;
    }

    public Task ReleaseOverdueAsync(IReadOnlyList<OverduePermit> permits, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (var ((provider, session, id), deadline) in permits)
                Of(provider).ReleaseOverdue(new PermitKey(session, id), TimeSpan.FromTicks(deadline));
        }
        return Task.CompletedTask;
    }

    public Task<GrantReply> GrantAsync(
        Permit permit,
        ProviderLimits limits,
        long tokens,
        DateTimeOffset deadline,
        CancellationToken cancel
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
            return Task.FromResult(Grant(permit, limits, tokens, deadline));
    }

    public Task<CallsFound> SettleAsync(Permit permit, ProviderLimits limits, long grant, CallEnd end, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(end.Tokens);
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
            return Task.FromResult(Of(permit.Provider).Settle(grant, limits, end, Now()));
    }

    public Task SeedAsync(
        string provider,
        string loss,
        IReadOnlyList<CallTrace> traces,
        CallsKnown? known,
        CancellationToken cancel
    )
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var (gate, now) = (Of(provider), Now());
            if (!gate.Seeded && _oldGrantsUntil <= now && loss == Loss)
                gate.Seed(
                    traces.OrderBy(trace => trace.At).Select(trace => (trace, OnOurClock(trace.At), OnOurClock(trace.Deadline))),
                    known,
                    now
                );
        }
        return Task.CompletedTask;
    }

    public Task FreeAsync(SessionId session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (var gate in _providers.Values)
                gate.Free(session);
        }
        return Task.CompletedTask;
    }

    public async Task WaitForPermitAsync(string provider, TimeSpan atMost, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var waiter = new AsyncSignal(time);
        ProviderGate gate;
        lock (_lock)
        {
            gate = Of(provider);
            if (gate.MayHaveRoom(Now(), out var firstLapse))
                return;
            if (firstLapse < atMost)
                atMost = firstLapse.Value;
            gate.Waiting.Add(waiter);
        }
        try
        {
            await waiter.WaitAsync(atMost, cancel);
        }
        finally
        {
            lock (_lock)
                gate.Waiting.Remove(waiter);
        }
    }

    /// <summary>All memory lost, or rolled back to something older, which comes to the same: unseeded, with old grants about.</summary>
    public void Wipe()
    {
        lock (_lock)
        {
            _losses++;
            _oldGrantsUntil = Now() + DispatchRules.GrantLife;
            foreach (var gate in _providers.Values)
                gate.Wake();
            _providers.Clear();
        }
    }

    private PermitReply Take(
        ProviderGate gate,
        string provider,
        ProviderLimits limits,
        SessionId session,
        int upTo,
        DateTimeOffset deadline
    )
    {
        var room = gate.Room(limits, upTo, Now());
        if (room == 0)
            return new PermitReply.AllOut([
                .. gate.Overdue(Now())
                    .Select(held => new OverduePermit(new Permit(provider, held.Key.Session, held.Key.Id), held.Deadline.Ticks)),
            ]);
        var permits = new Permit[room];
        for (var index = 0; index < room; index++)
        {
            permits[index] = new Permit(provider, session, ++_lastId);
            gate.Hold(new PermitKey(session, _lastId), OnOurClock(deadline));
        }
        return new PermitReply.Taken(permits);
    }

    private GrantReply Grant(Permit permit, ProviderLimits limits, long tokens, DateTimeOffset deadline)
    {
        var (gate, key) = (Of(permit.Provider), new PermitKey(permit.Session, permit.Id));
        var known = gate.Knows(key);
        if (!gate.Seeded || (!known && guards.On(Guard.PermitKnown)))
            return new GrantReply.UnknownPermit();
        if (known)
            gate.Hold(key, OnOurClock(deadline));
        if (tokens > limits.TokensPerMinute)
            return new GrantReply.NeverFits();
        var grant = ++_lastId;
        return gate.TryGrant(grant, key, limits, tokens, Now()) is { } wait
            ? new GrantReply.Wait(wait.RoundedUp())
            : new GrantReply.Granted(grant, time.GetUtcNow() + DispatchRules.GrantLife);
    }

    private string Loss => _losses.ToString(CultureInfo.InvariantCulture);

    private ProviderGate Of(string provider)
    {
        if (!_providers.TryGetValue(provider, out var gate))
            _providers.Add(provider, gate = new ProviderGate(guards));
        return gate;
    }

    private TimeSpan Now() => time.GetElapsedTime(_start);

    private TimeSpan OnOurClock(DateTimeOffset moment) => Now() + (moment - time.GetUtcNow());
}
