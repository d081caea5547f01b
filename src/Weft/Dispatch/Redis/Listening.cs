using System.Collections.Concurrent;

namespace Weft.Dispatch.Redis;

/// <summary>Listens to a channel per provider from its first use on, and rings the bell of each message.</summary>
internal sealed class Listening
{
    private readonly RedisLink _link;
    private readonly Func<string, string> _channel;
    private readonly WakeUps _wakeUps;
    private readonly ConcurrentDictionary<string, byte> _heard = new(StringComparer.Ordinal);

    public Listening(RedisLink link, Func<string, string> channel, WakeUps wakeUps)
    {
        (_link, _channel, _wakeUps) = (link, channel, wakeUps);
        link.Missed += wakeUps.RingAll;
    }

    /// <summary>Returns once messages for that provider arrive here. Two at once may both subscribe; then each message rings twice.</summary>
    public async ValueTask ToAsync(string provider)
    {
        if (_heard.ContainsKey(provider))
            return;
        await _link.ListenAsync(_channel(provider), () => _wakeUps.Ring(provider));
        _heard.TryAdd(provider, 0);
    }
}
