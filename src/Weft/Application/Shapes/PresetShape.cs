using Weft.Providers.Presets;

namespace Weft.Application.Shapes;

/// <summary>A known provider: <c>provider add</c> of its name is enough, with a key.</summary>
/// <param name="KeyEnv">The variable in which its own documents keep the key; null = it needs none.</param>
/// <param name="Models">The first is meant where none is named; empty = one must be named.</param>
/// <param name="Changed">A file of presets says something about it.</param>
internal sealed record PresetShape(
    string Name,
    string Title,
    string Url,
    string? KeyEnv,
    string Note,
    bool Changed,
    IReadOnlyList<PresetModelShape> Models
)
{
    /// <param name="language">The asker's.</param>
    public static PresetShape Of(Preset preset, DateTimeOffset now, string language) =>
        new(
            preset.Name,
            preset.Title,
            preset.Url,
            preset.KeyVariable,
            preset.Note?.In(language) ?? "",
            preset.IsChanged,
            [.. preset.Models.Select(model => PresetModelShape.Of(model, now, language))]
        );
}

/// <param name="Context">Its window in tokens.</param>
/// <param name="MostAnswer">Tokens of the longest answer that it writes.</param>
internal sealed record PresetModelShape(string Model, PriceShape? Price, int? Context, int? MostAnswer, string Note)
{
    public static PresetModelShape Of(PresetModel model, DateTimeOffset now, string language) =>
        new(
            model.Model,
            model.Price is { } price ? PriceShape.Of(price.Price, price.AsOf, now) : null,
            model.Settings.Context,
            model.Manners.MostAnswerTokens,
            model.Note?.In(language) ?? ""
        );
}
