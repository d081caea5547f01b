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
);

/// <summary>Who is there and what each worker does, for people who look at the server. Nothing reads it back; it lapses by itself.</summary>
public interface IBoard
{
    Task ShowAsync(NodeShown node, CancellationToken cancel);
}
