using Microsoft.Extensions.Logging;
using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>
/// A running process: opens sessions, one after another, and has each one's loops kept. The same for one machine and for a fleet.
/// </summary>
internal sealed class Node(
    ISessions sessions,
    IProviders providers,
    IFleet fleet,
    NodeOptions options,
    RuntimeContext runtime,
    Func<SessionState, SessionHost> hostOf
)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(500);

    public NodeCounters Counters => runtime.Counters;

    /// <summary>The session of now; null between two.</summary>
    public SessionState? Session { get; private set; }

    /// <summary>Whether the last session was given back by itself; if not, others take it over.</summary>
    public bool GaveBack { get; private set; } = true;

    /// <summary>
    /// Works until <paramref name="drain"/>: then claims nothing more, lets running chapters finish within the grace, or until
    /// <paramref name="now"/>, gives everything back and leaves.
    /// </summary>
    public async Task RunAsync(CancellationToken drain, CancellationToken now)
    {
        while (!drain.IsCancellationRequested)
            await Loop.KeepAsync("session", runtime, stop => LiveAsync(stop, now), drain);
    }

    private async Task LiveAsync(CancellationToken drain, CancellationToken now)
    {
        var session = await OpenAsync(drain);
        Session = session;
        runtime.Log.LogInformation("Session {Session} of node {Node} is open", session.Id, options.Name);
        var host = hostOf(session);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(drain, session.Ended);
        try
        {
            // The heartbeat goes on until the session has ended: what is drained still lives.
            _ = Loop.KeepAsync("heartbeat", runtime, token => BeatAsync(session.Id, token), session.Ended);
            await host.RunAsync(stop.Token);
        }
        finally
        {
            Session = null;
            var isTakenOver = session.Ended.IsCancellationRequested;
            if (isTakenOver)
                runtime.Log.LogWarning("Session {Session} was ended by others; a new one is opened", session.Id);
            else
                await host.Drain.RunAsync(now);
            GaveBack = isTakenOver || host.Drain.GaveBack;
            await LeaveAsync(session.Id);
        }
    }

    private async Task<SessionState> OpenAsync(CancellationToken stop)
    {
        var served = (await providers.ProvidersAsync(stop)).Where(options.Serves).Select(provider => provider.Name);
        var id = await sessions.OpenSessionAsync(
            options.Name,
            options.Role,
            options.ProcessId,
            [.. served],
            options.WorkersPerProvider,
            stop
        );
        var session = new SessionState(id, runtime.Time);
        await runtime.UntilDoneAsync(token => fleet.EnterAsync(id, token), stop);
        return session;
    }

    private async Task BeatAsync(SessionId id, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await fleet.BeatAsync(id, stop);
            await Task.Delay(Heartbeat, runtime.Time, stop);
        }
    }

    private async Task LeaveAsync(SessionId id)
    {
        try
        {
            await fleet.LeaveAsync(id, CancellationToken.None);
        }
        catch (TransientException trouble)
        {
            runtime.Log.LogWarning("Presence of session {Session} could not be given up: {Trouble}", id, trouble.Message);
        }
    }
}
