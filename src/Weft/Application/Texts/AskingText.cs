using System.Globalization;
using Weft.Model;
using Weft.Providers;

namespace Weft.Application.Texts;

/// <summary>How a provider is asked, in the form in which people give it.</summary>
internal static class AskingText
{
    private const string NoTemperature = "none";

    /// <summary>Null where nothing is said.</summary>
    public static string? Temperature(ProviderSettings settings) =>
        settings.Temperature is { } said ? said.Degrees?.ToString(CultureInfo.InvariantCulture) ?? NoTemperature : null;

    /// <summary>A number from 0 to 2, or <c>none</c>; null where it is neither.</summary>
    public static Temperature? TryTemperature(string text) =>
        text.Trim().Equals(NoTemperature, StringComparison.OrdinalIgnoreCase) ? Model.Temperature.None
        : decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees)
        && degrees <= 2
            ? new(degrees)
        : null;

    public static string? Timeout(ProviderSettings settings) => settings.Timeout is { } timeout ? CallTimes.Write(timeout) : null;

    /// <summary>As <c>$0.15 / 0.003 / 0.60</c>: in, cached, out.</summary>
    public static string Price(Price price) =>
        string.Join(
            " / ",
            new[] { price.InputMicros, price.CachedInputMicros, price.OutputMicros }.Select(micros => Figures.Money(micros, ""))
        ) + (price.Currency.Length > 0 ? " " + price.Currency : "");
}
