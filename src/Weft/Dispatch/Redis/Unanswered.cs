using StackExchange.Redis;

namespace Weft.Dispatch.Redis;

/// <summary>Permits that were asked for without an answer coming back, to be given up with the next question.</summary>
internal sealed class Unanswered
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<RedisValue>> _permits = new(StringComparer.Ordinal);

    public void Add(string provider, IEnumerable<RedisValue> permits)
    {
        lock (_lock)
        {
            if (!_permits.TryGetValue(provider, out var list))
                _permits.Add(provider, list = []);
            list.AddRange(permits);
        }
    }

    public IReadOnlyList<RedisValue> Take(string provider)
    {
        lock (_lock)
            return _permits.Remove(provider, out var list) ? list : [];
    }
}
