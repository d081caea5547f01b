using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;

namespace Weft.Cli.Commands;

/// <summary>Lists the providers.</summary>
internal sealed class ProvidersCommand(Shell shell) : WeftCommand("providers", shell)
{
    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var providers = await place.Ledger.Providers.ProvidersAsync(cancel);
        if (asked.Json)
        {
            Json.Write(Shell.Out, providers.Select(one => ProviderRows.ToJson(one, Shell.Time)));
            return ExitCode.Ok;
        }
        var columns = new Columns(
            Phrases["head.provider"],
            Phrases["head.model"],
            Phrases["head.url"],
            Phrases["head.key"],
            Phrases["head.limits"],
            Phrases["head.state"]
        );
        foreach (var one in providers)
            columns.Add(
                one.Name,
                one.Kind.MakesCalls ? one.Model : Phrases["provider.builtIn"],
                one.Url.Length == 0 ? "-" : one.Url,
                one.SealedKey.Length == 0 ? "-" : "***",
                ProviderRows.Limits(one.Limits, Shell),
                ProviderRows.State(one, Shell)
            );
        columns.Write(Shell.Out);
        return ExitCode.Ok;
    }
}
