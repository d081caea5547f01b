using Weft.Application.Texts;
using Weft.Model;
using Weft.Providers;

namespace Weft.Application.Shapes;

/// <summary>A price per million tokens, as it holds now.</summary>
/// <param name="AsOf">The day of which it is; null = not known.</param>
/// <param name="Old">That is long ago: it may have changed.</param>
internal sealed record PriceShape(decimal In, decimal Cached, decimal Out, string Currency, DateOnly? AsOf, bool Old)
{
    /// <summary>Null where no price is known.</summary>
    public static PriceShape? Of(Provider provider, Prices prices, DateTimeOffset now)
    {
        var price = prices.At(provider, now);
        return price == Price.Free ? null : Of(price, prices.AsOf(provider), now);
    }

    public static PriceShape Of(Price price, DateOnly? asOf, DateTimeOffset now) =>
        new(
            Figures.Amount(price.InputMicros),
            Figures.Amount(price.CachedInputMicros),
            Figures.Amount(price.OutputMicros),
            price.Currency,
            asOf,
            Prices.IsOld(asOf, now)
        );
}
