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
}
