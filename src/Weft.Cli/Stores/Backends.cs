using System.Security.Cryptography;
using Weft.Cli.Settings;
using Weft.Cli.Terminal;
using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Chat;
using Weft.Providers.Rules;
using Weft.Runtime;
using Weft.Work;

namespace Weft.Cli.Stores;

/// <summary>Opens what the settings name, and puts a node together from it.</summary>
internal static class Backends
{
    public static bool LedgerExists(PlaceOptions place, string folder) => LedgerBackends.Of(place.Ledger).Exists(folder);

    public static Task<OpenLedger> OpenLedgerAsync(Shell shell, PlaceOptions place, string folder, CancellationToken cancel) =>
        LedgerBackends.Of(place.Ledger).OpenAsync(place.Ledger, folder, shell.Time, cancel);

    public static Task<OpenGraph> OpenGraphAsync(Shell shell, PlaceOptions place, string folder, CancellationToken cancel)
    {
        var random = new Random(BitConverter.ToInt32(RandomNumberGenerator.GetBytes(4)));
        return GraphBackends.Of(place.Graph).OpenAsync(place.Graph, new(folder, shell.Time, random), cancel);
    }

    /// <summary>All parts of a node on this workplace.</summary>
    public static NodeServices Parts(Workplace place, RuntimeContext runtime, OpenDispatch dispatch)
    {
        var options = new ModelExtractorOptions();
        var model = new ModelExtractor(
            place.Ledger.Journal,
            dispatch.Gate,
            place.Ledger.Providers,
            Endpoint(place),
            runtime,
            options
        );
        return new(place.Ledger, dispatch.Ring, dispatch.Fleet, dispatch.Gate, place.Graph, Readers(place.Shell, model))
        {
            GraphIsElsewhere = place.Settings.Place.GraphIsShared,
            Mailbox = dispatch.Mailbox,
            Board = dispatch.Board,
        };
    }

    /// <summary>Rings, fleet and gate: in this process, or over a server.</summary>
    public static Task<OpenDispatch> OpenDispatchAsync(Workplace place, RuntimeContext runtime) =>
        DispatchBackends.Of(place.Settings.Place.Dispatch).OpenAsync(place.Settings.Place.Dispatch, runtime);

    /// <summary>What seals the providers' keys: the secret that was given, else one machine's own.</summary>
    public static KeySeal Seal(Workplace place) =>
        place.Settings.Place.Key.Length > 0 ? KeySeal.FromSecret(place.Settings.Place.Key) : KeySeal.FromFolder(place.Folder);

    /// <summary>Asks each provider by the client of its kind.</summary>
    public static IChatEndpoint Endpoint(Workplace place) => ProviderClients.Connect(Seal(place), place.Shell.Time);

    /// <summary>Who reads for each kind of provider: rules here, a model for all that are asked over the network.</summary>
    private static Dictionary<ProviderKind, IExtractor> Readers(Shell shell, IExtractor model)
    {
        var readers = ProviderClients.All.ToDictionary(client => client.Kind, _ => CrashSwitch.Around(shell, model));
        readers[ProviderKind.Rules] = CrashSwitch.Around(shell, new RulesReader());
        return readers;
    }
}
