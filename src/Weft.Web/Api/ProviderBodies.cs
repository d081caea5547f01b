using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Providers;

namespace Weft.Web.Api;

/// <summary>A provider as it is added or changed. What is not named is reset to what its preset says, or to none: no limits, no price.</summary>
/// <param name="Url">Absent: its preset's.</param>
/// <param name="Model">Absent: its preset's first.</param>
/// <param name="Kind">Absent: openai.</param>
/// <param name="Key">Goes in and never comes out. Empty = it needs none; absent = the one that is kept stays.</param>
/// <param name="Calls">At once over the whole fleet; absent = no limit, here and below.</param>
/// <param name="Rpm">Requests a minute.</param>
/// <param name="Tpm">Tokens a minute.</param>
/// <param name="PriceIn">Per million tokens, here and below; absent = nothing.</param>
/// <param name="PriceCached">Absent: as <paramref name="PriceIn"/>.</param>
/// <param name="Preset">Absent: the preset of the provider's name, where no address is given.</param>
/// <param name="Extra">Further fields of a call's body; <c>{}</c> = none, whatever the preset has.</param>
/// <param name="Temperature">A number from 0 to 2, or none.</param>
/// <param name="Stream">Whether answers come as streams.</param>
/// <param name="Timeout">Time limit of a call, as 30m; absent: the usual one, which grows with what the provider shows.</param>
/// <param name="Context">The model's window in tokens.</param>
/// <param name="ThinkingTokens">Room for the model's thinking beside its answer.</param>
internal sealed record ProviderBody(
    string? Url = null,
    string? Model = null,
    string? Kind = null,
    string? Key = null,
    int? Calls = null,
    int? Rpm = null,
    int? Tpm = null,
    decimal? PriceIn = null,
    decimal? PriceCached = null,
    decimal? PriceOut = null,
    string? Currency = null,
    string? Preset = null,
    JsonObject? Extra = null,
    string? Temperature = null,
    bool? Stream = null,
    string? Timeout = null,
    int? Context = null,
    int? ThinkingTokens = null
)
{
    private const int LongestText = 500;
    private const int LongestKey = 10_000;
    private const decimal MostPrice = 999_999_999;

    /// <summary>Null = good.</summary>
    public IResult? TryRead(string name, out ProviderRequest request)
    {
        request = null!;
        if (Model is not null && (string.IsNullOrWhiteSpace(Model) || Model.Length > LongestText))
            return Answer.Bad("model", Model, "api.is.text", LongestText);
        if (Url is not null && (string.IsNullOrWhiteSpace(Url) || Url.Length > LongestText))
            return Answer.Bad("url", Url, "api.is.text", LongestText);
        // A key is never said again, whatever is wrong with it.
        if (Key?.Length > LongestKey)
            return Answer.Bad("key", "…", "api.is.text", LongestKey);
        foreach (
            var (field, limit) in new[]
            {
                ("calls", Calls),
                ("rpm", Rpm),
                ("tpm", Tpm),
                ("context", Context),
                ("thinking_tokens", ThinkingTokens),
            }
        )
            if (limit < 1)
                return Answer.Bad(field, limit, "api.is.range", 1, int.MaxValue);
        foreach (var (field, price) in new[] { ("price_in", PriceIn), ("price_cached", PriceCached), ("price_out", PriceOut) })
            if (price is < 0 or > MostPrice)
                return Answer.Bad(field, price, "api.is.range", 0, MostPrice);
        if (Currency?.Length > 10)
            return Answer.Bad("currency", Currency, "api.is.text", 10);
        var temperature = Temperature is null ? null : AskingText.TryTemperature(Temperature);
        if (Temperature is not null && temperature is null)
            return Answer.Bad("temperature", Temperature, "api.is.temperature");
        TimeSpan? timeout = Timeout is null ? null : CallTimes.TryParse(Timeout);
        if (Timeout is not null && timeout is null)
            return Answer.Bad("timeout", Timeout, "api.is.timeout");
        var kind = Kind is { } named ? new ProviderKind(named) : ProviderClients.Default.Kind;
        request = new(name, Url, Model, Key, new(Calls, Rpm, Tpm), PriceOf())
        {
            Kind = kind,
            Preset = Preset,
            Settings = new()
            {
                Extra = Extra?.ToJsonString() ?? "",
                Temperature = temperature,
                Streams = Stream,
                Timeout = timeout,
                Context = Context,
                ThinkingTokens = ThinkingTokens,
            },
        };
        return null;
    }

    private Price PriceOf() =>
        PriceIn is null && PriceCached is null && PriceOut is null
            ? Price.Free
            : new(Micros(PriceIn ?? 0), Micros(PriceCached ?? PriceIn ?? 0), Micros(PriceOut ?? 0), Currency ?? "");

    private static long Micros(decimal amount) => (long)(amount * 1_000_000);
}

/// <param name="Minutes">How long; absent = until somebody resumes it.</param>
/// <param name="Reason">Why, to be shown; absent: a person paused it.</param>
internal sealed record PauseBody(decimal? Minutes = null, string? Reason = null);
