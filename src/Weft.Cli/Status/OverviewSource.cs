using Microsoft.Extensions.Logging.Abstractions;
using Weft.Cli.Hosting;
using Weft.Cli.Stores;
using Weft.Dispatch;
using Weft.Model;
using Weft.Runtime;
using Weft.Watching;

namespace Weft.Cli.Status;

/// <summary>Looks at nodes from beside them: the ledger, and the dispatch where it is a server that this process can ask too.</summary>
internal sealed class OverviewSource : IAsyncDisposable
{
    private readonly IAsyncDisposable? _held;

    private OverviewSource(OpenStores stores, IRing? ring, PresenceSource present, IAsyncDisposable? held)
    {
        Reader = new OverviewReader(stores.Ledger, ring, present, stores.Shell.Time);
        _held = held;
    }

    public OverviewReader Reader { get; }

    public static async Task<OverviewSource> OpenAsync(OpenStores stores)
    {
        if (!stores.Settings.Place.DispatchIsShared)
            return new(stores, null, ProcessesOfThisMachine, null);
        try
        {
            var dispatch = await Backends.OpenDispatchAsync(stores, Runtime(stores.Shell.Time));
            var presence = new FleetPresence(dispatch.Fleet, stores.Shell.Time);
            return new(stores, dispatch.Ring, presence.LookAsync, dispatch.Held);
        }
        catch (TransientException trouble)
        {
            // The ledger is the truth all the same; the overview says what is missing.
            return new(stores, null, (_, _) => throw trouble, null);
        }
    }

    public ValueTask DisposeAsync() => _held?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>No work is done here, but chance must be real: a look at a server that was wiped gives its new memory a name of its own.</summary>
    private static RuntimeContext Runtime(TimeProvider time)
    {
        var random = Chance.New();
        return new(time, random, new ThreadPoolOffload(), _ => { }, NullLogger.Instance, Guards.All);
    }

    private static Task<IReadOnlySet<SessionId>> ProcessesOfThisMachine(
        IReadOnlyList<Session> sessions,
        CancellationToken cancel
    ) =>
        Task.FromResult<IReadOnlySet<SessionId>>(
            sessions.Where(session => WorkerHints.IsRunning(session.ProcessId)).Select(session => session.Id).ToHashSet()
        );
}
