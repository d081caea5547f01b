using System.Globalization;
using System.Text.Json;
using Weft.Model;

namespace Weft.Providers.Presets;

/// <summary>Makes presets of what a file says of them.</summary>
internal static class PresetReader
{
    private const decimal MicrosPerUnit = 1_000_000m;
    private const decimal MostPrice = 1_000_000m;

    /// <exception cref="FormatException">Something in it cannot be; in words for people.</exception>
    public static Preset Read(PresetText text, bool isChanged)
    {
        if (text.Name.Length == 0 || !text.Name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            throw new FormatException($"name: {text.Name}");
        if (text.Url is null || ProviderClients.Default.AddressOf(text.Url) is not { } url)
            throw new FormatException($"{text.Name}: url: {text.Url}");
        var peak = text.Peak is null ? null : ReadPeak(text.Peak);
        return new(
            text.Name,
            text.Title ?? text.Name,
            url,
            text.KeyEnv is { Length: > 0 } variable ? variable : null,
            text.Note,
            [.. (text.Models ?? []).Select(model => Model(text, model, peak))],
            Model(text, new(""), null)
        )
        {
            IsChanged = isChanged,
        };
    }

    private static PresetModel Model(PresetText preset, ModelText model, PricePeak? peak)
    {
        var ask = AskText.Of(preset.Ask, model.Ask);
        var settings = new ProviderSettings
        {
            Preset = preset.Name,
            Extra = Extra(preset.Name, ask),
            Temperature = Temperature(preset.Name, ask.Temperature),
            Streams = ask.Stream,
            Timeout = Timeout(preset.Name, ask.Timeout),
            Context = model.Context,
            ThinkingTokens = ask.ThinkingTokens,
        };
        var manners = new Manners
        {
            Format = Format(preset.Name, ask.Format),
            NewTokensName = ask.TokensName switch
            {
                null or "max_tokens" => false,
                "max_completion_tokens" => true,
                var other => throw new FormatException($"{preset.Name}: tokens_name: {other}"),
            },
            NoSystemRole = ask.SystemRole == false,
            MostAnswerTokens = model.Answer,
        };
        var limits = new ProviderLimits(model.Calls ?? preset.Calls, model.Rpm ?? preset.Rpm, model.Tpm ?? preset.Tpm);
        foreach (
            var number in new[] { limits.Calls, limits.RequestsPerMinute, limits.TokensPerMinute, model.Context, model.Answer }
        )
            if (number < 1)
                throw new FormatException($"{preset.Name} {model.Model}: {number}");
        return new(model.Model, Price(preset.Name, model, peak), limits, settings, manners, model.Note);
    }

    private static ListPrice? Price(string preset, ModelText model, PricePeak? peak)
    {
        if (model is { Input: null, Output: null, Cached: null })
            return null;
        if (model is not { Input: { } input, Output: { } output, Currency: { Length: > 0 } currency, AsOf: { } day })
            throw new FormatException($"{preset} {model.Model}: input, output, currency, as_of");
        return new(new(Micros(input), Micros(model.Cached ?? input), Micros(output), currency), day, peak);

        long Micros(decimal amount) =>
            amount is >= 0 and < MostPrice
                ? (long)(amount * MicrosPerUnit)
                : throw new FormatException($"{preset} {model.Model}: {amount}");
    }

    private static string Extra(string preset, AskText ask)
    {
        if (ask.Extra is null)
            return "";
        return ExtraFields.TryRead(ask.Extra.ToJsonString(), out var fault)
            ?? throw new FormatException(
                $"{preset}: extra: {(fault is ExtraFields.Fault.OwnField(var field) ? field : ask.Extra.ToJsonString())}"
            );
    }

    private static Temperature? Temperature(string preset, JsonElement? said) =>
        said switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var degrees) && degrees >= 0 => new(degrees),
            { ValueKind: JsonValueKind.String } word when word.GetString() == "none" => Weft.Model.Temperature.None,
            { } other => throw new FormatException($"{preset}: temperature: {other}"),
        };

    private static TimeSpan? Timeout(string preset, string? said) =>
        said is null ? null : CallTimes.TryParse(said) ?? throw new FormatException($"{preset}: timeout: {said}");

    private static AnswerFormat? Format(string preset, string? said) =>
        said switch
        {
            null => null,
            "json_schema" => AnswerFormat.JsonSchema,
            "json_object" => AnswerFormat.JsonObject,
            "plain" => AnswerFormat.Plain,
            _ => throw new FormatException($"{preset}: format: {said}"),
        };

    private static PricePeak ReadPeak(PeakText peak)
    {
        try
        {
            return new(
                peak.Times,
                peak.Days.Select(Enum.Parse<DayOfWeek>).ToHashSet(),
                [.. peak.Utc.Select(hours => (Time(hours[0]), Time(hours[1])))]
            );
        }
        catch (Exception trouble) when (trouble is ArgumentException or FormatException)
        {
            throw new FormatException($"peak: {trouble.Message}", trouble);
        }
    }

    private static TimeOnly Time(string time) => TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);
}
