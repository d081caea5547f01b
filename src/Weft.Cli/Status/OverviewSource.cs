using Microsoft.Extensions.Logging.Abstractions;
using Weft.Cli.Hosting;
using Weft.Cli.Settings;
using Weft.Cli.Stores;
using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Watching;

namespace Weft.Cli.Status;

/// <summary>Looks at nodes from beside them: the ledger, and the dispatch where it is a server that this process can ask too.</summary>
internal sealed class OverviewSource : IAsyncDisposable
{
    private readonly IAsyncDisposable? _held;

    private OverviewSource(OverviewReader reader, OpenDispatch? dispatch = null) =>
        (Reader, Dispatch, _held) = (reader, dispatch, dispatch?.Held);

    public OverviewReader Reader { get; }

    /// <summary>Null where this process cannot see it, or it does not answer.</summary>
    public OpenDispatch? Dispatch { get; }

    public static Task<OverviewSource> OpenAsync(OpenStores stores) =>
        OpenAsync(stores.Settings.Place, stores.Ledger, stores.Shell.Time);

    public static async Task<OverviewSource> OpenAsync(PlaceOptions place, ILedger ledger, TimeProvider time)
    {
        if (!place.DispatchIsShared)
            return new(new(ledger, null, ProcessesOfThisMachine, time));
        try
        {
            var dispatch = await Backends.OpenDispatchAsync(place, Runtime(time));
            var presence = new FleetPresence(dispatch.Fleet, time);
            return new(new(ledger, dispatch.Ring, presence.LookAsync, time), dispatch);
        }
        catch (TransientException trouble)
        {
            // The ledger is the truth all the same; the overview says what is missing.
            return new(new(ledger, null, (_, _) => throw trouble, time));
        }
    }

    /// <summary>Of the ledger alone, where nobody can be seen for that reason.</summary>
    public static OverviewSource Without(ILedger ledger, Reason reason, TimeProvider time) =>
        new(new(ledger, null, (_, _) => throw new DispatchUnavailableException(reason), time));

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
