namespace Weft.Runtime;

/// <summary>The first wait after a failure, and the longest; each in between is twice the one before.</summary>
internal sealed record BackoffPace(TimeSpan First, TimeSpan Longest)
{
    /// <summary>A step of a node on its way: most trouble is a lost packet or a lock, and work must go on within two seconds of a server's return.</summary>
    public static readonly BackoffPace Step = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));

    /// <summary>A loop that is started again: whatever failed in it may fail each time, and each failure is told.</summary>
    public static readonly BackoffPace Loop = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));

    /// <summary>A server that is not there yet at a start: it takes seconds to come up.</summary>
    public static readonly BackoffPace Start = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));

    /// <summary>A server that is there and busy: it answers again within a few transactions of others.</summary>
    public static readonly BackoffPace Busy = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(500));
}

/// <summary>
/// How long to wait before the next try. Each wait is spread by chance between half and one and a half times its length, so that nodes which failed
/// together, on one server's restart, do not come back together.
/// </summary>
internal sealed class Backoff(BackoffPace pace, Random random)
{
    private TimeSpan _wait = pace.First;

    /// <param name="longest">Where it is not the pace's.</param>
    public TimeSpan Next(TimeSpan? longest = null)
    {
        var wait = _wait;
        var most = longest ?? pace.Longest;
        _wait = wait * 2 < most ? wait * 2 : most;
        lock (random)
            return wait * (0.5 + random.NextDouble());
    }

    /// <summary>What was tried was well for a while: the next failure is a first one.</summary>
    public void Reset() => _wait = pace.First;
}
