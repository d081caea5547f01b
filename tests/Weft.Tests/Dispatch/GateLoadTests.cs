using System.Diagnostics;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Dispatch;

public sealed class GateLoadTests(ITestOutputHelper output)
{
    private const int Windows = 9;
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(10.5);

    [Fact]
    public async Task Requests_fill_their_window_and_never_more()
    {
        var load = await Run(new(1_000, 300, null), callers: 64, _ => (0, 0));
        Assert.InRange(load.Fullest().Requests, 285, 300);
        Assert.InRange(load.PerMinute(Windows).Requests, 285, 300);
    }

    [Fact]
    public async Task Tokens_fill_their_window_and_never_more()
    {
        var load = await Run(new(1_000, null, 50_000), callers: 64, random => Exact(random.Next(300, 1_700)));
        Assert.InRange(load.Fullest().Tokens, 47_500, 50_000);
        Assert.InRange(load.PerMinute(Windows).Tokens, 47_500, 50_000);
    }

    [Fact]
    public async Task Both_limits_hold_at_once()
    {
        var load = await Run(new(1_000, 300, 50_000), callers: 64, random => Exact(random.Next(20, 320)));
        Assert.InRange(load.Fullest().Requests, 200, 300);
        Assert.InRange(load.Fullest().Tokens, 30_000, 50_000);
        var (requests, tokens) = load.PerMinute(Windows);
        Assert.InRange(Math.Max(requests / 300, tokens / 50_000), 0.95, 1);
    }

    [Fact]
    public async Task What_was_reserved_in_vain_is_used_by_others()
    {
        // Estimates three to four times the usage, as with a bound on the answer that is seldom reached. About 37 calls are in the air, and
        // 2 800 tokens of each are held in vain until it is answered: 500 000 − 37 × 2 800 is what can be used, less the longer window.
        var load = await Run(new(1_000, null, 500_000), callers: 64, random => (4_000, random.Next(1_000, 1_400)));
        Assert.InRange(load.Fullest().Tokens, 380_000, 500_000);
        Assert.InRange(load.PerMinute(Windows).Tokens, 380_000, 500_000);
    }

    [Fact]
    public async Task Thousands_of_grants_a_window_and_hundreds_of_waiters_cost_little()
    {
        var clock = Stopwatch.StartNew();
        var load = await Run(new(1_000, 6_000, null), callers: 1_000, _ => (0, 0));
        Assert.InRange(load.PerMinute(Windows).Requests, 5_700, 6_000);
        // About one question per grant: a line that polled would ask a thousand times as often.
        Assert.InRange(load.Asked, load.Sent.Count, load.Sent.Count * 3);
        output.WriteLine($"{load.Asked / clock.Elapsed.TotalSeconds:N0} questions per second");
    }

    private static (long Reserved, long Used) Exact(long tokens) => (tokens, tokens);

    private async Task<GateLoad> Run(ProviderLimits limits, int callers, Func<Random, (long Reserved, long Used)> size)
    {
        var load = new GateLoad(limits, callers, size, seed: 4711);
        await load.RunAsync(Duration, TestContext.Current.CancellationToken);
        output.WriteLine($"{limits}: per minute {load.PerMinute(Windows)}, fullest minute {load.Fullest()}, asked {load.Asked}");
        return load;
    }
}
