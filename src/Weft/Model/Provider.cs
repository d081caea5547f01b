namespace Weft.Model;

/// <summary>How a model can be made to answer in JSON, best first. Found out by asking, and remembered per model.</summary>
public enum AnswerFormat
{
    JsonSchema,
    JsonObject,
    Plain,
}

/// <summary>Limits over the whole fleet; null = none. <paramref name="Calls"/>: at once.</summary>
public sealed record ProviderLimits(int? Calls, int? RequestsPerMinute, int? TokensPerMinute)
{
    public static readonly ProviderLimits None = new(null, null, null);
}

/// <summary>A provider's pause. <paramref name="Until"/> null = until a person resumes it.</summary>
/// <param name="Reason">The provider's words, or ours, to be shown.</param>
public sealed record Pause(DateTimeOffset? Until, string Reason);

/// <summary>Price per million tokens, in millionths of <paramref name="Currency"/>'s unit.</summary>
public sealed record Price(long InputMicros, long CachedInputMicros, long OutputMicros, string Currency)
{
    public static readonly Price Free = new(0, 0, 0, "");
}

/// <summary>A provider's row.</summary>
/// <param name="Url">As its kind's client keeps addresses; empty for <c>rules</c>.</param>
/// <param name="SealedKey">Its key, encrypted (base64); empty where it needs none. Never logged, shown or exported.</param>
/// <param name="Format">What was found out about the model; null = not yet.</param>
/// <param name="FailuresInRow">Over the fleet.</param>
/// <param name="Probing">The pause is to be ended by one probe.</param>
public sealed record Provider(
    string Name,
    string Url,
    string Model,
    string SealedKey,
    ProviderLimits Limits,
    Price Price,
    AnswerFormat? Format,
    Pause? Pause,
    int FailuresInRow,
    bool Probing
)
{
    public const string RulesName = "rules";

    public static readonly Provider Rules = new(RulesName, "", "", "", ProviderLimits.None, Price.Free, null, null, 0, false)
    {
        Kind = ProviderKind.Rules,
    };

    public ProviderKind Kind { get; init; } = ProviderKind.OpenAi;

    /// <summary>Whether calls are held back at that moment (a probe aside).</summary>
    public bool IsPaused(DateTimeOffset now) => Pause is { } pause && (pause.Until is null || pause.Until > now);
}
