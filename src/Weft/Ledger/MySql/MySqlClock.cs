namespace Weft.Ledger.MySql;

/// <summary>
/// The database's clock as this process reckons it, from one reading and its own monotonic clock since. Nodes' clocks may be far apart,
/// and one that is set in between changes nothing: rows keep the database's time, and moments cross the seam by the caller's.
/// </summary>
internal sealed class MySqlClock(TimeProvider time)
{
    private sealed record Anchor(long ServerMs, long At);

    private Anchor? _anchor;

    /// <summary>A reading that says the same within this is measuring error.</summary>
    private const long Jitter = 20;

    public bool IsSet => _anchor is not null;

    /// <summary>Milliseconds since 1970. Before the first reading: by the caller's own clock.</summary>
    public long NowMs
    {
        get
        {
            var anchor = _anchor;
            return anchor is null
                ? time.GetUtcNow().ToUnixTimeMilliseconds()
                : anchor.ServerMs + (long)time.GetElapsedTime(anchor.At).TotalMilliseconds;
        }
    }

    /// <summary>The database said this; the answer took that long, half of it on the way back.</summary>
    public void Read(long serverMs, TimeSpan took)
    {
        var now = serverMs + (long)(took.TotalMilliseconds / 2);
        if (_anchor is null || Math.Abs(now - NowMs) > Jitter + (long)took.TotalMilliseconds)
            _anchor = new(now, time.GetTimestamp());
    }

    /// <summary>A moment of the caller's clock as the database tells it.</summary>
    public long ToServer(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() - CallerMs + NowMs;

    public long? ToServer(DateTimeOffset? moment) => moment is { } given ? ToServer(given) : null;

    /// <summary>And back.</summary>
    public DateTimeOffset ToCaller(long serverMs) => DateTimeOffset.FromUnixTimeMilliseconds(serverMs - NowMs + CallerMs);

    private long CallerMs => time.GetUtcNow().ToUnixTimeMilliseconds();
}
