using System.Globalization;
using Weft.Model;

namespace Weft.Web.Page.Pieces;

/// <summary>A provider as a person fills it in.</summary>
/// <param name="Key">Null: the one that is kept stays.</param>
/// <param name="Preset">Null: it is made of none.</param>
public sealed record ProviderFields(
    string Name,
    string? Preset,
    string Url,
    string Model,
    string? Key,
    ProviderLimits Limits,
    Price Price
)
{
    public ProviderSettings Settings { get; init; } = ProviderSettings.Usual;

    private const int MostPrice = 1_000_000;

    /// <summary>A limit: empty = none; null where it is no whole number above 0.</summary>
    public static (bool Good, int? Value) Limit(string text) =>
        text.Trim().Length == 0 ? (true, null)
        : int.TryParse(
            text.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var limit
        )
        && limit > 0
            ? (true, limit)
        : (false, null);

    /// <summary>A price per million tokens in millionths; empty = 0.</summary>
    public static (bool Good, long Micros) Amount(string text) =>
        text.Trim().Length == 0 ? (true, 0)
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && amount < MostPrice
            ? (true, (long)(amount * 1_000_000))
        : (false, 0);

    /// <summary>A key as it was pasted, without blanks and quotation marks round it.</summary>
    public static string Bare(string key) => Weft.Application.ProviderRegistry.BareKey(key);
}
