using Weft.Ledger;
using Weft.Tests.Watching;
using Weft.Watching;
using Weft.Web.Api;
using Xunit;

namespace Weft.Tests.Web;

public sealed class LiveReadingsTests : IAsyncLifetime
{
    private WatchStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await WatchStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LiveReadings Readings(OverviewReader? reader = null) =>
        new(reader ?? _stage.Reader(), job => new(_stage.Ledger, _stage.Graph, _stage.Time, [job]), _stage.Time);

    /// <summary>The loop waits for its timer on another thread: time is moved, by one hand alone, until it has seen it.</summary>
    private async Task<T> MoveUntilAsync<T>(Task<T> reading)
    {
        while (!reading.IsCompleted)
        {
            Stop.ThrowIfCancellationRequested();
            _stage.Time.Advance(LiveReadings.Between);
            await Task.WhenAny(reading, Task.Run(Thread.Yield, Stop));
        }
        return await reading;
    }

    [Fact]
    public async Task Many_followers_cost_one_reading_and_nobody_costs_none()
    {
        var job = await _stage.JobAsync("Book", 3, "rules");
        var readings = Readings();
        Assert.Equal(0, readings.Readings);
        var followers = Enumerable.Range(0, 50).Select(number => readings.TryFollow(number % 2 == 0 ? job : null)!).ToList();
        LiveReading[] seen;
        do seen = await MoveUntilAsync(Task.WhenAll(followers.Select(follower => follower.NextAsync(Stop))));
        while (seen.Any(reading => reading.Overview is null || !reading.Jobs.ContainsKey(job)));
        var before = readings.Readings;
        seen = await MoveUntilAsync(Task.WhenAll(followers.Select(follower => follower.NextAsync(Stop))));
        Assert.Single(seen.Distinct());
        Assert.InRange(readings.Readings - before, 1, followers.Count / 2);
        followers.ForEach(follower => follower.Dispose());
        // What is under way ends; whoever follows a job alone then causes no reading of the fleet.
        using var next = readings.TryFollow(job)!;
        while ((await MoveUntilAsync(next.NextAsync(Stop))).Overview is not null)
            Stop.ThrowIfCancellationRequested();
    }

    [Fact]
    public void Only_so_many_may_follow()
    {
        var readings = Readings();
        var followers = Enumerable.Range(0, LiveReadings.MostFollowers).Select(_ => readings.TryFollow(null)!).ToList();
        Assert.Null(readings.TryFollow(null));
        followers[0].Dispose();
        followers[0] = readings.TryFollow(null)!;
        Assert.NotNull(followers[0]);
        followers.ForEach(follower => follower.Dispose());
    }

    [Fact]
    public async Task Trouble_is_told_and_followed_by_what_is_read_when_it_is_over()
    {
        var overview = new SometimesAway(_stage.Ledger.Overview);
        var ledger = Testing.Models.LedgerOfSeams.Of(_stage.Ledger) with { Overview = overview };
        var readings = Readings(new(ledger, null, new FleetPresence(_stage.Fleet, _stage.Time).LookAsync, _stage.Time));
        using var follower = readings.TryFollow(null)!;
        Assert.Equal("away", (await MoveUntilAsync(follower.NextAsync(Stop))).Trouble.Sentence);
        overview.IsAway = false;
        LiveReading reading;
        do reading = await MoveUntilAsync(follower.NextAsync(Stop));
        while (reading.Overview is null);
        Assert.True(reading.Trouble.IsNone);
    }

    private sealed class SometimesAway(IOverview overview) : IOverview
    {
        public volatile bool IsAway = true;

        public Task<Weft.Ledger.WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel) =>
            IsAway
                ? throw new Weft.Runtime.TransientException(Weft.Reasons.Reason.OfWords("away"))
                : overview.WatchAsync(since, cancel);

        public Task<IReadOnlyList<Weft.Ledger.CompletedMinute>> CompletedAsync(DateTimeOffset since, CancellationToken cancel) =>
            overview.CompletedAsync(since, cancel);
    }
}
