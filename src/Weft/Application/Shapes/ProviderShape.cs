using System.Text.Json.Nodes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>A provider; of its key only whether there is one. Prices per million tokens.</summary>
/// <param name="Calls">At once; null = no limit, here and below.</param>
/// <param name="CallsNow">Calls at once as found out: where none are told, or while it bears fewer; null = as told.</param>
/// <param name="PriceIn">As it was given, here and below; 0 where none was.</param>
/// <param name="Answers">What was found out about the model's answers; null = nothing yet.</param>
/// <param name="Preset">Empty = it was made of none.</param>
/// <param name="Extra">Further fields of a call's body.</param>
/// <param name="Temperature">A number, or none; null = the usual one.</param>
/// <param name="Stream">Null = as the model wants it.</param>
/// <param name="Timeout">As 30m; null = the usual time, longer where the provider has shown to be slow.</param>
/// <param name="Context">The model's window in tokens; null = not known.</param>
/// <param name="ThinkingTokens">Room for thinking beside an answer.</param>
/// <param name="Price">As it holds now, of the provider itself or of the presets; null = not known.</param>
/// <param name="Manners">How its model is asked, in sentences.</param>
internal sealed record ProviderShape(
    string Name,
    string Kind,
    string Url,
    string Model,
    bool HasKey,
    int? Calls,
    int? Rpm,
    int? Tpm,
    int? CallsNow,
    decimal PriceIn,
    decimal PriceCached,
    decimal PriceOut,
    string Currency,
    string? Answers,
    string Preset,
    JsonObject? Extra,
    string? Temperature,
    bool? Stream,
    string? Timeout,
    int? Context,
    int? ThinkingTokens,
    PriceShape? Price,
    IReadOnlyList<string> Manners,
    bool Paused,
    DateTimeOffset? PausedUntil,
    string Reason,
    string ReasonCode,
    JsonObject ReasonArgs
)
{
    /// <param name="counted">What its own counts of tokens have shown.</param>
    public ProviderShape With(IReadOnlyList<Reason> counted, ReasonTexts texts) =>
        this with
        {
            Manners = [.. Manners, .. counted.Select(reason => reason.Say(texts))],
        };

    /// <param name="texts">The asker's language.</param>
    public static ProviderShape Of(Provider provider, DateTimeOffset now, ReasonTexts texts, Prices prices) =>
        new(
            provider.Name,
            provider.Kind.Name,
            provider.Url,
            provider.Model,
            provider.SealedKey.Length > 0,
            provider.Limits.Calls,
            provider.Limits.RequestsPerMinute,
            provider.Limits.TokensPerMinute,
            provider.CallsNow,
            Figures.Amount(provider.Price.InputMicros),
            Figures.Amount(provider.Price.CachedInputMicros),
            Figures.Amount(provider.Price.OutputMicros),
            provider.Price.Currency,
            provider.Health.Manners.Format is { } format ? Glossary.Word(format) : null,
            provider.Settings.Preset,
            provider.Settings.Extra.Length > 0 ? JsonNode.Parse(provider.Settings.Extra) as JsonObject : null,
            AskingText.Temperature(provider.Settings),
            provider.Settings.Streams,
            AskingText.Timeout(provider.Settings),
            provider.Settings.Context,
            provider.Settings.ThinkingTokens,
            PriceShape.Of(provider, prices, now),
            [.. KnownManners.Of(provider.Health.Manners).Select(reason => reason.Say(texts))],
            provider.IsPaused(now),
            provider.Pause?.Until,
            provider.Pause?.Reason.Say(texts) ?? "",
            provider.Pause?.Reason.Code ?? "",
            ReasonJson.ToNode(provider.Pause?.Reason ?? Reasons.Reason.None)
        );
}

internal sealed record RemovedProviderShape(string Removed);

/// <param name="PromptTokens">As the provider counts them; null = it does not.</param>
/// <param name="Found">What it has shown, and how its model is asked by now, in sentences.</param>
internal sealed record ProviderTestShape(
    string Provider,
    bool Ok,
    string Words,
    long Milliseconds,
    long? PromptTokens,
    long? AnswerTokens,
    IReadOnlyList<string> Found
)
{
    /// <param name="words">The answer, cut to be shown, or why there is none.</param>
    public static ProviderTestShape Of(ProviderTest test, string words, ReasonTexts texts) =>
        new(
            test.Provider.Name,
            test.Ok,
            words,
            (long)test.Took.TotalMilliseconds,
            test.PromptTokens,
            test.AnswerTokens,
            [.. test.Found.Select(reason => reason.Say(texts))]
        );
}
