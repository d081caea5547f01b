namespace Weft.Model;

/// <summary>How a provider is to be asked, as people or its preset said; what is null or empty is as usual.</summary>
public sealed record ProviderSettings
{
    public static readonly ProviderSettings Usual = new();

    /// <summary>Name of the preset that it was made of.</summary>
    public string Preset { get; init; } = "";

    /// <summary>A JSON object: further fields of a call's body.</summary>
    public string Extra { get; init; } = "";

    public Temperature? Temperature { get; init; }

    /// <summary>Answers come as streams of events.</summary>
    public bool? Streams { get; init; }

    /// <summary>A call is given up after this, the reading of its answer included.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The model's window in tokens: a prompt and its answer fit in it together.</summary>
    public int? Context { get; init; }

    /// <summary>Room for the model's thinking, beside what its answer may be.</summary>
    public int? ThinkingTokens { get; init; }

    /// <summary>The day on which the price that stands at the provider was given.</summary>
    public DateOnly? PricedOn { get; init; }
}

/// <summary>What a model's temperature is to be. <paramref name="Degrees"/> null = none is sent.</summary>
public sealed record Temperature(decimal? Degrees)
{
    public static readonly Temperature None = new((decimal?)null);
}
