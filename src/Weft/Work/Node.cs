using Microsoft.Extensions.Logging;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>
/// A running process: opens sessions, one after another, and keeps each one's loops. The same for one machine and for a fleet.
/// </summary>
internal sealed class Node(NodeParts parts, NodeOptions options, RuntimeContext runtime)
{
    private readonly JobCache _jobs = new(parts);
    private readonly AsyncSignal _look = new(runtime.Time);
    private Errands? _errands;

    public NodeCounters Counters { get; } = new();

    /// <summary>The session of now; null between two.</summary>
    public SessionLife? Session { get; private set; }

    /// <summary>Whether the last session was given back by itself; if not, others take it over.</summary>
    public bool GaveBack { get; private set; } = true;

    /// <summary>Looks at once for what was ordered, not only at the next look.</summary>
    public void Wake() => _look.Set();

    /// <summary>
    /// Works until <paramref name="drain"/>: then claims nothing more, lets running chapters finish within the grace, or until
    /// <paramref name="now"/>, gives everything back and leaves.
    /// </summary>
    public async Task RunAsync(CancellationToken drain, CancellationToken now)
    {
        var errands = _errands ??= new Errands(parts, _jobs, runtime);
        while (!drain.IsCancellationRequested)
            await Loop.KeepAsync("session", runtime, Counters, stop => LiveAsync(errands, stop, now), drain);
    }

    private async Task LiveAsync(Errands errands, CancellationToken drain, CancellationToken now)
    {
        var providers = await ServedAsync(drain);
        var names = providers.Select(one => one.Name).ToList();
        var id = await parts.Ledger.Sessions.OpenSessionAsync(
            options.Name,
            options.Role,
            options.ProcessId,
            names,
            options.WorkersPerProvider,
            drain
        );
        var life = new SessionLife(id, runtime.Time);
        await Retry.UntilDoneAsync(runtime, token => parts.Fleet.EnterAsync(id, token), drain);
        Session = life;
        runtime.Log.LogInformation("Session {Session} of node {Node} is open", id, options.Name);
        var crew = new Crew(parts, options, _jobs, errands, life, Counters, runtime);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(drain, life.Ended);
        try
        {
            await crew.WorkAsync(_look, stop.Token);
        }
        finally
        {
            Session = null;
            var isTakenOver = life.Ended.IsCancellationRequested;
            if (isTakenOver)
                runtime.Log.LogWarning("Session {Session} was ended by others; a new one is opened", id);
            else
                await crew.DrainAsync(now);
            GaveBack = isTakenOver || crew.GaveBack;
            await LeaveAsync(id);
        }
    }

    private async Task<IReadOnlyList<Provider>> ServedAsync(CancellationToken stop)
    {
        var all = await parts.Ledger.Providers.ProvidersAsync(stop);
        return [.. all.Where(one => options.Providers is null || options.Providers.Contains(one.Name))];
    }

    private async Task LeaveAsync(SessionId id)
    {
        try
        {
            await parts.Fleet.LeaveAsync(id, CancellationToken.None);
        }
        catch (TransientException trouble)
        {
            runtime.Log.LogWarning("Presence of session {Session} could not be given up: {Trouble}", id, trouble.Message);
        }
    }
}
