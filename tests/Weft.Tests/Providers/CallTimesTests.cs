using Weft.Providers;
using Xunit;

namespace Weft.Tests.Providers;

public sealed class CallTimesTests
{
    [Theory]
    [InlineData("30m", 1_800)]
    [InlineData("90s", 90)]
    [InlineData(" 1h ", 3_600)]
    public void A_time_limit_is_a_number_and_its_unit_and_written_the_same(string text, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), CallTimes.TryParse(text));
        Assert.Equal(text.Trim(), CallTimes.Write(TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("0s")]
    [InlineData("4s")]
    [InlineData("7h")]
    [InlineData("1.5h")]
    [InlineData("99999999999h")]
    public void What_is_none_or_beyond_reason_is_refused(string text) => Assert.Null(CallTimes.TryParse(text));
}
