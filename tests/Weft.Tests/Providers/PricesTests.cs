using System.Text;
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
            Url = "http://x",
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

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"prices\":[{}]}")]
    [InlineData("no json")]
    [InlineData("{\"prices\":[{\"model\":\"a\",\"currency\":\"USD\",\"input\":1,\"cached\":1,\"output\":1,\"peak\":\"none\"}]}")]
    public void A_table_of_another_form_is_refused(string text)
    {
        using var table = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.Throws<FormatException>(() => Prices.Read(table));
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
