using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Shows one provider: how it is asked, its price with its day, what was found out about it.</summary>
internal sealed class ProviderShowCommand : WeftCommand
{
    private readonly Argument<string> _name;

    public ProviderShowCommand(Shell shell)
        : base("provider.show", shell) => Add(_name = shell.Word("NAME", "provider.name"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var provider = (await stores.Providers.FindAsync(invocation.Get(_name), cancel)).OrThrow(stores);
        var prices = stores.Providers.Prices;
        var counted = await stores.Estimates.CountedAsync(provider, cancel);
        if (invocation.Json)
        {
            Json.Write(
                Shell.Out,
                ProviderShape.Of(provider, Shell.Time.GetUtcNow(), Phrases.Reasons, prices).With(counted, Phrases.Reasons)
            );
            return ExitCode.Ok;
        }
        if (!provider.Kind.MakesCalls)
        {
            Shell.Out.WriteLine(Phrases["provider.builtInNothing"]);
            return ExitCode.Ok;
        }
        var screen = new ProviderScreen(Shell, prices);
        screen.Write(provider, counted);
        if (stores.Providers.Presets.Find(provider.Settings.Preset) is { } preset)
            screen.WriteNotes(preset, provider.Model);
        if (ProviderCells.OldPrice(provider, prices, Shell) is { } old)
            Shell.Error.WriteLine(old);
        return ExitCode.Ok;
    }
}

/// <summary>Lists the known providers with their models and prices.</summary>
internal sealed class ProviderPresetsCommand(Shell shell) : WeftCommand("provider.presets", shell)
{
    public override Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var (presets, now) = (invocation.Settings.Presets.All, Shell.Time.GetUtcNow());
        if (invocation.Json)
        {
            Json.Write(Shell.Out, presets.Select(preset => PresetShape.Of(preset, now, Phrases.Language)));
            return Task.FromResult(ExitCode.Ok);
        }
        var columns = new Columns(
            Phrases["head.preset"],
            Phrases["head.model"],
            Phrases["head.price"],
            Phrases["head.asOf"],
            Phrases["head.window"],
            Phrases["head.url"]
        );
        foreach (var preset in presets)
        {
            if (preset.Models.Count == 0)
                columns.Add(preset.Name, Phrases["provider.anyModel"], "-", "-", "-", preset.Url);
            foreach (var model in preset.Models)
            {
                var isFirst = ReferenceEquals(model, preset.Models[0]);
                columns.Add(
                    isFirst ? preset.Name : "",
                    model.Model,
                    model.Price is { } price ? AskingText.Price(price.Price) : "-",
                    model.Price is { } dated ? ProviderCells.Day(dated.AsOf, now, Shell) : "-",
                    model.Settings.Context is { } window ? Figures.Count(window) : "-",
                    isFirst ? preset.Url : ""
                );
            }
        }
        columns.Write(Shell.Out);
        Shell.Out.WriteLine(Phrases["provider.presetsHint"]);
        return Task.FromResult(ExitCode.Ok);
    }
}
