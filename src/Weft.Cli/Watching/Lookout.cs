using Microsoft.Extensions.Logging.Abstractions;
using Weft.Cli.Work;
using Weft.Dispatch;
using Weft.Jobs;
using Weft.Watching;
using Weft.Work;

namespace Weft.Cli.Watching;

/// <summary>Looks at nodes from beside them: the ledger, and the dispatch where it is a server that this process can ask too.</summary>
internal sealed class Lookout : IAsyncDisposable
{
    private readonly NodeHost? _dispatch;

    private Lookout(Workplace place, IRing? ring, WhoIsThere present, NodeHost? dispatch)
    {
        Reader = new OverviewReader(place.Ledger, place.Library, ring, present, place.Shell.Time);
        _dispatch = dispatch;
    }

    public OverviewReader Reader { get; }

    public static async Task<Lookout> OpenAsync(Workplace place)
    {
        if (place.Settings.Place.DispatchIsEmbedded)
            return new(place, null, ProcessesOfThisMachine, null);
        try
        {
            var host = await NodeHost.OpenAsync(place, NullLogger.Instance);
            return new(place, host.Parts.Ring, new FleetPresence(host.Parts.Fleet, place.Shell.Time).LookAsync, host);
        }
        catch (PassingTroubleException trouble)
        {
            // The ledger is the truth all the same; the overview says what is missing.
            return new(place, null, (_, _) => throw trouble, null);
        }
    }

    public ValueTask DisposeAsync() => _dispatch?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static Task<IReadOnlySet<SessionId>> ProcessesOfThisMachine(
        IReadOnlyList<Session> sessions,
        CancellationToken cancel
    ) =>
        Task.FromResult<IReadOnlySet<SessionId>>(
            sessions.Where(one => Hints.IsRunning(one.ProcessId)).Select(one => one.Id).ToHashSet()
        );
}
