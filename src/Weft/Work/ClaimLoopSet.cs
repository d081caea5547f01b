using Microsoft.Extensions.Logging;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Which providers have a claim loop in this session.</summary>
internal sealed class ClaimLoopSet(
    Func<Provider, ClaimLoop> open,
    OrphanedClaims orphans,
    NodeOptions options,
    RuntimeContext runtime
)
{
    private readonly SortedDictionary<string, (ClaimLoop Loop, Task Running, CancellationTokenSource Stop)> _loops = new(
        StringComparer.Ordinal
    );

    /// <summary>Names of the providers that have one.</summary>
    public IReadOnlyList<string> Providers => [.. _loops.Keys];

    /// <summary>Keeps a loop for each of these providers that this node serves, and shows it the provider's row.</summary>
    public (bool Added, bool Paused) Keep(IReadOnlyList<Provider> providers, CancellationToken stop)
    {
        var served = providers.Where(options.Serves).ToDictionary(provider => provider.Name);
        foreach (var gone in _loops.Keys.Except(served.Keys).ToList())
        {
            _loops[gone].Stop.Cancel();
            _loops.Remove(gone);
        }
        var (added, paused) = (false, false);
        foreach (var provider in served.Values.OrderBy(provider => provider.Name, StringComparer.Ordinal))
        {
            if (_loops.TryGetValue(provider.Name, out var running))
            {
                paused |= running.Loop.Provider.Pause is null && provider.Pause is not null;
                running.Loop.Provider = provider;
                continue;
            }
            added = true;
            Start(provider, stop);
        }
        return (added, paused);
    }

    /// <summary>Returns when all loops have ended after their stop.</summary>
    public Task EndedAsync() => Task.WhenAll(_loops.Values.Select(loop => loop.Running));

    private void Start(Provider provider, CancellationToken stop)
    {
        var loop = open(provider);
        var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = Loop.KeepAsync($"claim {provider.Name}", runtime, token => ClaimAsync(loop, token), ending.Token);
        _loops[provider.Name] = (loop, running, ending);
    }

    /// <summary>A claim whose outcome is unknown may have taken runs: they are looked for before the loop goes on.</summary>
    private async Task ClaimAsync(ClaimLoop loop, CancellationToken stop)
    {
        try
        {
            await loop.RunAsync(stop);
        }
        catch (TransientException trouble)
        {
            runtime.Log.LogInformation("A claim's outcome is unknown ({Trouble}): looking for strays", trouble.Message);
            await orphans.CheckAsync(stop);
            throw;
        }
    }
}
