using Weft.Runtime;

namespace Weft.Dispatch.Redis;

/// <summary>What came over a channel per provider, and who waits for it in this process.</summary>
internal sealed class WakeUps(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Bell> _bells = new(StringComparer.Ordinal);

    private sealed class Bell
    {
        // One ahead of what was seen: the first wait returns at once, for nobody listened before.
        public long Rung { get; set; } = 1;
        public long Seen { get; set; }
        public List<AsyncSignal> Waiting { get; } = [];

        public void Ring()
        {
            Rung++;
            foreach (var waiter in Waiting)
                waiter.Set();
        }
    }

    public void Ring(string provider)
    {
        lock (_lock)
            Of(provider).Ring();
    }

    /// <summary>The connection was lost in between: anything may have been missed.</summary>
    public void RingAll()
    {
        lock (_lock)
        {
            foreach (var bell in _bells.Values)
                bell.Ring();
        }
    }

    /// <summary>What came until now needs no wake-up: the caller is about to look.</summary>
    public void Forget(string provider)
    {
        lock (_lock)
        {
            var bell = Of(provider);
            bell.Seen = bell.Rung;
        }
    }

    /// <summary>Returns when rung since the last return (or <see cref="Forget"/>), or at that moment of the given clock.</summary>
    public async Task WaitAsync(string provider, DateTimeOffset until, CancellationToken cancel)
    {
        var waiter = new AsyncSignal(time);
        lock (_lock)
        {
            var bell = Of(provider);
            if (bell.Seen != bell.Rung)
            {
                bell.Seen = bell.Rung;
                return;
            }
            bell.Waiting.Add(waiter);
        }
        try
        {
            await waiter.WaitUntilAsync(until, cancel);
        }
        finally
        {
            lock (_lock)
            {
                var bell = Of(provider);
                bell.Waiting.Remove(waiter);
                bell.Seen = bell.Rung;
            }
        }
    }

    private Bell Of(string provider)
    {
        if (!_bells.TryGetValue(provider, out var bell))
            _bells.Add(provider, bell = new Bell());
        return bell;
    }
}
