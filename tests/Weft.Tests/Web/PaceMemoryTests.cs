using Microsoft.Extensions.Time.Testing;
using Weft.Application;
using Weft.Ledger;
using Weft.Web.Page.Live;
using Xunit;

namespace Weft.Tests.Web;

public sealed class PaceMemoryTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 20, 0, 0, TimeSpan.Zero));
    private readonly Counted _ledger = new();
    private readonly PaceMemory _hour;

    public PaceMemoryTests() => _hour = new(new(_ledger, _time), _time);

    [Fact]
    public async Task However_many_look_the_ledger_is_asked_once_in_ten_seconds()
    {
        for (var looker = 0; looker < 20; looker++)
            Assert.Single((await _hour.ReadAsync()).Completed);
        _time.Advance(TimeSpan.FromSeconds(9));
        await _hour.ReadAsync();
        Assert.Equal(1, _ledger.Asked);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _hour.ReadAsync();
        await _hour.ReadAsync();
        Assert.Equal(2, _ledger.Asked);
    }

    [Fact]
    public async Task Nobody_waits_for_the_next_while_there_is_one_of_the_last_minute()
    {
        var first = await _hour.ReadAsync();
        _ledger.Held = new();
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Same(first, await _hour.ReadAsync());
        _time.Advance(TimeSpan.FromSeconds(30));
        var next = _hour.ReadAsync();
        Assert.False(next.IsCompleted);
        _ledger.Held.SetResult();
        Assert.NotSame(first, await next);
    }

    [Fact]
    public async Task A_ledger_that_was_away_is_asked_again()
    {
        _ledger.Held = new();
        var failed = _hour.ReadAsync();
        _ledger.Held.SetException(new InvalidOperationException("away"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed);
        _ledger.Held = null;
        Assert.Single((await _hour.ReadAsync()).Completed);
    }

    private sealed class Counted : IOverview
    {
        public int Asked { get; private set; }
        public TaskCompletionSource? Held { get; set; }

        public Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel) => throw new NotSupportedException();

        public async Task<IReadOnlyList<CompletedMinute>> CompletedAsync(DateTimeOffset since, CancellationToken cancel)
        {
            Asked++;
            if (Held is { } held)
                await held.Task;
            return [new("rules", 59, Asked)];
        }
    }
}
