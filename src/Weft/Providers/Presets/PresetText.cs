using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Weft.Providers.Presets;

/// <summary>Presets as a file says them; what is absent is not said.</summary>
internal sealed record PresetFileText(IReadOnlyList<PresetText> Presets, string? Note = null);

/// <param name="Models">All of them: a list of one's own takes the place of the built-in one.</param>
internal sealed record PresetText(
    string Name,
    string? Title = null,
    string? Url = null,
    string? KeyEnv = null,
    PresetNote? Note = null,
    AskText? Ask = null,
    PeakText? Peak = null,
    IReadOnlyList<ModelText>? Models = null,
    int? Calls = null,
    int? Rpm = null,
    int? Tpm = null
)
{
    /// <summary>What the other says goes before.</summary>
    public PresetText With(PresetText other) =>
        new(
            Name,
            other.Title ?? Title,
            other.Url ?? Url,
            other.KeyEnv ?? KeyEnv,
            other.Note ?? Note,
            AskText.Of(Ask, other.Ask),
            other.Peak ?? Peak,
            other.Models ?? Models,
            other.Calls ?? Calls,
            other.Rpm ?? Rpm,
            other.Tpm ?? Tpm
        );
}

/// <summary>Prices per million tokens. <paramref name="Cached"/> absent = as input.</summary>
/// <param name="Context">The model's window.</param>
/// <param name="Answer">The longest answer that it writes.</param>
internal sealed record ModelText(
    string Model,
    decimal? Input = null,
    decimal? Cached = null,
    decimal? Output = null,
    string? Currency = null,
    DateOnly? AsOf = null,
    int? Context = null,
    int? Answer = null,
    AskText? Ask = null,
    PresetNote? Note = null,
    int? Calls = null,
    int? Rpm = null,
    int? Tpm = null
);

/// <param name="Format"><c>json_schema</c>, <c>json_object</c> or <c>plain</c>.</param>
/// <param name="TokensName"><c>max_tokens</c> or <c>max_completion_tokens</c>.</param>
/// <param name="Temperature">A number, or <c>"none"</c>.</param>
/// <param name="Timeout">As <c>"30m"</c>.</param>
internal sealed record AskText(
    string? Format = null,
    string? TokensName = null,
    JsonElement? Temperature = null,
    JsonObject? Extra = null,
    int? ThinkingTokens = null,
    string? Timeout = null,
    bool? Stream = null,
    bool? SystemRole = null
)
{
    /// <summary>What the second says goes before; a model's fields take the place of all of its preset's.</summary>
    public static AskText Of(AskText? one, AskText? other) =>
        new(
            other?.Format ?? one?.Format,
            other?.TokensName ?? one?.TokensName,
            other?.Temperature ?? one?.Temperature,
            other?.Extra ?? one?.Extra,
            other?.ThinkingTokens ?? one?.ThinkingTokens,
            other?.Timeout ?? one?.Timeout,
            other?.Stream ?? one?.Stream,
            other?.SystemRole ?? one?.SystemRole
        );
}

/// <param name="Utc">Pairs of hours, as <c>["01:00", "04:00"]</c>.</param>
internal sealed record PeakText(decimal Times, IReadOnlyList<string> Days, IReadOnlyList<IReadOnlyList<string>> Utc);

/// <summary>How the texts stand in a file. A field that nobody knows is a slip, and is told.</summary>
internal static class PresetJson
{
    public static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };
}
