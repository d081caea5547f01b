using Weft.Runtime;
using Xunit;

namespace Weft.Tests.Runtime;

public sealed class BackoffTests
{
    private static readonly BackoffPace Pace = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100));

    [Fact]
    public void Waits_double_up_to_the_longest_and_each_is_spread_around_its_length()
    {
        var backoff = new Backoff(Pace, new Random(7));
        int[] lengths = [20, 40, 80, 100, 100, 100];
        var waits = lengths.Select(_ => backoff.Next().TotalMilliseconds).ToList();
        Assert.All(lengths.Zip(waits), pair => Assert.InRange(pair.Second, pair.First * 0.5, pair.First * 1.5));
        Assert.NotEqual(waits[^2], waits[^1]);
    }

    [Fact]
    public void A_seed_decides_every_wait()
    {
        var (backoff, again) = (new Backoff(Pace, new Random(7)), new Backoff(Pace, new Random(7)));
        for (var tries = 0; tries < 10; tries++)
            Assert.Equal(backoff.Next(), again.Next());
    }

    [Fact]
    public void After_a_reset_the_next_wait_is_a_first_one_and_another_longest_holds_for_its_call()
    {
        var backoff = new Backoff(Pace, new Random(7));
        for (var tries = 0; tries < 5; tries++)
            backoff.Next();
        Assert.InRange(backoff.Next(TimeSpan.FromMilliseconds(200)).TotalMilliseconds, 50, 150);
        Assert.InRange(backoff.Next().TotalMilliseconds, 100, 300);
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalMilliseconds, 10, 30);
    }
}
