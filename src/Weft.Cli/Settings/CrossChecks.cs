using Weft.Application.Texts;
using Weft.Graph;
using Weft.Ledger;
using Weft.Web;
using Weft.Web.Doors;

namespace Weft.Cli.Settings;

/// <summary>What one option alone cannot show to be wrong.</summary>
internal static class CrossChecks
{
    public static IEnumerable<SettingProblem> Of(ProgramSettings settings, Phrases phrases)
    {
        var place = settings.Place;
        if (LedgerBackends.Find(place.Ledger) is null)
            yield return Error("setting.ledgerForm");
        var graph = GraphBackends.Find(place.Graph);
        if (graph is null)
            yield return Error("setting.graphForm");
        if (graph?.FaultOf(place.Graph) is { } fault)
            yield return new(true, phrases.Say(fault.Code, [.. fault.Arguments]));
        if (place.LedgerIsShared && place.Key.Length == 0)
            yield return Error("setting.keyNeeded");
        if (place.LedgerIsShared && !place.DispatchIsShared)
            yield return Error("setting.fleetWithoutDispatch");
        if (!place.LedgerIsShared && place.DispatchIsShared)
            yield return Warning("setting.dispatchWithoutFleet");
        // Two machines without a word on the graph would weave a half each; one that has its graph in a file says so.
        if (place.LedgerIsShared && !place.GraphIsShared)
            yield return settings.IsGiven(nameof(PlaceOptions.Graph))
                ? Warning("setting.graphOnOneMachine")
                : Error("setting.fleetWithoutGraph");
        var web = settings.Web;
        var address = ListenAddress.TryParse(web.Listen);
        if (address is null && web.Listen != ListenAddress.Off)
            yield return Error("setting.listenForm");
        if (
            web.PageUrl.Length > 0
            && !(Uri.TryCreate(web.PageUrl, UriKind.Absolute, out var page) && page.Scheme is "http" or "https")
        )
            yield return Error("setting.pageUrlForm");
        if (Proxies.TryParse(web.Proxies) is null)
            yield return Error("setting.proxiesForm");

        SettingProblem Error(string key) => new(true, phrases[key]);
        SettingProblem Warning(string key) => new(false, phrases[key]);
    }
}
