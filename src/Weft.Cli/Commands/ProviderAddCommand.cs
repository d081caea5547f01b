using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
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

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        var name = CheckedName(asked.Get(_name));
        var client = ClientOf(asked.Get(_kind));
        var url = client.AddressOf(asked.Get(_url)!) ?? throw NoAddress(asked.Get(_url)!);
        var key = new KeyInput(Shell).Read(asked.Get(_keyVariable), asked.Get(_noKey));
        await using var place = await Workplace.OpenOrMakeAsync(Shell, asked.Settings, cancel);
        var known = (await place.Ledger.Providers.ProvidersAsync(cancel)).FirstOrDefault(one => one.Name == name);
        var seal = key.Length == 0 ? "" : Backends.Seal(place).Seal(name, key);
        var limits = new ProviderLimits((int?)asked.Get(_calls), (int?)asked.Get(_requests), (int?)asked.Get(_tokens));
        var provider = new Provider(name, url, asked.Get(_model)!, seal, limits, PriceOf(asked), null, null, 0, false)
        {
            Kind = client.Kind,
        };
        await place.Ledger.Providers.SaveProviderAsync(provider, cancel);
        if (asked.Json)
            Json.Write(Shell.Out, ProviderRows.ToJson(provider, Shell.Time));
        else
            Shell.Out.WriteLine(Phrases.Say(known is null ? "provider.added" : "provider.changed", name));
        return ExitCode.Ok;
    }

    private string CheckedName(string name)
    {
        if (name == Provider.RulesName)
            throw new Refusal(Phrases["provider.rulesStands"], ExitCode.Usage);
        // It stands in keys of Redis, lists of the command line and settings.
        if (name.Length > 64 || !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new Refusal(Phrases.Say("provider.badName", name), ExitCode.Usage);
        return name;
    }

    private IProviderClient ClientOf(string? kind) =>
        kind is null
            ? ProviderClients.Default
            : ProviderClients.Find(new(kind))
                ?? throw new Refusal(
                    Phrases.Say("provider.badKind", kind, string.Join(", ", ProviderClients.All.Select(client => client.Kind))),
                    ExitCode.Usage
                );

    private Refusal NoAddress(string url) => new(Phrases.Say("provider.badUrl", url), ExitCode.Usage);

    private Price PriceOf(Asked asked)
    {
        var (into, cached, from) = (asked.Get(_priceIn), asked.Get(_priceCached), asked.Get(_priceOut));
        if (into is null && cached is null && from is null)
            return Price.Free;
        return new(Micros(into ?? 0), Micros(cached ?? into ?? 0), Micros(from ?? 0), asked.Get(_currency) ?? "");
    }

    private static long Micros(decimal amount) => (long)(amount * 1_000_000);
}
