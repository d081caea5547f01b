using System.Globalization;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>A provider with limits, which refuses and writes down whatever goes over, and four nodes that want more than it gives.</summary>
public sealed class LimitsTests(ITestOutputHelper output)
{
    private static readonly ScriptedLimits Limits = new(Calls: 20, RequestsPerMinute: 300, TokensPerMinute: 50_000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Four_nodes_fill_a_providers_windows_and_never_go_over(bool countsTokens)
    {
        // In full: the first minute fills the windows, the next two are measured.
        var seconds = Size.Of("WEFT_RIG_LIMIT_SECONDS", 15, full: 180);
        var limits = countsTokens ? Limits : Limits with { TokensPerMinute = null };
        await using var fleet = await Fleet.OpenAsync(new() { Latency = TimeSpan.FromMilliseconds(500), Limits = limits });
        await fleet.StartNodesAsync(4);
        // The provider counts the bound until the answer has come: with one of thousands, a window of 50,000 is never full.
        await fleet.OrderAsync(new RigBook(300 + seconds * 6), options: ["--answer-tokens", "512"]);
        await Until.TrueAsync(
            () => Task.FromResult(fleet.Provider.Calls.Count > 0),
            TimeSpan.FromSeconds(60),
            () => $"a call arrives\n{fleet.Tail()}"
        );
        var began = fleet.Provider.Calls[0].At;
        await Until.PassesAsync(TimeSpan.FromSeconds(seconds));
        Assert.Empty(fleet.Provider.Violations);
        Assert.DoesNotContain(fleet.Provider.Calls, call => call.Outcome == "limit");
        if (seconds < 120)
            return;
        var measured = fleet.Provider.Calls.Where(call => call.At >= began + TimeSpan.FromSeconds(61)).ToList();
        var minutes = (seconds - 61) / 60.0;
        var requests = measured.Count / minutes / Limits.RequestsPerMinute!.Value;
        var tokens = measured.Sum(call => call.Tokens + call.AnswerTokens) / minutes / Limits.TokensPerMinute!.Value;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"over {minutes:0.0} minutes: {requests:P1} of the requests, {tokens:P1} of the tokens, {fleet.Provider.MostAtOnce} calls at once at most"
            )
        );
        if (Size.HoldsAims)
            Assert.True((countsTokens ? tokens : requests) >= 0.95);
    }

    [Fact]
    public async Task A_pause_that_the_provider_asks_for_stops_all_nodes()
    {
        const double asked = 4;
        var latency = TimeSpan.FromMilliseconds(150);
        await using var fleet = await Fleet.OpenAsync(new() { Latency = latency, Limits = new ScriptedLimits(Calls: 20) });
        await fleet.StartNodesAsync(4);
        fleet.Provider.Follow([new ScriptedRule(ScriptedFault.TooMany, From: 60, To: 60, RetryAfter: asked)]);
        var job = await fleet.OrderAsync(new RigBook(300));
        await fleet.FinishesAsync(job, TimeSpan.FromSeconds(120));
        var refused = Assert.Single(fleet.Provider.Calls, call => call.Outcome == nameof(ScriptedFault.TooMany));
        var since = refused.At + refused.Took;
        var late = fleet
            .Provider.Calls.Where(call => call.At > since && call.At < since + TimeSpan.FromSeconds(asked * 0.9))
            .Select(call => (call.At - since).TotalMilliseconds)
            .ToList();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{late.Count} calls arrived after the refusal was sent, the last {(late.Count == 0 ? 0 : late.Max()):0} ms after it; the pause is {asked} s"
            )
        );
        // What had its grant already may be on its way.
        Assert.All(late, after => Assert.True(after <= (Size.HoldsAims ? 100 : 1500), $"a call arrived {after:0} ms later"));
        var first = fleet.Provider.Calls.Where(call => call.At > since + TimeSpan.FromSeconds(asked * 0.9)).Min(call => call.At);
        // The refusal may have come to its caller before this process noted that it was sent.
        var told = refused.At + latency;
        Assert.True(first >= told + TimeSpan.FromSeconds(asked), $"a call arrived after {(first - told).TotalMilliseconds:0} ms");
    }
}
