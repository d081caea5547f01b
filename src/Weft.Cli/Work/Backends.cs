using System.Security.Cryptography;
using Weft.Cli.Settings;
using Weft.Dispatch.Embedded;
using Weft.Graph.Neo4j;
using Weft.Graph.Sqlite;
using Weft.Jobs.Sqlite;
using Weft.Providers;
using Weft.Providers.OpenAi;
using Weft.Providers.Rules;
using Weft.Work;

namespace Weft.Cli.Work;

/// <summary>Which class stands behind each setting: the only place that names them.</summary>
internal static class Backends
{
    public static string LedgerFile(string folder) => Path.Combine(folder, "ledger.db");

    public static async Task<OpenLedger> OpenLedgerAsync(Shell shell, PlaceOptions place, string folder, CancellationToken cancel)
    {
        if (!place.LedgerIsSqlite)
            throw new Refusal(shell.Phrases.Say("place.notBuiltIn", "WEFT_LEDGER"));
        var ledger = await SqliteLedger.OpenAsync(LedgerFile(folder), shell.Time, cancel);
        return new(ledger, ledger, ledger, ledger);
    }

    public static async Task<OpenGraph> OpenGraphAsync(Shell shell, PlaceOptions place, string folder, CancellationToken cancel)
    {
        if (!place.GraphIsSqlite)
        {
            // Only for waits of unequal length.
            var random = new Random(BitConverter.ToInt32(RandomNumberGenerator.GetBytes(4)));
            var neo4j = new Neo4jGraph(Neo4jAddress.Parse(place.Graph), shell.Time, random);
            return new(neo4j, neo4j);
        }
        var graph = await SqliteGraph.OpenAsync(Path.Combine(folder, "graph.db"), shell.Time, cancel);
        return new(graph, graph);
    }

    /// <summary>All parts of a node on this workplace.</summary>
    public static NodeParts Parts(Workplace place, Surroundings around)
    {
        if (!place.Settings.Place.DispatchIsEmbedded)
            throw new Refusal(place.Shell.Phrases.Say("place.notBuiltIn", "WEFT_DISPATCH"));
        var gate = new EmbeddedGate(around.Time, around.Guards);
        var model = new ModelExtractor(place.Journal, gate, place.Ledger, Endpoint(place), around, new ModelExtractorOptions());
        return new(
            place.Ledger,
            place.Library,
            place.Journal,
            new EmbeddedRing(around.Time, around.Random, around.Guards),
            new EmbeddedFleet(),
            gate,
            place.Graph,
            new Dictionary<string, IExtractor> { [Provider.RulesName] = new RulesReader(), [NodeParts.Model] = model }
        );
    }

    /// <summary>What seals the providers' keys: the secret that was given, else one machine's own.</summary>
    public static KeySeal Seal(Workplace place) =>
        place.Settings.Place.Key.Length > 0 ? KeySeal.FromSecret(place.Settings.Place.Key) : KeySeal.FromFolder(place.Folder);

    public static IChatEndpoint Endpoint(Workplace place) =>
        new OpenAiEndpoint(OpenAiEndpoint.CreateClient(), Seal(place), place.Shell.Time);
}
