using System.Security.Cryptography;
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

    private OverviewSource(Workplace place, IRing? ring, PresenceSource present, IAsyncDisposable? held)
    {
        Reader = new OverviewReader(place.Ledger, ring, present, place.Shell.Time);
        _held = held;
    }

    public OverviewReader Reader { get; }

    public static async Task<OverviewSource> OpenAsync(Workplace place)
    {
        if (!place.Settings.Place.DispatchIsShared)
            return new(place, null, ProcessesOfThisMachine, null);
        try
        {
            var dispatch = await Backends.OpenDispatchAsync(place, Runtime(place.Shell.Time));
            var presence = new FleetPresence(dispatch.Fleet, place.Shell.Time);
            return new(place, dispatch.Ring, presence.LookAsync, dispatch.Held);
        }
        catch (TransientException trouble)
        {
            // The ledger is the truth all the same; the overview says what is missing.
            return new(place, null, (_, _) => throw trouble, null);
        }
    }

    public ValueTask DisposeAsync() => _held?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>No work is done here, but chance must be real: a look at a server that was wiped gives its new memory a name of its own.</summary>
    private static RuntimeContext Runtime(TimeProvider time)
    {
        var random = new Random(BitConverter.ToInt32(RandomNumberGenerator.GetBytes(4)));
        return new(time, random, new ThreadPoolOffload(), _ => { }, NullLogger.Instance, Guards.All);
    }

    private static Task<IReadOnlySet<SessionId>> ProcessesOfThisMachine(
        IReadOnlyList<Session> sessions,
        CancellationToken cancel
    ) =>
        Task.FromResult<IReadOnlySet<SessionId>>(
            sessions.Where(one => WorkerHints.IsRunning(one.ProcessId)).Select(one => one.Id).ToHashSet()
        );
}
