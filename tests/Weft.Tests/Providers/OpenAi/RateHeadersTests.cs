using System.Net;
using Weft.Providers.OpenAi;
using Xunit;

namespace Weft.Tests.Providers.OpenAi;

public sealed class RateHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1s", 1.0)]
    [InlineData("6m0s", 360.0)]
    [InlineData("120ms", 0.12)]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("1d", 86400.0)]
    [InlineData("PT45S", 45.0)]
    [InlineData("20", 20.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("90000", 90.0)]
    [InlineData("1795780860", 60.0)]
    [InlineData("1795780860000", 60.0)]
    [InlineData("2026-11-27T12:01:00Z", 60.0)]
    [InlineData("Fri, 27 Nov 2026 12:01:00 GMT", 60.0)]
    [InlineData("0", null)]
    [InlineData("0s", null)]
    [InlineData("-5", null)]
    [InlineData("2026-11-27T11:59:00Z", null)]
    [InlineData("1795780000", null)]
    [InlineData("99999999999999999", null)]
    [InlineData("1e400", null)]
    [InlineData("400d", null)]
    [InlineData("P9999999999D", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void A_reset_is_read_in_every_form_and_nonsense_says_nothing(string text, double? seconds) =>
        Assert.Equal(seconds, RateHeaders.TryRead(text, Now)?.TotalSeconds);

    [Theory]
    [InlineData("x-ratelimit-remaining-requests: 0, x-ratelimit-reset-requests: 20s", 20.0)]
    [InlineData("x-ratelimit-remaining-requests: 3, x-ratelimit-reset-requests: 20s", null)]
    [InlineData("x-ratelimit-remaining-requests: -1, x-ratelimit-reset-requests: 20s", null)]
    [InlineData(
        "x-ratelimit-remaining-requests: -1, x-ratelimit-reset-requests: 20s, x-ratelimit-remaining-tokens: 0, x-ratelimit-reset-tokens: 5s",
        5.0
    )]
    [InlineData(
        "x-ratelimit-remaining-requests: 0, x-ratelimit-reset-requests: 20s, x-ratelimit-remaining-tokens: 0, x-ratelimit-reset-tokens: 50s",
        50.0
    )]
    [InlineData("X-RateLimit-Remaining: 0, X-RateLimit-Reset: 1795780860000", 60.0)]
    [InlineData("x-ratelimit-reset-requests: 20s", 20.0)]
    [InlineData("anthropic-ratelimit-requests-remaining: 0, anthropic-ratelimit-requests-reset: 2026-11-27T12:00:30Z", 30.0)]
    [InlineData("x-ratelimit-limit-requests: 0", null)]
    public void Only_a_limit_of_which_nothing_is_left_is_waited_for(string headers, double? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        foreach (var header in headers.Split(", "))
            response.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        Assert.Equal(seconds, RateHeaders.Wait(response.Headers, Now)?.TotalSeconds);
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", null, 12 * 3600)]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai", null, 20 * 3600)]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai", 20, 20 * 3600)]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai", 7200, 7200)]
    [InlineData("https://open.bigmodel.cn/api/paas/v4", null, 4 * 3600)]
    [InlineData("https://api.groq.com/openai/v1", 578, 578)]
    public void A_quota_ends_as_told_else_at_the_vendors_midnight(string address, int? told, int seconds)
    {
        var wait = QuotaDay.Wait(told is { } said ? TimeSpan.FromSeconds(said) : null, new(address), Now);
        Assert.Equal(seconds, wait.TotalSeconds);
    }
}
