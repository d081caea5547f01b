using Weft.Dispatch;
using Weft.Jobs;
using Weft.Providers;

namespace Weft.Work;

/// <summary>A node's concurrent slots for one provider, in one session.</summary>
internal sealed class Workers(NodeParts parts, ChapterWorker worker, SessionLife session, int slots, Surroundings around)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(3);

    private readonly Lock _lock = new();
    private readonly Signal _freed = new(around.Time);
    private readonly SortedSet<int> _idle = [.. Enumerable.Range(0, slots)];

    /// <summary>The provider's row as last seen.</summary>
    public required Provider Provider { get; set; }

    public SessionLife Session => session;

    public int Free
    {
        get
        {
            lock (_lock)
                return _idle.Count;
        }
    }

    public async Task WaitForFreeAsync(CancellationToken stop)
    {
        while (Free <= 0)
            await _freed.WaitAsync(TimeSpan.FromSeconds(5), stop);
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Chapters that end together free their workers together: waiting a moment for the others makes one claim of many. Never long
    /// enough to be felt where a chapter takes a second.
    /// </summary>
    public async Task GatherAsync(CancellationToken stop)
    {
        var began = around.Time.GetTimestamp();
        while (Free < slots && Gather - around.Time.GetElapsedTime(began) is { Ticks: > 0 } left)
            await _freed.WaitAsync(left, stop);
    }

    /// <summary>Starts on a claimed run; the slot and its permit come free when it has ended, however it does.</summary>
    public void Start(Claim claim, Permit? permit, DateTimeOffset askedAt)
    {
        int slot;
        lock (_lock)
        {
            slot = _idle.Min;
            _idle.Remove(slot);
        }
        _ = RunAsync(session.Take(claim, slot, askedAt), permit);
    }

    private async Task RunAsync(RunInHand run, Permit? permit)
    {
        try
        {
            await worker.RunAsync(run, Provider, permit);
        }
        finally
        {
            session.Release(run);
            lock (_lock)
                _idle.Add(run.Slot);
            _freed.Set();
        }
        if (permit is { } held)
            await Retry.UntilDoneAsync(
                around.Time,
                token => parts.Gate.ReleaseAsync([held], token),
                around.Log,
                CancellationToken.None
            );
    }
}
