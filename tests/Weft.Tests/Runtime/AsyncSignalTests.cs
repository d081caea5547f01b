using Microsoft.Extensions.Time.Testing;
using Weft.Runtime;
using Xunit;

namespace Weft.Tests.Runtime;

public sealed class AsyncSignalTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AsyncSignal _signal;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public AsyncSignalTests() => _signal = new(_time);

    [Fact]
    public void It_remembers_being_set_once()
    {
        _signal.Set();
        _signal.Set();
        Assert.True(_signal.WaitAsync(TimeSpan.FromSeconds(1), Cancel).IsCompletedSuccessfully);
        Assert.False(_signal.WaitAsync(TimeSpan.FromSeconds(1), Cancel).IsCompleted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_wakes_whoever_waits(bool untilMoment)
    {
        var waiting = WaitAsync(untilMoment, TimeSpan.FromSeconds(1), Cancel);
        Assert.False(waiting.IsCompleted);
        _signal.Set();
        await waiting;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_never_ends_before_its_time(bool untilMoment)
    {
        var waiting = WaitAsync(untilMoment, TimeSpan.FromMilliseconds(1.2), Cancel);
        _time.Advance(TimeSpan.FromMilliseconds(1.9));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(0.1));
        await waiting;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_can_be_cancelled_before_and_while_it_lasts(bool untilMoment)
    {
        using var stop = new CancellationTokenSource();
        var waiting = WaitAsync(untilMoment, TimeSpan.FromSeconds(1), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            WaitAsync(untilMoment, TimeSpan.FromSeconds(1), stop.Token)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_moment_that_is_over_is_not_waited_for(bool untilMoment) =>
        Assert.True(WaitAsync(untilMoment, TimeSpan.Zero, Cancel).IsCompletedSuccessfully);

    private Task WaitAsync(bool untilMoment, TimeSpan span, CancellationToken cancel) =>
        untilMoment ? _signal.WaitUntilAsync(_time.GetUtcNow() + span, cancel) : _signal.WaitAsync(span, cancel);
}
