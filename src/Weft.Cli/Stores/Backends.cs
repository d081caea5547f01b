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
        var random = Chance.New();
        return GraphBackends.Of(place.Graph).OpenAsync(place.Graph, new(folder, shell.Time, random), cancel);
    }

    /// <summary>All parts of a node on these stores.</summary>
    public static NodeServices Parts(OpenStores stores, RuntimeContext runtime, OpenDispatch dispatch)
    {
        var options = new ModelExtractorOptions { Prices = stores.Settings.Presets.Prices };
        var model = new ModelExtractor(
            stores.Ledger.Journal,
            dispatch.Gate,
            stores.Ledger.Providers,
            Endpoint(stores),
            runtime,
            options
        );
        return new(stores.Ledger, dispatch.Ring, dispatch.Fleet, dispatch.Gate, stores.Graph, Readers(stores.Shell, model))
        {
            GraphIsElsewhere = stores.Settings.Place.GraphIsShared,
            CallsUnderWay = () => model.UnderWay,
            Mailbox = dispatch.Mailbox,
            Board = dispatch.Board,
        };
    }

    /// <summary>Rings, fleet and gate: in this process, or over a server.</summary>
    public static Task<OpenDispatch> OpenDispatchAsync(PlaceOptions place, RuntimeContext runtime) =>
        DispatchBackends.Of(place.Dispatch).OpenAsync(place.Dispatch, runtime);

    /// <summary>What seals the providers' keys: the secret that was given, else one machine's own.</summary>
    public static KeySeal NewSeal(PlaceOptions place, string folder) =>
        place.Key.Length > 0 ? KeySeal.FromSecret(place.Key) : KeySeal.FromFolder(folder);

    /// <summary>Asks each provider by the client of its kind.</summary>
    public static IChatEndpoint Endpoint(OpenStores stores) => ProviderClients.Connect(stores.Seal, stores.Shell.Time);

    /// <summary>Who reads for each kind of provider: rules here, a model for all that are asked over the network.</summary>
    private static Dictionary<ProviderKind, IExtractor> Readers(Shell shell, IExtractor model)
    {
        var readers = ProviderClients.All.ToDictionary(client => client.Kind, _ => CrashSwitch.Around(shell, model));
        readers[ProviderKind.Rules] = CrashSwitch.Around(shell, new RulesReader());
        return readers;
    }
}
