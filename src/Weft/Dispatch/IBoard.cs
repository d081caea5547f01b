using Weft.Model;

namespace Weft.Dispatch;

/// <summary>What one busy worker does. <paramref name="Slot"/>: among the node's slots for that provider, from 0.</summary>
public sealed record WorkerShown(string Provider, int Slot, JobId Job, int Position, int Attempt, DateTimeOffset Since);

/// <summary>A node as people see it. <paramref name="Slots"/>: workers it has in all.</summary>
public sealed record NodeShown(
    string Node,
    SessionId Session,
    string Role,
    int ProcessId,
    IReadOnlyList<string> Providers,
    int Slots,
    IReadOnlyList<WorkerShown> Busy
)
{
    /// <summary>What it has that all nodes must have alike; null = not told.</summary>
    public NodeCard? Card { get; init; }
}

/// <summary>Who is there and what each worker does, for people who look at the server. No work depends on it; it lapses by itself.</summary>
public interface IBoard
{
    Task ShowAsync(NodeShown node, CancellationToken cancel);

    /// <summary>The cards of these nodes; those that show none are left out.</summary>
    Task<IReadOnlyList<NodeCardSeen>> CardsAsync(IReadOnlyList<Session> nodes, CancellationToken cancel);
}
