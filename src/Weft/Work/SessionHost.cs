using Weft.Runtime;

namespace Weft.Work;

/// <summary>A loop of a session. The name is for the log.</summary>
internal sealed record SessionLoop(string Name, Func<CancellationToken, Task> Body);

/// <summary>Keeps the loops of one session, until they are stopped.</summary>
/// <param name="before">Comes before all of them.</param>
internal sealed class SessionHost(
    Func<CancellationToken, Task> before,
    IReadOnlyList<SessionLoop> loops,
    ProviderLoops providers,
    SessionDrain drain,
    RuntimeContext runtime
)
{
    /// <summary>What gives the session back when its loops have ended.</summary>
    public SessionDrain Drain => drain;

    /// <summary>Done when each loop has ended after <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await before(stop);
        await Task.WhenAll([.. loops.Select(loop => Loop.KeepAsync(loop.Name, runtime, loop.Body, stop))]);
        await providers.EndedAsync();
    }
}
