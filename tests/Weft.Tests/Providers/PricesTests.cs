using Weft.Model;
using Weft.Providers;
using Xunit;

namespace Weft.Tests.Providers;

public sealed class PricesTests
{
    private static Provider Of(string model, Price? price = null) =>
        new()
        {
            Name = "p",
            Url = "https://x.example.com/v1",
            Model = model,
            SealedKey = "",
            Limits = new(null, null, null),
            Price = price ?? Price.Free,
        };

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-11-23T00:59:59Z", 1)]
    [InlineData("2026-11-23T01:00:00Z", 2)]
    [InlineData("2026-11-23T09:00:00+08:00", 2)]
    [InlineData("2026-11-23T12:00:00+08:00", 1)]
    [InlineData("2026-11-23T17:59:00+08:00", 2)]
    [InlineData("2026-11-22T09:30:00+08:00", 1)]
    public void Peak_hours_cost_more_on_working_days(string at, int times)
    {
        var price = Prices.BuiltIn().At(Of("deepseek-flash"), At(at));
        Assert.Equal(new Price(150_000 * times, 3_000 * times, 600_000 * times, "USD"), price);
    }

    [Fact]
    public void A_providers_own_price_goes_first_and_an_unknown_model_is_free()
    {
        var own = new Price(1, 2, 3, "CNY");
        Assert.Equal(own, Prices.BuiltIn().At(Of("deepseek-flash", own), At("2026-11-23T01:00:00Z")));
        Assert.Equal(Price.Free, Prices.BuiltIn().At(Of("llama3"), At("2026-11-23T01:00:00Z")));
    }

    private static Provider Sold(string url, string model, string preset = "") =>
        Of(model) with
        {
            Url = url,
            Settings = new() { Preset = preset },
        };

    [Theory]
    [InlineData("https://open.bigmodel.cn/api/paas/v4", "", "CNY")]
    [InlineData("https://api.z.ai/api/paas/v4", "", "USD")]
    [InlineData("https://relay.example.com/v1", "zai", "USD")]
    [InlineData("https://relay.example.com/v1", "", "CNY")]
    [InlineData("https://relay.example.com/v1", "mistral", "")]
    [InlineData("http://127.0.0.1:8000/v1", "", "")]
    [InlineData("http://192.168.1.5:8000/v1", "", "")]
    [InlineData("http://[fd00::1]:8000/v1", "", "")]
    [InlineData("http://gpu.local:8000/v1", "", "")]
    [InlineData("http://gpu:8000/v1", "", "")]
    public void A_model_costs_what_its_seller_asks_and_nothing_at_home(string url, string preset, string currency) =>
        Assert.Equal(currency, Prices.BuiltIn().At(Sold(url, "glm-5.3-flash", preset), At("2026-11-23T00:00:00Z")).Currency);

    [Fact]
    public void A_price_has_a_day_and_is_old_after_half_a_year()
    {
        var prices = Prices.BuiltIn();
        Assert.Equal(new DateOnly(2026, 10, 27), prices.AsOf(Of("deepseek-flash")));
        Assert.Null(prices.AsOf(Of("llama3")));
        var given = Of("deepseek-flash", new(1, 2, 3, "CNY"));
        Assert.Null(prices.AsOf(given));
        Assert.Equal(new DateOnly(2026, 1, 1), prices.AsOf(given with { Settings = new() { PricedOn = new(2026, 1, 1) } }));
        Assert.False(Prices.IsOld(new(2026, 1, 1), At("2026-06-30T23:59:00Z")));
        Assert.True(Prices.IsOld(new(2026, 1, 1), At("2026-07-01T00:00:00Z")));
        Assert.False(Prices.IsOld(null, At("2026-07-01T00:00:00Z")));
    }

    [Theory]
    [InlineData(1_000_000, 0, 0, 150_000)]
    [InlineData(1_000_000, 1_000_000, 0, 3_000)]
    [InlineData(1_000_000, 2_000_000, 1_000_000, 603_000)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(0, 0, 0, 0)]
    public void Money_is_rounded_up(long prompt, long cached, long answer, long micros) =>
        Assert.Equal(micros, Prices.Micros(new(150_000, 3_000, 600_000, "USD"), prompt, cached, answer));
}
