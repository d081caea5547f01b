using Weft.Model;

namespace Weft.Providers.Presets;

/// <summary>A known provider: its address, its models and how they are asked.</summary>
/// <param name="KeyVariable">The environment variable that its own documents name; null where it needs no key.</param>
/// <param name="Models">The first is meant where none is named.</param>
/// <param name="Other">How a model is asked that is not among them.</param>
internal sealed record Preset(
    string Name,
    string Title,
    string Url,
    string? KeyVariable,
    PresetNote? Note,
    IReadOnlyList<PresetModel> Models,
    PresetModel Other
)
{
    /// <summary>Somebody's own file says something about it.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Null: none is named, and it has no list of its own.</summary>
    public PresetModel? Find(string? model) =>
        model is null
            ? Models is [var first, ..]
                ? first
                : null
            : Models.FirstOrDefault(known => known.Model.Equals(model, StringComparison.OrdinalIgnoreCase))
                ?? Other with
                {
                    Model = model,
                };
}

/// <summary>A model of a known provider.</summary>
/// <param name="Settings">What a provider of it is given.</param>
/// <param name="Manners">What is known of it before the first call.</param>
internal sealed record PresetModel(
    string Model,
    ListPrice? Price,
    ProviderLimits Limits,
    ProviderSettings Settings,
    Manners Manners,
    PresetNote? Note
);

/// <summary>A price as a list says it.</summary>
/// <param name="AsOf">The day on which it was read.</param>
/// <param name="Peak">When it costs more.</param>
internal sealed record ListPrice(Price Price, DateOnly AsOf, PricePeak? Peak);

/// <summary>Hours in which a price counts several times.</summary>
/// <param name="Hours">UTC.</param>
internal sealed record PricePeak(
    decimal Times,
    IReadOnlySet<DayOfWeek> Days,
    IReadOnlyList<(TimeOnly From, TimeOnly Until)> Hours
)
{
    public bool Holds(DateTimeOffset at)
    {
        var time = TimeOnly.FromTimeSpan(at.UtcDateTime.TimeOfDay);
        return Days.Contains(at.UtcDateTime.DayOfWeek) && Hours.Any(hours => time >= hours.From && time < hours.Until);
    }
}

/// <summary>What a person should know, in both languages.</summary>
internal sealed record PresetNote(string En, string Zh)
{
    public string In(string language) => language == "zh" ? Zh : En;
}
