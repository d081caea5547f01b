using System.Globalization;
using System.Net;
using Weft.Model;
using Weft.Providers.Presets;

namespace Weft.Providers;

/// <summary>
/// Prices of models by their names, with the hours in which some cost more. A price that stands at the provider itself goes before
/// all.
/// </summary>
internal sealed class Prices
{
    private const decimal MicrosPerUnit = 1_000_000m;
    private const decimal TokensPerPrice = 1_000_000m;

    /// <summary>Whatever is read of a price list holds about half a year.</summary>
    public const int OldAfterDays = 180;

    private readonly ILookup<string, (Preset Preset, ListPrice Price)> _models;

    internal Prices(IReadOnlyList<Preset> presets) =>
        _models = presets
            .SelectMany(preset =>
                preset.Models.Where(model => model.Price is not null).Select(model => (preset, model.Model, Price: model.Price!))
            )
            .ToLookup(known => known.Model, known => (known.preset, known.Price), StringComparer.OrdinalIgnoreCase);

    /// <summary>The built-in presets' prices; each says the day on which it was read.</summary>
    public static Prices BuiltIn() => PresetTable.BuiltIn.Prices;

    /// <summary>What a call costs that is sent at that moment; nothing where no price is known.</summary>
    public Price At(Provider provider, DateTimeOffset at)
    {
        if (provider.Price != Price.Free)
            return provider.Price;
        if (Find(provider) is not { } known)
            return Price.Free;
        return known.Peak is { } peak && peak.Holds(at) ? Times(known.Price, peak.Times) : known.Price;
    }

    /// <summary>The day of which the price is; null where none is known, or its day is not.</summary>
    public DateOnly? AsOf(Provider provider) => provider.Price != Price.Free ? provider.Settings.PricedOn : Find(provider)?.AsOf;

    public static bool IsOld(DateOnly? asOf, DateTimeOffset now) =>
        asOf is { } day && DateOnly.FromDateTime(now.UtcDateTime).DayNumber - day.DayNumber > OldAfterDays;

    /// <summary>
    /// Several sell one model at prices of their own: its preset's, else that of its address, else the first. What runs at home is sold by
    /// nobody.
    /// </summary>
    private ListPrice? Find(Provider provider)
    {
        if (provider.Settings.Preset.Length > 0)
            return Of(preset => preset.Name == provider.Settings.Preset);
        if (!Uri.TryCreate(provider.Url, UriKind.Absolute, out var address) || IsHome(address))
            return null;
        return Of(preset => new Uri(preset.Url).Host == address.Host) ?? Of(_ => true);

        ListPrice? Of(Func<Preset, bool> sells) =>
            _models[provider.Model].Where(seller => sells(seller.Preset)).Select(seller => seller.Price).FirstOrDefault();
    }

    /// <summary>This machine, or one of a network of its own.</summary>
    private static bool IsHome(Uri address)
    {
        if (address.IsLoopback || address.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            return !address.Host.Contains('.', StringComparison.Ordinal);
        var bytes = ip.GetAddressBytes();
        return ip.IsIPv6LinkLocal
            || ip.IsIPv6UniqueLocal
            || (bytes.Length == 4 && (bytes[0], bytes[1]) is (10, _) or (172, >= 16 and < 32) or (192, 168) or (169, 254));
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

    private static Price Times(Price price, decimal times) =>
        price with
        {
            InputMicros = (long)(price.InputMicros * times),
            CachedInputMicros = (long)(price.CachedInputMicros * times),
            OutputMicros = (long)(price.OutputMicros * times),
        };
}
