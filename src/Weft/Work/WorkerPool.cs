using Weft.Dispatch;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>A node's concurrent slots for one provider, in one session.</summary>
internal sealed class WorkerPool(
    PermitsInHand permits,
    ChapterWorker worker,
    SessionState session,
    int slots,
    RuntimeContext runtime
)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(3);

    /// <summary>Free workers are looked for this often, should a wake-up be missing.</summary>
    private static readonly TimeSpan SlowLook = TimeSpan.FromSeconds(5);

    /// <summary>Where nothing limits a provider, its ring may take this long to come round.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    /// <summary>The weight of the last chapter's time in the average.</summary>
    private const double Weight = 1 / 16.0;

    private readonly Lock _lock = new();
    private TimeSpan _chapter = Round;
    private readonly AsyncSignal _freed = new(runtime.Time);
    private readonly SortedSet<int> _idle = [.. Enumerable.Range(0, slots)];

    /// <summary>The provider's row as last seen.</summary>
    public required Provider Provider { get; set; }

    /// <summary>The last claim brought all that was asked for.</summary>
    public bool MoreIsWaiting { get; set; }

    private int Free
    {
        get
        {
            lock (_lock)
                return _idle.Count;
        }
    }

    /// <summary>How many chapters the next turn of a job may take, where so many jobs are on the ring.</summary>
    public int FairShare(int jobs)
    {
        lock (_lock)
            return FairShareOf(_idle.Count, jobs, _chapter, Provider.Limits);
    }

    /// <summary>
    /// The free workers shared out among the jobs of the ring, for an eager node would drain a job before the others had their turn.
    /// Chapters of a hundredth of a second are taken many at once: each job still has its turn within a second, and a claim costs as much for one
    /// chapter as for sixty. Not where a provider has limits: there the permits are scarce, not the workers.
    /// </summary>
    /// <param name="chapter">What a chapter took lately.</param>
    public static int FairShareOf(int free, int jobs, TimeSpan chapter, ProviderLimits limits)
    {
        var rounds = limits == ProviderLimits.None ? Math.Max(1, Round / chapter) : 1;
        return (int)Math.Clamp(free * rounds / Math.Max(1, jobs), 1, Math.Max(1, free));
    }

    /// <summary>Returns when a worker is free; where more is waiting, a moment later, with those that come free together.</summary>
    public async Task WaitForFreeAsync(CancellationToken stop)
    {
        while (Free <= 0)
            await _freed.WaitAsync(SlowLook, stop);
        stop.ThrowIfCancellationRequested();
        if (MoreIsWaiting)
            await CoalesceAsync(stop);
    }

    /// <summary>
    /// Chapters that end together free their workers together: waiting a moment for the others makes one claim of many. Never long
    /// enough to be felt where a chapter takes a second.
    /// </summary>
    private async Task CoalesceAsync(CancellationToken stop)
    {
        var began = runtime.Time.GetTimestamp();
        while (Free < slots && Gather - runtime.Time.GetElapsedTime(began) is { Ticks: > 0 } left)
            await _freed.WaitAsync(left, stop);
    }

    /// <summary>Starts on a claimed run; the slot comes free when it has ended, however it does, and its permits at the latest then.</summary>
    public void Start(Claim claim, Permit? permit, DateTimeOffset askedAt)
    {
        int slot;
        lock (_lock)
        {
            slot = _idle.Min;
            _idle.Remove(slot);
        }
        var held = permit is { } first ? permits.Open(claim.Run.Job, first) : null;
        _ = RunAsync(session.Take(claim, slot, askedAt), held);
    }

    /// <summary>Also where somebody has set the clock.</summary>
    private TimeSpan Took(ActiveRun run)
    {
        var took = runtime.Time.GetUtcNow() - run.Since;
        return took > Least ? took : Least;
    }

    private void Leave(ActiveRun run)
    {
        lock (_lock)
        {
            _idle.Add(run.Slot);
            _chapter += (Took(run) - _chapter) * Weight;
        }
        _freed.Set();
    }

    private async Task RunAsync(ActiveRun run, ChapterPermits? held)
    {
        try
        {
            await worker.RunAsync(run, Provider, held);
        }
        finally
        {
            session.Release(run);
            Leave(run);
            held?.Close();
        }
    }
}
