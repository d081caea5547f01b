using System.Globalization;
using System.Text.Json;
using Weft.Model;

namespace Weft.Providers;

/// <summary>
/// Prices of models by their names, with the hours in which some cost more. A price that stands at the provider itself goes before
/// all.
/// </summary>
internal sealed class Prices
{
    private const decimal MicrosPerUnit = 1_000_000m;
    private const decimal TokensPerPrice = 1_000_000m;

    private readonly Dictionary<string, (Price Price, Peak? Peak)> _models = new(StringComparer.OrdinalIgnoreCase);

    private sealed record Peak(decimal Times, IReadOnlySet<DayOfWeek> Days, IReadOnlyList<(TimeOnly From, TimeOnly Until)> Hours);

    /// <summary>The built-in table; each price says the day on which it was read.</summary>
    public static Prices BuiltIn()
    {
        using var stream = typeof(Prices).Assembly.GetManifestResourceStream("Weft.Providers.Prices.json")!;
        return Read(stream);
    }

    /// <summary>What a call costs that is sent at that moment; nothing where no price is known.</summary>
    public Price At(Provider provider, DateTimeOffset at)
    {
        if (provider.Price != Price.Free)
            return provider.Price;
        if (!_models.TryGetValue(provider.Model, out var known))
            return Price.Free;
        return known.Peak is { } peak && IsIn(peak, at.ToUniversalTime()) ? Times(known.Price, peak.Times) : known.Price;
    }

    /// <summary>Millionths of the currency's unit, rounded up. Cached tokens are part of the prompt's.</summary>
    public static long Micros(Price price, long promptTokens, long cachedTokens, long answerTokens)
    {
        var cached = Math.Clamp(cachedTokens, 0, promptTokens);
        var sum =
            (decimal)(promptTokens - cached) * price.InputMicros
            + (decimal)cached * price.CachedInputMicros
            + (decimal)answerTokens * price.OutputMicros;
        return (long)Math.Ceiling(sum / TokensPerPrice);
    }

    /// <summary>As <c>0.25 USD</c>.</summary>
    public static string Amount(long micros, string currency) =>
        (micros / MicrosPerUnit).ToString("0.######", CultureInfo.InvariantCulture) + (currency.Length > 0 ? " " + currency : "");

    private static bool IsIn(Peak peak, DateTimeOffset at)
    {
        var time = TimeOnly.FromTimeSpan(at.TimeOfDay);
        return peak.Days.Contains(at.DayOfWeek) && peak.Hours.Any(hours => time >= hours.From && time < hours.Until);
    }

    private static Price Times(Price price, decimal times) =>
        price with
        {
            InputMicros = (long)(price.InputMicros * times),
            CachedInputMicros = (long)(price.CachedInputMicros * times),
            OutputMicros = (long)(price.OutputMicros * times),
        };

    /// <exception cref="FormatException">It is no such table.</exception>
    internal static Prices Read(Stream stream)
    {
        var table = new Prices();
        try
        {
            using var document = JsonDocument.Parse(
                stream,
                new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
            );
            var peaks = document.RootElement.TryGetProperty("peaks", out var named)
                ? named.EnumerateObject().ToDictionary(peak => peak.Name, peak => ReadPeak(peak.Value))
                : [];
            foreach (var entry in document.RootElement.GetProperty("prices").EnumerateArray())
                table._models[entry.GetProperty("model").GetString()!] = (
                    ReadPrice(entry),
                    entry.TryGetProperty("peak", out var name) ? peaks[name.GetString()!] : null
                );
        }
        catch (Exception trouble)
            when (trouble is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"This is no price table: {trouble.Message}", trouble);
        }
        return table;
    }

    private static Price ReadPrice(JsonElement entry) =>
        new(
            Micros(entry, "input"),
            Micros(entry, "cached"),
            Micros(entry, "output"),
            entry.GetProperty("currency").GetString() ?? ""
        );

    private static long Micros(JsonElement entry, string name) => (long)(entry.GetProperty(name).GetDecimal() * MicrosPerUnit);

    private static Peak ReadPeak(JsonElement peak) =>
        new(
            peak.GetProperty("times").GetDecimal(),
            peak.GetProperty("days").EnumerateArray().Select(day => Enum.Parse<DayOfWeek>(day.GetString()!)).ToHashSet(),
            [.. peak.GetProperty("utc").EnumerateArray().Select(hours => (Time(hours[0]), Time(hours[1])))]
        );

    private static TimeOnly Time(JsonElement time) =>
        TimeOnly.ParseExact(time.GetString()!, "HH:mm", CultureInfo.InvariantCulture);
}
