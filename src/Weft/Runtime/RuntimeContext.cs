using Microsoft.Extensions.Logging;

namespace Weft.Runtime;

/// <summary>All that a node takes from outside its process: time, chance, threads. One thread with virtual time can give it all.</summary>
/// <param name="Offload">Runs local work of the processor elsewhere than on the caller's thread; in a simulation, right there.</param>
/// <param name="Crash">Told the number of each crash point as it is reached; tests end the process there.</param>
internal sealed record RuntimeContext(
    TimeProvider Time,
    Random Random,
    Func<Func<object>, Task<object>> Offload,
    Action<int> Crash,
    ILogger Log,
    Guards Guards
)
{
    /// <summary>Runs local work and hands on what it made.</summary>
    public async Task<T> RunAsync<T>(Func<T> work)
        where T : notnull => (T)await Offload(() => work());
}
