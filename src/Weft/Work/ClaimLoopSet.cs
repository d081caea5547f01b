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

    /// <summary>Names of those that this node is to work for and whose key it can't open, so that they have none.</summary>
    public IReadOnlyList<string> Locked { get; private set; } = [];

    /// <summary>Keeps a loop for each of these providers that this node serves, and shows it the provider's row.</summary>
    /// <returns>Whether others are served than before, and whether a provider was lost or has paused.</returns>
    public (bool Changed, bool Freed) Keep(IReadOnlyList<Provider> providers, CancellationToken stop)
    {
        var changed = SeeLocked([.. providers.Where(provider => options.IsFor(provider) && !options.OpensKey(provider))]);
        var freed = false;
        var served = providers
            .Where(provider => options.IsFor(provider) && !Locked.Contains(provider.Name))
            .ToDictionary(provider => provider.Name);
        foreach (var gone in _loops.Keys.Except(served.Keys).ToList())
        {
            _loops[gone].Stop.Cancel();
            _loops.Remove(gone);
            (changed, freed) = (true, true);
        }
        foreach (var provider in served.Values.OrderBy(provider => provider.Name, StringComparer.Ordinal))
        {
            if (_loops.TryGetValue(provider.Name, out var running))
            {
                freed |= running.Loop.Provider.Pause is null && provider.Pause is not null;
                running.Loop.Provider = provider;
                continue;
            }
            changed = true;
            Start(provider, stop);
        }
        return (changed, freed);
    }

    private bool SeeLocked(IReadOnlyList<Provider> locked)
    {
        var names = locked.Select(provider => provider.Name).Order(StringComparer.Ordinal).ToList();
        var before = Locked;
        Locked = names;
        foreach (var opened in before.Except(names))
            options.KeyTold(opened, true);
        foreach (var closed in names.Except(before))
            options.KeyTold(closed, false);
        return !names.SequenceEqual(before);
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
