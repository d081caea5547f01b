using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Providers;

namespace Weft.Cli.Commands;

/// <summary>Adds a provider that is asked over the network, or changes one.</summary>
internal sealed class ProviderAddCommand : WeftCommand
{
    private readonly Argument<string> _name;
    private readonly Option<string?> _preset;
    private readonly Option<string?> _kind;
    private readonly Option<string?> _url;
    private readonly Option<string?> _model;
    private readonly Option<string?> _keyVariable;
    private readonly Option<bool> _noKey;
    private readonly Option<long?> _calls;
    private readonly Option<long?> _requests;
    private readonly Option<long?> _tokens;
    private readonly Option<decimal?> _priceIn;
    private readonly Option<decimal?> _priceCached;
    private readonly Option<decimal?> _priceOut;
    private readonly Option<string?> _currency;
    private readonly AskingOptions _asking;

    public ProviderAddCommand(Shell shell)
        : base("provider.add", shell)
    {
        Add(_name = shell.Word("NAME", "provider.name"));
        Add(_preset = shell.TextOption("--preset", "PRESET", "provider.preset"));
        Add(_kind = shell.TextOption("--kind", "KIND", "provider.kind"));
        Add(_url = shell.TextOption("--url", "URL", "provider.url"));
        Add(_model = shell.TextOption("--model", "MODEL", "provider.model"));
        Add(_keyVariable = shell.TextOption("--key-env", "VAR", "provider.keyEnv"));
        Add(_noKey = shell.Flag("--no-key", "provider.noKey"));
        Add(_calls = shell.WholeOption("--calls", "N", "provider.calls", most: int.MaxValue));
        Add(_requests = shell.WholeOption("--rpm", "N", "provider.rpm", most: int.MaxValue));
        Add(_tokens = shell.WholeOption("--tpm", "N", "provider.tpm", most: int.MaxValue));
        Add(_priceIn = shell.AmountOption("--price-in", "X", "provider.priceIn"));
        Add(_priceCached = shell.AmountOption("--price-cached", "X", "provider.priceCached"));
        Add(_priceOut = shell.AmountOption("--price-out", "X", "provider.priceOut"));
        Add(_currency = shell.TextOption("--currency", "CODE", "provider.currency"));
        foreach (var option in (_asking = new(shell)).All)
            Add(option);
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var folder = Shell.FullPath(invocation.Settings.Place.Data);
        await using var there = Backends.LedgerExists(invocation.Settings.Place, folder)
            ? await OpenStores.OpenAsync(Shell, invocation.Settings, cancel)
            : null;
        var known = there is null ? null : await KnownAsync(there, invocation.Get(_name), cancel);
        var said = Request(invocation);
        var request = known is null
            ? new ProviderQuestions(Shell, invocation.Settings.Presets).Completed(said)
            : said.Over(known);
        // Before a person is asked for a key.
        var completed = PresetChoice.Complete(invocation.Settings.Presets, request) switch
        {
            Result<CompletedProvider>.Done(var done) => done,
            Result<CompletedProvider>.Refused(var why) => throw why.ToError(Shell, folder),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (ProviderRegistry.Check(request.Name, request.Kind, completed.Url) is { } refusal)
            throw refusal.ToError(Shell, folder);
        var (variable, none) = (invocation.Get(_keyVariable), invocation.Get(_noKey));
        // A key that is kept stays where nothing is said of it.
        var key =
            known is not null && variable is null && !none ? null : new KeyInput(Shell).Read(variable, none, completed.Preset);
        // What is refused makes no data folder.
        await using var made = there is null ? await OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, cancel) : null;
        var stores = there ?? made!;
        var saved = (await stores.Providers.SaveAsync(request with { Key = key }, cancel)).OrThrow(stores);
        if (saved.IsKeyTrimmed)
            Shell.Error.WriteLine(Phrases["provider.keyTrimmed"]);
        var prices = stores.Providers.Prices;
        if (invocation.Json)
            Json.Write(Shell.Out, ProviderShape.Of(saved.Provider, Shell.Time.GetUtcNow(), Phrases.Reasons, prices));
        else
            Say(saved, completed, prices);
        return ExitCode.Ok;
    }

    private static async Task<Provider?> KnownAsync(OpenStores stores, string name, CancellationToken cancel) =>
        (await stores.Providers.ListAsync(cancel)).FirstOrDefault(one => one.Name == name && one.Kind.MakesCalls);

    private void Say(SavedProvider saved, CompletedProvider completed, Prices prices)
    {
        var provider = saved.Provider;
        if (completed.Preset is not null)
        {
            var screen = new ProviderScreen(Shell, prices);
            screen.WriteAsking(provider);
            screen.WriteNotes(completed.Preset, provider.Model);
        }
        if (ProviderCells.OldPrice(provider, prices, Shell) is { } old)
            Shell.Error.WriteLine(old);
        Shell.Out.WriteLine(Phrases.Say(saved.IsNew ? "provider.added" : "provider.changed", provider.Name));
    }

    private ProviderRequest Request(Invocation invocation) =>
        new(
            invocation.Get(_name),
            invocation.Get(_url),
            invocation.Get(_model),
            null,
            new((int?)invocation.Get(_calls), (int?)invocation.Get(_requests), (int?)invocation.Get(_tokens)),
            PriceOf(invocation)
        )
        {
            Kind = invocation.Get(_kind) is { } named ? new ProviderKind(named) : ProviderClients.Default.Kind,
            Preset = invocation.Get(_preset),
            Settings = _asking.Read(invocation),
        };

    private Price PriceOf(Invocation invocation)
    {
        var (into, cached, from) = (invocation.Get(_priceIn), invocation.Get(_priceCached), invocation.Get(_priceOut));
        if (into is null && cached is null && from is null)
            return Price.Free;
        // Half a price would count the other half as free.
        if (into is null || from is null)
            throw new UserError(Phrases["provider.halfPrice"], ExitCode.Usage);
        return new(Micros(into ?? 0), Micros(cached ?? into ?? 0), Micros(from ?? 0), invocation.Get(_currency) ?? "");
    }

    private static long Micros(decimal amount) => (long)(amount * 1_000_000);
}
