using System.Text.Json.Nodes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>A provider; of its key only whether there is one. Prices per million tokens.</summary>
/// <param name="Calls">At once; null = no limit, here and below.</param>
/// <param name="Answers">What was found out about the model's answers; null = nothing yet.</param>
internal sealed record ProviderShape(
    string Name,
    string Kind,
    string Url,
    string Model,
    bool HasKey,
    int? Calls,
    int? Rpm,
    int? Tpm,
    decimal PriceIn,
    decimal PriceCached,
    decimal PriceOut,
    string Currency,
    string? Answers,
    bool Paused,
    DateTimeOffset? PausedUntil,
    string Reason,
    string ReasonCode,
    JsonObject ReasonArgs
)
{
    /// <param name="texts">The asker's language.</param>
    public static ProviderShape Of(Provider provider, DateTimeOffset now, ReasonTexts texts) =>
        new(
            provider.Name,
            provider.Kind.Name,
            provider.Url,
            provider.Model,
            provider.SealedKey.Length > 0,
            provider.Limits.Calls,
            provider.Limits.RequestsPerMinute,
            provider.Limits.TokensPerMinute,
            Figures.Amount(provider.Price.InputMicros),
            Figures.Amount(provider.Price.CachedInputMicros),
            Figures.Amount(provider.Price.OutputMicros),
            provider.Price.Currency,
            provider.Health.Manners.Format is { } format ? Glossary.Word(format) : null,
            provider.IsPaused(now),
            provider.Pause?.Until,
            provider.Pause?.Reason.Say(texts) ?? "",
            provider.Pause?.Reason.Code ?? "",
            ReasonJson.ToNode(provider.Pause?.Reason ?? Reasons.Reason.None)
        );
}

internal sealed record RemovedProviderShape(string Removed);

internal sealed record ProviderTestShape(string Provider, bool Ok, string Words, long Milliseconds);
