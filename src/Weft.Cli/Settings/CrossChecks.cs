using Weft.Application.Texts;
using Weft.Graph.Neo4j;
using Weft.Web;

namespace Weft.Cli.Settings;

/// <summary>What one option alone cannot show to be wrong.</summary>
internal static class CrossChecks
{
    public static IEnumerable<SettingProblem> Of(ProgramSettings settings, Phrases phrases)
    {
        var place = settings.Place;
        if (!place.LedgerIsSqlite && !place.Ledger.Contains('=', StringComparison.Ordinal))
            yield return Error("setting.ledgerForm");
        if (!place.GraphIsSqlite && Neo4jAddress.TryParse(place.Graph, out var fault) is null)
            yield return new(true, GraphFault(place.Graph, fault, phrases));
        if (!place.LedgerIsSqlite && place.Key.Length == 0)
            yield return Error("setting.keyNeeded");
        if (!place.LedgerIsSqlite && place.DispatchIsEmbedded)
            yield return Error("setting.fleetWithoutDispatch");
        if (place.LedgerIsSqlite && !place.DispatchIsEmbedded)
            yield return Warning("setting.dispatchWithoutFleet");
        if (!place.LedgerIsSqlite && place.GraphIsSqlite)
            yield return Warning("setting.graphOnOneMachine");
        var web = settings.Web;
        var address = ListenAddress.TryParse(web.Listen);
        if (address is null && web.Listen != ListenAddress.Off)
            yield return Error("setting.listenForm");
        if (address is { IsLoopback: false } && web.Password.Length == 0)
            yield return Error("setting.listenNeedsPassword");

        SettingProblem Error(string key) => new(true, phrases[key]);
        SettingProblem Warning(string key) => new(false, phrases[key]);
    }

    private static string GraphFault(string text, AddressFault fault, Phrases phrases)
    {
        if (fault == AddressFault.UnknownOption)
            return phrases["setting.graphOption"];
        if (fault != AddressFault.OfDriver)
            return phrases["setting.graphForm"];
        // bolt+s and neo4j+s are the encrypted ones.
        var secure = text.Contains("+s", StringComparison.Ordinal);
        var address = $"{(secure ? "https" : "http")}://user:password@{new Uri(text).Host}:{(secure ? 7473 : 7474)}/neo4j";
        return phrases.Say("setting.graphOfDriver", address);
    }
}
