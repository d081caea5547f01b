using Microsoft.AspNetCore.Http;
using Weft.Application;
using Weft.Model;
using Weft.Providers;

namespace Weft.Web.Api;

/// <summary>A provider as it is added or changed. What is not named is reset: no limits, no price.</summary>
/// <param name="Kind">Absent: openai.</param>
/// <param name="Key">Goes in and never comes out. Empty = it needs none; absent = the one that is kept stays.</param>
/// <param name="Calls">At once over the whole fleet; absent = no limit, here and below.</param>
/// <param name="Rpm">Requests a minute.</param>
/// <param name="Tpm">Tokens a minute.</param>
/// <param name="PriceIn">Per million tokens, here and below; absent = nothing.</param>
/// <param name="PriceCached">Absent: as <paramref name="PriceIn"/>.</param>
internal sealed record ProviderBody(
    string Url,
    string Model,
    string? Kind = null,
    string? Key = null,
    int? Calls = null,
    int? Rpm = null,
    int? Tpm = null,
    decimal? PriceIn = null,
    decimal? PriceCached = null,
    decimal? PriceOut = null,
    string? Currency = null
)
{
    private const int LongestText = 500;
    private const int LongestKey = 10_000;
    private const decimal MostPrice = 999_999_999;

    /// <summary>Null = good.</summary>
    public IResult? TryRead(string name, out ProviderRequest request)
    {
        request = null!;
        if (string.IsNullOrWhiteSpace(Model) || Model.Length > LongestText)
            return Answer.Bad("model", Model, "api.is.text", LongestText);
        if (string.IsNullOrWhiteSpace(Url) || Url.Length > LongestText)
            return Answer.Bad("url", Url, "api.is.text", LongestText);
        // A key is never said again, whatever is wrong with it.
        if (Key?.Length > LongestKey)
            return Answer.Bad("key", "…", "api.is.text", LongestKey);
        foreach (var (field, limit) in new[] { ("calls", Calls), ("rpm", Rpm), ("tpm", Tpm) })
            if (limit < 1)
                return Answer.Bad(field, limit, "api.is.range", 1, int.MaxValue);
        foreach (var (field, price) in new[] { ("price_in", PriceIn), ("price_cached", PriceCached), ("price_out", PriceOut) })
            if (price is < 0 or > MostPrice)
                return Answer.Bad(field, price, "api.is.range", 0, MostPrice);
        if (Currency?.Length > 10)
            return Answer.Bad("currency", Currency, "api.is.text", 10);
        var kind = Kind is { } named ? new ProviderKind(named) : ProviderClients.Default.Kind;
        request = new(name, Url, Model, Key, new(Calls, Rpm, Tpm), PriceOf()) { Kind = kind };
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
