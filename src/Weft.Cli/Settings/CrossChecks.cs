using Weft.Cli.Texts;
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
        if (!place.GraphIsSqlite && !IsGraphAddress(place.Graph))
            yield return Error("setting.graphForm");
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

    private static bool IsGraphAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.AbsolutePath.Trim('/') is { Length: > 0 } database
        && !database.Contains('/', StringComparison.Ordinal);
}
