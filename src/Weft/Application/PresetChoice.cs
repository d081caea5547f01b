using Weft.Application.Texts;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Presets;

namespace Weft.Application;

/// <summary>A request with everything that its preset adds.</summary>
/// <param name="Preset">Null: it is made of none.</param>
/// <param name="Manners">What the preset knows of the model.</param>
internal sealed record CompletedProvider(
    Preset? Preset,
    string Url,
    string Model,
    ProviderLimits Limits,
    ProviderSettings Settings,
    Manners Manners
);

/// <summary>What a person says of a provider, completed by a preset: the one that is named, else the one of the provider's name where no address is given.</summary>
internal static class PresetChoice
{
    public static Result<CompletedProvider> Complete(PresetTable presets, ProviderRequest request)
    {
        if (request.Preset is { } named && presets.Find(named) is null)
            return Unknown(named, presets);
        if (ExtraFields.TryRead(request.Settings.Extra, out var fault) is not { } extra)
            return fault is ExtraFields.Fault.OwnField(var field)
                ? new Refusal.OwnField(field)
                : new Refusal.BadExtra(((ExtraFields.Fault.NoObject)fault!).Near);
        var isNone = request.Settings.Extra.Length > 0 && extra.Length == 0;
        var preset =
            request.Preset is { } name ? presets.Find(name)
            : request.Url is null ? presets.Find(request.Name)
            : null;
        var (url, model) = (request.Url ?? preset?.Url, preset?.Find(request.Model));
        if (url is null || (model?.Model ?? request.Model) is not { } asked)
            return new Refusal.ProviderLacks(
                request.Name,
                url is null,
                (model?.Model ?? request.Model) is null,
                preset?.Name,
                url is not null ? null : Nearest.To(request.Name, [.. presets.All.Select(known => known.Name)])
            );
        var usual = model?.Settings ?? ProviderSettings.Usual;
        var said = request.Settings;
        return new CompletedProvider(
            preset,
            url,
            asked,
            new(
                request.Limits.Calls ?? model?.Limits.Calls,
                request.Limits.RequestsPerMinute ?? model?.Limits.RequestsPerMinute,
                request.Limits.TokensPerMinute ?? model?.Limits.TokensPerMinute
            ),
            new()
            {
                Preset = preset?.Name ?? "",
                Extra = extra.Length > 0 || isNone ? extra : usual.Extra,
                Temperature = said.Temperature ?? usual.Temperature,
                Streams = said.Streams ?? usual.Streams,
                Timeout = said.Timeout ?? usual.Timeout,
                Context = said.Context ?? usual.Context,
                ThinkingTokens = said.ThinkingTokens ?? usual.ThinkingTokens,
            },
            model?.Manners ?? Manners.Common
        );
    }

    private static Refusal.UnknownPreset Unknown(string named, PresetTable presets)
    {
        var known = presets.All.Select(preset => preset.Name).ToList();
        return new Refusal.UnknownPreset(named, Nearest.To(named, known), known);
    }
}
