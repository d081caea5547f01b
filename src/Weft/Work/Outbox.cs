using Weft.Dispatch;
using Weft.Ledger;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>
/// What a node owes after it has changed the ledger. Outlives sessions; carried out until acknowledged. What a killed node owed is made
/// good by the pass of whoever takes its session over.
/// </summary>
internal sealed class Outbox
{
    /// <summary>A flush is begun anew this often, should a wake-up be missing.</summary>
    private static readonly TimeSpan SlowLook = TimeSpan.FromSeconds(5);

    private readonly AsyncSignal _owed;

    public Outbox(IRing ring, IGate gate, IJobs jobs, JobCache cache, RuntimeContext runtime)
    {
        _owed = new(runtime.Time);
        Rings = new(ring, jobs, cache, _owed, runtime);
        Permits = new(gate, _owed);
        Finishes = new(runtime.Time);
        Passes = new(runtime.Time);
    }

    public RingPublisher Rings { get; }
    public PermitReclaimer Permits { get; }
    public FinishQueue Finishes { get; }
    public PassRequest Passes { get; }

    /// <summary>Permits and rings, forever. Beside the finishes: a dead node's chapters do not wait while a book is being resolved.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await FlushAsync(stop);
            await _owed.WaitAsync(SlowLook, stop);
        }
    }

    /// <summary>Once.</summary>
    public async Task FlushAsync(CancellationToken stop)
    {
        await Permits.FlushAsync(stop);
        await Rings.FlushAsync(stop);
    }
}
