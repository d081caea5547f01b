using Microsoft.Extensions.Time.Testing;
using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Tests.Dispatch;

/// <summary>
/// Callers that always want more, against one gate, in virtual time. Each sends up to 1 s after its grant, is answered after a while, settles,
/// and asks again.
/// </summary>
internal sealed class GateLoad(ProviderLimits limits, int callers, Func<Random, (long Reserved, long Used)> size, int seed)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<Caller, (TimeSpan At, int Number)> _next = new();

    private sealed class Caller(int number, Permit permit)
    {
        public int Number => number;
        public Permit Permit => permit;
        public long Reserved { get; set; }
        public long Used { get; set; }
        public long? Grant { get; set; }
    }

    /// <summary>Calls as the provider sees them.</summary>
    public List<(TimeSpan At, long Tokens)> Sent { get; } = [];

    /// <summary>How often the gate was asked for a grant.</summary>
    public int Asked { get; private set; }

    public async Task RunAsync(TimeSpan duration, CancellationToken cancel)
    {
        var gate = new EmbeddedGate(_time, Guards.Without(Guard.GateSeed));
        var reply = await gate.TakeAsync("p", limits, new SessionId(1), callers, Start + duration, cancel);
        foreach (var (permit, number) in ((PermitReply.Taken)reply).Permits.Select((permit, number) => (permit, number)))
            _next.Enqueue(NewCall(new Caller(number, permit)), (TimeSpan.Zero, number));
        while (_next.TryDequeue(out var caller, out var due) && due.At <= duration)
        {
            if (Start + due.At > _time.GetUtcNow())
                _time.SetUtcNow(Start + due.At);
            _next.Enqueue(caller, (due.At + await StepAsync(gate, caller, due.At, cancel), caller.Number));
        }
        Sent.Sort();
    }

    /// <summary>The most that any 60 s hold.</summary>
    public (int Requests, long Tokens) Fullest()
    {
        var (requests, tokens, first) = (0, 0L, 0);
        var sum = 0L;
        for (var last = 0; last < Sent.Count; last++)
        {
            sum += Sent[last].Tokens;
            while (Sent[first].At <= Sent[last].At - TimeSpan.FromSeconds(60))
                sum -= Sent[first++].Tokens;
            (requests, tokens) = (Math.Max(requests, last - first + 1), Math.Max(tokens, sum));
        }
        return (requests, tokens);
    }

    /// <summary>Per minute, over whole turns of the gate's window, the first left out: there the windows were empty.</summary>
    public (double Requests, double Tokens) PerMinute(int windows)
    {
        var (from, length) = (SlidingLog.Length, windows * SlidingLog.Length);
        var counted = Sent.Where(call => call.At >= from && call.At < from + length).ToList();
        return (counted.Count / length.TotalMinutes, counted.Sum(call => call.Tokens) / length.TotalMinutes);
    }

    // Returns when the caller acts again.
    private async Task<TimeSpan> StepAsync(EmbeddedGate gate, Caller caller, TimeSpan now, CancellationToken cancel)
    {
        if (caller.Grant is { } grant)
        {
            await gate.SettleAsync(caller.Permit, limits, grant, new(caller.Used), cancel);
            NewCall(caller);
        }
        Asked++;
        switch (await gate.GrantAsync(caller.Permit, limits, caller.Reserved, Start + now + TimeSpan.FromMinutes(5), cancel))
        {
            case GrantReply.Wait(var wait):
                return wait;
            case GrantReply.Granted(var id, var until):
                caller.Grant = id;
                var sent = now + (until - Start - now) * _random.NextDouble();
                Sent.Add((sent, caller.Used));
                return sent - now + TimeSpan.FromSeconds(2 + 6 * _random.NextDouble());
            case var other:
                throw new InvalidOperationException($"The gate said {other}.");
        }
    }

    private Caller NewCall(Caller caller)
    {
        (caller.Grant, (caller.Reserved, caller.Used)) = (null, size(_random));
        return caller;
    }
}
