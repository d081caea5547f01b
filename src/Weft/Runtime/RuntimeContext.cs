using Microsoft.Extensions.Logging;
using Weft.Reasons;

namespace Weft.Runtime;

/// <summary>All that a node takes from outside its process: time, chance, threads. One thread with virtual time can give it all.</summary>
/// <param name="Crash">Told the number of each crash point as it is reached; tests end the process there.</param>
internal sealed record RuntimeContext(
    TimeProvider Time,
    Random Random,
    IOffload Offload,
    Action<int> Crash,
    ILogger Log,
    Guards Guards
)
{
    public NodeCounters Counters { get; } = new();

    /// <summary>To whoever looks on, at once.</summary>
    public void Tell(Reason why) => Log.LogError("{Why}", why);

    /// <summary>Repeats a step through passing trouble until it answers.</summary>
    public Task<T> UntilDoneAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancel) =>
        Retry.UntilDoneAsync(this, step, cancel);

    public Task UntilDoneAsync(Func<CancellationToken, Task> step, CancellationToken cancel) =>
        Retry.UntilDoneAsync(this, step, cancel);
}
