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

    public ProviderAddCommand(Shell shell)
        : base("provider.add", shell)
    {
        Add(_name = shell.Word("NAME", "provider.name"));
        Add(_kind = shell.TextOption("--kind", "KIND", "provider.kind"));
        Add(_url = shell.TextOption("--url", "URL", "provider.url"));
        Add(_model = shell.TextOption("--model", "MODEL", "provider.model"));
        (_url.Required, _model.Required) = (true, true);
        Add(_keyVariable = shell.TextOption("--key-env", "VAR", "provider.keyEnv"));
        Add(_noKey = shell.Flag("--no-key", "provider.noKey"));
        Add(_calls = shell.WholeOption("--calls", "N", "provider.calls", most: int.MaxValue));
        Add(_requests = shell.WholeOption("--rpm", "N", "provider.rpm", most: int.MaxValue));
        Add(_tokens = shell.WholeOption("--tpm", "N", "provider.tpm", most: int.MaxValue));
        Add(_priceIn = shell.AmountOption("--price-in", "X", "provider.priceIn"));
        Add(_priceCached = shell.AmountOption("--price-cached", "X", "provider.priceCached"));
        Add(_priceOut = shell.AmountOption("--price-out", "X", "provider.priceOut"));
        Add(_currency = shell.TextOption("--currency", "CODE", "provider.currency"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var (name, url) = (invocation.Get(_name), invocation.Get(_url)!);
        var kind = invocation.Get(_kind) is { } named ? new ProviderKind(named) : ProviderClients.Default.Kind;
        // Before a person is asked for a key.
        if (ProviderRegistry.Check(name, kind, url) is { } refusal)
            throw refusal.ToError(Shell, Shell.FullPath(invocation.Settings.Place.Data));
        var key = new KeyInput(Shell).Read(invocation.Get(_keyVariable), invocation.Get(_noKey));
        await using var stores = await OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, cancel);
        var limits = new ProviderLimits(
            (int?)invocation.Get(_calls),
            (int?)invocation.Get(_requests),
            (int?)invocation.Get(_tokens)
        );
        var request = new ProviderRequest(name, url, invocation.Get(_model)!, key, limits, PriceOf(invocation)) { Kind = kind };
        var saved = (await stores.Providers.SaveAsync(request, cancel)).OrThrow(stores);
        if (saved.IsKeyTrimmed)
            Shell.Error.WriteLine(Phrases["provider.keyTrimmed"]);
        if (invocation.Json)
            Json.Write(Shell.Out, ProviderShape.Of(saved.Provider, Shell.Time.GetUtcNow(), Phrases.Reasons));
        else
            Shell.Out.WriteLine(Phrases.Say(saved.IsNew ? "provider.added" : "provider.changed", name));
        return ExitCode.Ok;
    }

    private Price PriceOf(Invocation invocation)
    {
        var (into, cached, from) = (invocation.Get(_priceIn), invocation.Get(_priceCached), invocation.Get(_priceOut));
        if (into is null && cached is null && from is null)
            return Price.Free;
        return new(Micros(into ?? 0), Micros(cached ?? into ?? 0), Micros(from ?? 0), invocation.Get(_currency) ?? "");
    }

    private static long Micros(decimal amount) => (long)(amount * 1_000_000);
}
