using Weft.Model;

namespace Weft.Dispatch.Embedded;

/// <summary>
/// Requests and tokens of one provider over a window that slides. A log, not buckets that start anew: around the turn of a bucket
/// twice the limit could pass. Moments are on a clock of the owner that never goes back.
/// </summary>
internal sealed class SlidingLog
{
    /// <summary>
    /// A minute, and 1.5 s more: a grant may be used up to 1 s after it was given, so two calls may reach the provider up to 1 s closer
    /// together than their grants; the rest is for the way there. It costs 1 − 60/61.5 = 2.4 % of the limit.
    /// </summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(61.5);

    private readonly Queue<Entry> _entries = new();
    private readonly Dictionary<long, Entry> _byGrant = [];
    private long _tokens;

    private sealed class Entry(long grant, TimeSpan at, long tokens)
    {
        public long Grant => grant;
        public TimeSpan At => at;
        public long Tokens { get; set; } = tokens;
        public bool Settled { get; set; }
    }

    /// <summary>Tokens that are still an estimate: some of them may be given back.</summary>
    public long Unsettled { get; private set; }

    /// <summary>Never earlier than the one added before.</summary>
    public void Add(long grant, TimeSpan at, long tokens)
    {
        var entry = new Entry(grant, at, tokens);
        _entries.Enqueue(entry);
        _byGrant.Add(grant, entry);
        _tokens += tokens;
        Unsettled += tokens;
    }

    /// <summary>No effect on a grant that has left the window.</summary>
    public void Settle(long grant, long tokens)
    {
        if (!_byGrant.TryGetValue(grant, out var entry))
            return;
        _tokens += tokens - entry.Tokens;
        Unsettled -= entry.Settled ? 0 : entry.Tokens;
        (entry.Tokens, entry.Settled) = (tokens, true);
    }

    /// <summary>
    /// How long until so many requests and tokens fit; zero = now. Where they exceed what the whole window holds: until the window is
    /// empty of what is in it now.
    /// </summary>
    public TimeSpan UntilFits(TimeSpan now, ProviderLimits limits, long requests, long tokens)
    {
        Lapse(now);
        var overRequests = limits.RequestsPerMinute is { } perMinute ? _entries.Count + requests - perMinute : 0;
        var overTokens = limits.TokensPerMinute is { } tokensPerMinute ? _tokens + tokens - tokensPerMinute : 0;
        if (overRequests <= 0 && overTokens <= 0)
            return TimeSpan.Zero;
        var last = now;
        foreach (var entry in _entries)
        {
            last = entry.At;
            overRequests--;
            overTokens -= entry.Tokens;
            if (overRequests <= 0 && overTokens <= 0)
                break;
        }
        return last + Length - now;
    }

    private void Lapse(TimeSpan now)
    {
        while (_entries.TryPeek(out var oldest) && oldest.At + Length <= now)
        {
            _entries.Dequeue();
            _byGrant.Remove(oldest.Grant);
            _tokens -= oldest.Tokens;
            Unsettled -= oldest.Settled ? 0 : oldest.Tokens;
        }
    }
}
