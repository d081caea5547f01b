using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Lists the providers.</summary>
internal sealed class ProvidersCommand(Shell shell) : WeftCommand("providers", shell)
{
    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var providers = await stores.Providers.ListAsync(cancel);
        var prices = stores.Providers.Prices;
        if (invocation.Json)
        {
            Json.Write(
                Shell.Out,
                providers.Select(provider => ProviderShape.Of(provider, Shell.Time.GetUtcNow(), Phrases.Reasons, prices))
            );
            return ExitCode.Ok;
        }
        var columns = new Columns(
            Phrases["head.provider"],
            Phrases["head.model"],
            Phrases["head.url"],
            Phrases["head.key"],
            Phrases["head.limits"],
            Phrases["head.price"],
            Phrases["head.state"]
        );
        foreach (var provider in providers)
            columns.Add(
                provider.Name,
                provider.Kind.MakesCalls ? provider.Model : Phrases["provider.builtIn"],
                provider.Url.Length == 0 ? "-" : provider.Url,
                provider.SealedKey.Length == 0 ? "-" : "***",
                ProviderCells.Limits(provider, Shell),
                provider.Kind.MakesCalls ? ProviderCells.PriceAndDay(provider, prices, Shell) : "-",
                ProviderCells.State(provider, Shell)
            );
        columns.Write(Shell.Out);
        return ExitCode.Ok;
    }
}
