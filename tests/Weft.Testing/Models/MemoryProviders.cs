using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>Providers of the model.</summary>
internal sealed class MemoryProviders(MemoryState state) : IProviders
{
    public Task<IReadOnlyList<Provider>> ProvidersAsync(CancellationToken cancel) =>
        MemoryState.Listed(state.Providers.Values.Select(Seen));

    private Provider Seen(MemoryProvider provider) =>
        provider.Row with
        {
            Health = new(
                Manners: state.Manners.TryGetValue((provider.Row.Name, provider.Row.Model), out var known)
                && known.Url == provider.Row.Url
                    ? known.Manners
                    : Manners.Common,
                Pause: provider.Pause,
                FailuresInRow: provider.Failures,
                Probing: provider.Probing(state.Now)
            ),
        };

    public Task SaveProviderAsync(Provider provider, CancellationToken cancel)
    {
        if (state.Providers.TryGetValue(provider.Name, out var row))
            row.Row = provider;
        else
            state.Providers[provider.Name] = new MemoryProvider { Row = provider };
        state.ChangeNumber++;
        return Task.CompletedTask;
    }

    public Task<ProviderRemoval> RemoveProviderAsync(string name, CancellationToken cancel)
    {
        if (name == Provider.RulesName || !state.Providers.ContainsKey(name))
            return Task.FromResult<ProviderRemoval>(new ProviderRemoval.NotThere());
        var users = state
            .Jobs.Values.Where(job => job.State is JobState.Created or JobState.Running or JobState.Paused)
            .Where(job => job.Order.Providers.Contains(name))
            .Select(job => job.Id)
            .Take(20)
            .ToList();
        if (users.Count > 0)
            return Task.FromResult<ProviderRemoval>(new ProviderRemoval.InUse(users));
        state.Providers.Remove(name);
        foreach (var key in state.Manners.Keys.Where(key => key.Provider == name).ToList())
            state.Manners.Remove(key);
        state.ChangeNumber++;
        return Task.FromResult<ProviderRemoval>(new ProviderRemoval.Removed());
    }

    public Task NoteSuccessAsync(string provider, CancellationToken cancel)
    {
        if (!state.Providers.TryGetValue(provider, out var row))
            return Task.CompletedTask;
        row.Failures = 0;
        if (row.Pause is not null && !row.Paused(state.Now))
        {
            row.Pause = null;
            state.ChangeNumber++;
            state.Note(provider, EventKind.Resumed);
        }
        return Task.CompletedTask;
    }

    public Task<int> NoteFailureAsync(string provider, CancellationToken cancel) =>
        Task.FromResult(state.Providers.TryGetValue(provider, out var row) ? ++row.Failures : 0);

    public Task PauseProviderAsync(string provider, Pause pause, CancellationToken cancel)
    {
        if (!state.Providers.TryGetValue(provider, out var row))
            return Task.CompletedTask;
        var longer = row.Pause is null || (row.Pause.Until is { } until && (pause.Until is null || pause.Until > until));
        if (longer)
        {
            row.PausedSince = row.Pause is null ? state.Now : row.PausedSince;
            row.Pause = pause;
            state.ChangeNumber++;
            state.Note(provider, EventKind.Paused);
        }
        return Task.CompletedTask;
    }

    public Task<bool> TryResumeProviderAsync(string provider, CancellationToken cancel)
    {
        if (!state.Providers.TryGetValue(provider, out var row) || (row.Pause is null && row.Failures == 0))
            return Task.FromResult(false);
        var paused = row.Pause is not null;
        (row.Pause, row.Failures) = (null, 0);
        state.ChangeNumber++;
        if (paused)
            state.Note(provider, EventKind.Resumed);
        return Task.FromResult(paused);
    }

    public Task SaveMannersAsync(Provider provider, CancellationToken cancel)
    {
        state.Manners[(provider.Name, provider.Model)] = (provider.Url, provider.Health.Manners);
        state.ChangeNumber++;
        return Task.CompletedTask;
    }
}
