using System.Security.Cryptography;
using Weft.Cli.Settings;
using Weft.Cli.Terminal;
using Weft.Dispatch.Embedded;
using Weft.Dispatch.Redis;
using Weft.Graph.Neo4j;
using Weft.Graph.Sqlite;
using Weft.Ledger.MySql;
using Weft.Ledger.Sqlite;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Chat;
using Weft.Providers.OpenAi;
using Weft.Providers.Rules;
using Weft.Runtime;
using Weft.Work;

namespace Weft.Cli.Stores;

/// <summary>Which class stands behind each setting: the only place that names them.</summary>
internal static class Backends
{
    public static string LedgerFile(string folder) => Path.Combine(folder, "ledger.db");

    public static async Task<OpenLedger> OpenLedgerAsync(Shell shell, PlaceOptions place, string folder, CancellationToken cancel)
    {
        if (!place.LedgerIsSqlite)
        {
            var mysql = await MySqlLedger.OpenAsync(place.Ledger, shell.Time, cancel);
            return new(mysql, mysql);
        }
        var ledger = await SqliteLedger.OpenAsync(LedgerFile(folder), shell.Time, cancel);
        return new(ledger, ledger);
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
    public static NodeParts Parts(Workplace place, RuntimeContext runtime, OpenDispatch dispatch)
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
        return new(
            place.Ledger,
            dispatch.Ring,
            dispatch.Fleet,
            dispatch.Gate,
            place.Graph,
            new Dictionary<string, IExtractor>
            {
                [Provider.RulesName] = CrashSwitch.Around(place.Shell, new RulesReader()),
                [NodeParts.Model] = CrashSwitch.Around(place.Shell, model),
            }
        )
        {
            GraphIsElsewhere = place.Graph is not SqliteGraph,
            Mailbox = dispatch.Mailbox,
            Board = dispatch.Board,
        };
    }

    /// <summary>Rings, fleet and gate: in this process, or over Redis.</summary>
    public static async Task<OpenDispatch> OpenDispatchAsync(Workplace place, RuntimeContext runtime)
    {
        if (place.Settings.Place.DispatchIsEmbedded)
            return new(
                new EmbeddedRing(runtime.Time, runtime.Random, runtime.Guards),
                new EmbeddedFleet(),
                new EmbeddedGate(runtime.Time, runtime.Guards)
            );
        var redis = await RedisDispatch.ConnectAsync(
            place.Settings.Place.Dispatch,
            runtime.Time,
            runtime.Random,
            runtime.Guards,
            runtime.Log
        );
        return new(redis.Ring, redis.Fleet, redis.Gate, redis.Mailbox, redis.Board, redis);
    }

    /// <summary>What seals the providers' keys: the secret that was given, else one machine's own.</summary>
    public static KeySeal Seal(Workplace place) =>
        place.Settings.Place.Key.Length > 0 ? KeySeal.FromSecret(place.Settings.Place.Key) : KeySeal.FromFolder(place.Folder);

    public static IChatEndpoint Endpoint(Workplace place) =>
        new OpenAiEndpoint(OpenAiEndpoint.CreateClient(), Seal(place), place.Shell.Time);
}
