using Weft.Model;

namespace Weft.Testing.Models;

internal sealed partial class MemoryLedger
{
    public Task<IReadOnlyList<Provider>> ProvidersAsync(CancellationToken cancel) => Listed(_providers.Values.Select(Seen));

    private Provider Seen(MemoryProvider provider) =>
        provider.Row with
        {
            Format = _formats.TryGetValue((provider.Row.Name, provider.Row.Model), out var format) ? format : null,
            Pause = provider.Pause,
            FailuresInRow = provider.Failures,
            Probing = provider.Probing(Now),
        };

    public Task SaveProviderAsync(Provider provider, CancellationToken cancel)
    {
        if (_providers.TryGetValue(provider.Name, out var row))
            row.Row = provider;
        else
            _providers[provider.Name] = new MemoryProvider { Row = provider };
        _wishes++;
        return Task.CompletedTask;
    }

    public Task<ProviderRemoval> RemoveProviderAsync(string name, CancellationToken cancel)
    {
        if (name == Provider.RulesName || !_providers.ContainsKey(name))
            return Task.FromResult<ProviderRemoval>(new ProviderRemoval.NotThere());
        var users = _jobs
            .Values.Where(job => job.State is JobState.Created or JobState.Running or JobState.Paused)
            .Where(job => job.Order.Providers.Contains(name))
            .Select(job => job.Id)
            .Take(20)
            .ToList();
        if (users.Count > 0)
            return Task.FromResult<ProviderRemoval>(new ProviderRemoval.InUse(users));
        _providers.Remove(name);
        _wishes++;
        return Task.FromResult<ProviderRemoval>(new ProviderRemoval.Removed());
    }

    public Task NoteSuccessAsync(string provider, CancellationToken cancel)
    {
        if (!_providers.TryGetValue(provider, out var row))
            return Task.CompletedTask;
        row.Failures = 0;
        if (row.Pause is not null && !row.Paused(Now))
        {
            row.Pause = null;
            _wishes++;
        }
        return Task.CompletedTask;
    }

    public Task<int> NoteFailureAsync(string provider, CancellationToken cancel) =>
        Task.FromResult(_providers.TryGetValue(provider, out var row) ? ++row.Failures : 0);

    public Task PauseProviderAsync(string provider, Pause pause, CancellationToken cancel)
    {
        if (!_providers.TryGetValue(provider, out var row))
            return Task.CompletedTask;
        var longer = row.Pause is null || (row.Pause.Until is { } until && (pause.Until is null || pause.Until > until));
        if (longer)
        {
            row.Pause = pause;
            _wishes++;
        }
        return Task.CompletedTask;
    }

    public Task<bool> TryResumeProviderAsync(string provider, CancellationToken cancel)
    {
        if (!_providers.TryGetValue(provider, out var row) || (row.Pause is null && row.Failures == 0))
            return Task.FromResult(false);
        var paused = row.Pause is not null;
        (row.Pause, row.Failures) = (null, 0);
        _wishes++;
        return Task.FromResult(paused);
    }

    public Task SaveFormatAsync(string provider, string model, AnswerFormat format, CancellationToken cancel)
    {
        _formats[(provider, model)] = format;
        return Task.CompletedTask;
    }

    /// <summary>Paused, served by no open session, or not there at all.</summary>
    private bool Workless(string provider) =>
        !_providers.TryGetValue(provider, out var row)
        || row.Paused(Now)
        || !_sessions.Values.Any(session => session.EndedAt is null && session.Providers.Contains(provider));

    private bool InTheAir(string provider) =>
        _openCalls.Exists(call => call.Row.Provider == provider && call.Row.Deadline > Now && IsOpen(call.Row.Session));
}
