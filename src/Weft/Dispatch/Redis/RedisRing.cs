using System.Globalization;
using StackExchange.Redis;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Dispatch.Redis;

/// <summary>The rings of a fleet, in Redis. Each change is one script; wake-ups come over a channel per provider.</summary>
internal sealed class RedisRing : IRing
{
    private readonly RedisLink _link;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Guards _guards;
    private readonly WakeUps _wakeUps;
    private readonly Listening _listening;

    public RedisRing(RedisLink link, TimeProvider time, Random random, Guards guards)
    {
        (_link, _time, _random, _guards) = (link, time, random, guards);
        _wakeUps = new WakeUps(time);
        _listening = new Listening(link, link.Names.RingChannel, _wakeUps);
    }

    public async Task PutAsync(JobId job, Priority priority, IReadOnlyList<string> providers, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        List<RedisValue> arguments = [job.Value, priority == Priority.High ? "high" : "normal"];
        foreach (var provider in providers)
            arguments.AddRange([NewGeneration(), _link.Names.RingChannel(provider)]);
        await _link.RunAsync(Script.RingPut, providers.SelectMany(RedisNames.Ring), [.. arguments]);
    }

    public async Task<Turn?> NextAsync(string provider, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var reply = await _link.RunAsync(Script.RingNext, RedisNames.Ring(provider), DispatchRules.HighInARow);
        if (reply.IsNull)
            return null;
        var generation = ulong.Parse((string)reply[1]!, CultureInfo.InvariantCulture);
        return new Turn(provider, new JobId((long)reply[0]), generation, (int)reply[2]);
    }

    public async Task<bool> TryLeaveAsync(Turn turn, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var generation = _guards.On(Guard.RingGeneration) ? turn.Generation.ToString(CultureInfo.InvariantCulture) : "";
        return (bool)await _link.RunAsync(Script.RingLeave, RedisNames.Ring(turn.Provider), turn.Job.Value, generation);
    }

    public async Task<int> LengthAsync(string provider, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return (int)await _link.AskAsync("HLEN", RedisNames.Ring(provider)[2]);
    }

    public async Task WaitAsync(string provider, TimeSpan atMost, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var until = _time.GetUtcNow() + atMost;
        await _listening.ToAsync(provider);
        await _wakeUps.WaitAsync(provider, until, cancel);
    }

    private string NewGeneration()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        lock (_random)
            _random.NextBytes(bytes);
        return BitConverter.ToUInt64(bytes).ToString(CultureInfo.InvariantCulture);
    }
}
