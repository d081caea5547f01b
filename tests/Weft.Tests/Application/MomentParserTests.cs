using Microsoft.Extensions.Time.Testing;
using Weft.Application;
using Xunit;

namespace Weft.Tests.Application;

public sealed class MomentParserTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 20, 0, 0, TimeSpan.Zero));

    public MomentParserTests() =>
        _time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(8), "east", "east"));

    [Theory]
    [InlineData("90s", "2026-11-26T19:58:30Z")]
    [InlineData("30m", "2026-11-26T19:30:00Z")]
    [InlineData(" 2h ", "2026-11-26T18:00:00Z")]
    [InlineData("7d", "2026-11-19T20:00:00Z")]
    [InlineData("2026-11-26T20:00Z", "2026-11-26T20:00:00Z")]
    [InlineData("2026-11-26T20:00:00+02:00", "2026-11-26T18:00:00Z")]
    [InlineData("2026-11-26 20:00", "2026-11-26T12:00:00Z")]
    [InlineData("2026-11-26", "2026-11-25T16:00:00Z")]
    public void A_moment_is_how_long_ago_or_a_date(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), MomentParser.TryParse(text, _time));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("2")]
    [InlineData("-2h")]
    [InlineData("2w")]
    [InlineData("999999999d")]
    [InlineData("yesterday")]
    [InlineData("20:00")]
    [InlineData("26 November")]
    [InlineData("2026-13-40")]
    public void Anything_else_is_none(string text) => Assert.Null(MomentParser.TryParse(text, _time));
}
