using Weft.Reasons;

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
public sealed record Pause(DateTimeOffset? Until, Reason Reason);

/// <summary>Price per million tokens, in millionths of <paramref name="Currency"/>'s unit.</summary>
public sealed record Price(long InputMicros, long CachedInputMicros, long OutputMicros, string Currency)
{
    public static readonly Price Free = new(0, 0, 0, "");
}

/// <summary>What was found out about a provider, and how it fares; people do not set it.</summary>
/// <param name="Manners">What was found out about the model.</param>
/// <param name="FailuresInRow">Over the fleet.</param>
/// <param name="Probing">The pause is to be ended by one probe.</param>
public sealed record ProviderHealth(Manners Manners, Pause? Pause, int FailuresInRow, bool Probing)
{
    /// <summary>Nothing is known, and nothing is wrong.</summary>
    public static readonly ProviderHealth New = new(Manners.Common, null, 0, false);
}

/// <summary>A provider's row: its settings, and its health.</summary>
public sealed record Provider
{
    public const string RulesName = "rules";

    public static readonly Provider Rules = new()
    {
        Name = RulesName,
        Kind = ProviderKind.Rules,
        Url = "",
        Model = "",
        SealedKey = "",
        Limits = ProviderLimits.None,
        Price = Price.Free,
    };

    public required string Name { get; init; }
    public ProviderKind Kind { get; init; } = ProviderKind.OpenAi;

    /// <summary>As its kind's client keeps addresses; empty for <c>rules</c>.</summary>
    public required string Url { get; init; }

    public required string Model { get; init; }

    /// <summary>Its key, encrypted (base64); empty where it needs none. Never logged, shown or exported.</summary>
    public required string SealedKey { get; init; }

    public required ProviderLimits Limits { get; init; }
    public required Price Price { get; init; }
    public ProviderSettings Settings { get; init; } = ProviderSettings.Usual;

    /// <summary>As the ledger has it; saving a provider leaves it alone.</summary>
    public ProviderHealth Health { get; init; } = ProviderHealth.New;

    public Pause? Pause => Health.Pause;

    /// <summary>How many calls at once it gets as found out: where none are told, or while it bears fewer than are told; null = as told.</summary>
    public int? CallsNow =>
        Health.Manners.Calls is { AtOnce: { } found } known
        && (Limits.Calls is not { } told || (known.BusyAt is not null && found < told))
            ? found
            : null;

    /// <summary>The same with more found out about its model.</summary>
    public Provider Knowing(Manners more) => this with { Health = Health with { Manners = Health.Manners.Joined(more) } };

    /// <summary>Whether calls are held back at that moment (a probe aside).</summary>
    public bool IsPaused(DateTimeOffset now) => Pause is { } pause && (pause.Until is null || pause.Until > now);
}
