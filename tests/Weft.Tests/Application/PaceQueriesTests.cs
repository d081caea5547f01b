using Weft.Application;
using Weft.Ledger;
using Weft.Web.Page.Readings;
using Xunit;

namespace Weft.Tests.Application;

/// <summary>The curve of the last hour.</summary>
public sealed class PaceQueriesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_hour_has_sixty_minutes_and_the_busiest_provider_stands_first()
    {
        var hour = new LastHour(Now, [new("rules", 0, 3), new("deepseek", 58, 2), new("deepseek", 60, 5)]);
        var paces = hour.ByProvider();
        Assert.Equal(["deepseek", "rules"], paces.Select(pace => pace.Provider));
        Assert.All(paces, pace => Assert.Equal(60, pace.PerMinute.Count));
        Assert.Equal((2, 5), (paces[0].PerMinute[58], paces[0].PerMinute[59]));
        Assert.Equal(Now.AddHours(-1), hour.Since);
    }

    [Fact]
    public void A_curve_says_its_most_its_last_and_its_sum_and_stays_in_its_field()
    {
        var curve = new PaceCurve(new LastHour(Now, [new("a", 10, 8), new("b", 10, 2), new("a", 59, 4)]).ByProvider());
        Assert.Equal((10, 10, 4, 14), (curve.Most, curve.MostAt, curve.LastMinute, curve.All));
        Assert.Equal([("a", 4), ("b", 0)], curve.Lines.Select(line => (line.Label!, line.LastMinute)));
        Assert.StartsWith("M0.0 63.5 L5.1 63.5", curve.TotalPath);
        Assert.Contains("L50.8 2.0", curve.TotalPath);
        Assert.EndsWith("L300.0 38.9", curve.TotalPath);
        Assert.Equal("150.0", PaceCurve.Across(Now.AddMinutes(-30), new LastHour(Now, [])));
    }

    [Fact]
    public void Beyond_four_providers_the_rest_is_one_line()
    {
        var completed = Enumerable.Range(1, 7).Select(number => new CompletedMinute($"p{number}", 59, 10 - number));
        var curve = new PaceCurve(new LastHour(Now, [.. completed]).ByProvider());
        Assert.Equal(["p1", "p2", "p3", "p4", null], curve.Lines.Select(line => line.Label));
        Assert.Equal(5 + 4 + 3, curve.Lines[^1].LastMinute);
    }

    [Fact]
    public void An_hour_without_work_is_flat()
    {
        var curve = new PaceCurve(new LastHour(Now, []).ByProvider());
        Assert.Equal((0, 0), (curve.All, curve.Most));
        Assert.Empty(curve.Lines);
    }
}
