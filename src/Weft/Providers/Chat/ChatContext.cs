using Weft.Dispatch;
using Weft.Ledger;
using Weft.Runtime;

namespace Weft.Providers.Chat;

/// <summary>What all readings of a node share.</summary>
internal sealed record ChatContext(
    IJournal Journal,
    IGate Gate,
    IProviders Providers,
    IChatEndpoint Endpoint,
    RuntimeContext Runtime,
    ModelExtractorOptions Options
)
{
    public InFlightKeys InFlight { get; } = new();
    public LearntManners Learnt { get; } = new();
    public CallNumbers Numbers { get; } = new();

    /// <summary>Calls that have left and have no end yet.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    private int _underWay;

    public void NoteLeft() => Interlocked.Increment(ref _underWay);

    public void NoteEnded() => Interlocked.Decrement(ref _underWay);
}
