using Weft.Dispatch;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Watching;
using Xunit;

namespace Weft.Tests.Watching;

public sealed class OverviewTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private WatchStage _stage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await WatchStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private static ProviderSeen Of(Overview overview, string provider) =>
        overview.Providers.Single(one => one.Provider.Name == provider);

    [Fact]
    public async Task A_provider_shows_its_nodes_its_workers_its_queue_and_what_is_read_for_how_long()
    {
        await _stage.SaveAsync("a");
        var one = await _stage.NodeAsync("n1", 11, "a", "rules");
        var other = await _stage.NodeAsync("n2", 12, "a");
        var job = await _stage.JobAsync("Book", 5, "a");
        await _stage.JobAsync("Other", 3, "a");
        await _stage.ClaimAsync(one, job, "a");
        _stage.Time.Advance(Minute);
        await _stage.ClaimAsync(other, job, "a");
        _stage.Time.Advance(Minute);
        var a = Of(await _stage.Reader(_stage.Ring).ReadAsync(Stop), "a");
        Assert.Equal((2, 2, 4, 2, 6), (a.Nodes.Count, a.Alive, a.Workers, a.QueueLength, a.Pending));
        Assert.Equal([2 * Minute, Minute], a.Active.Select(run => run.For));
        Assert.Equal(["Title 1", "Title 2"], a.Active.Select(run => run.Run.Title));
        Assert.Equal(["n1", "n2"], a.Active.Select(run => run.Session!.Node));
        Assert.True(a is { IsWaitedFor: true, HasLiveWorker: true });
    }

    [Fact]
    public async Task Beside_the_nodes_a_ring_is_counted_from_the_ledger()
    {
        var node = await _stage.NodeAsync("n1", 11, "rules");
        var job = await _stage.JobAsync("Book", 1, "rules");
        await _stage.JobAsync("Other", 2, "rules");
        await _stage.ClaimAsync(node, job, "rules");
        Assert.Equal(1, Of(await _stage.Reader().ReadAsync(Stop), "rules").QueueLength);
        Assert.Equal(2, Of(await _stage.Reader(_stage.Ring).ReadAsync(Stop), "rules").QueueLength);
    }

    [Fact]
    public async Task A_chapter_is_stuck_after_five_minutes_and_not_before()
    {
        var node = await _stage.NodeAsync("n1", 11, "rules");
        await _stage.ClaimAsync(node, await _stage.JobAsync("Book", 1, "rules"), "rules");
        _stage.Time.Advance(5 * Minute - TimeSpan.FromMilliseconds(1));
        Assert.False(Assert.Single((await _stage.Reader().ReadAsync(Stop)).Active).IsStuck);
        _stage.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(Assert.Single((await _stage.Reader().ReadAsync(Stop)).Active).IsStuck);
    }

    [Fact]
    public async Task A_job_lacks_workers_where_no_live_node_serves_any_provider_that_may_take_its_chapters()
    {
        foreach (var name in new[] { "a", "b" })
            await _stage.SaveAsync(name);
        var node = await _stage.NodeAsync("n1", 11, "b");
        var standIn = await _stage.JobAsync("A lower provider stands in", 2, "a", "b");
        var alone = await _stage.JobAsync("Nobody", 3, "a");
        var overview = await _stage.Reader().ReadAsync(Stop);
        Assert.Equal(alone, Assert.Single(overview.JobsWithoutWorkers).Job.Id);
        Assert.Equal(3, overview.JobsWithoutWorkers.Single().WithoutWorkers);
        Assert.True(Of(overview, "a") is { HasLiveWorker: false, IsWaitedFor: true, Pending: 5, QueueLength: 2 });
        Assert.True(Of(overview, "b") is { HasLiveWorker: true, IsWaitedFor: true, Pending: 0 });
        await _stage.Fleet.LeaveAsync(node, Stop);
        _stage.Time.Advance(Minute);
        Assert.Equal([standIn, alone], (await _stage.Reader().ReadAsync(Stop)).JobsWithoutWorkers.Select(job => job.Job.Id));
    }

    [Fact]
    public async Task A_rung_that_only_a_provider_without_workers_may_take_is_seen()
    {
        foreach (var name in new[] { "a", "b" })
            await _stage.SaveAsync(name);
        var node = await _stage.NodeAsync("n1", 11, "a");
        var job = await _stage.JobAsync("Book", 2, "a", "b");
        await _stage.Ledger.Runs.FailAsync(await _stage.ClaimAsync(node, job, "a"), Reason.OfWords("no good"), null, Stop);
        var overview = await _stage.Reader().ReadAsync(Stop);
        Assert.Equal(1, Assert.Single(overview.JobsWithoutWorkers).WithoutWorkers);
        Assert.Equal((1, 1), (Of(overview, "a").Pending, Of(overview, "b").Pending));
    }

    [Fact]
    public async Task Takeovers_of_the_last_hour_are_shown_and_drains_are_not()
    {
        var (dead, drained) = (await _stage.NodeAsync("n1", 11, "rules"), await _stage.NodeAsync("n2", 12, "rules"));
        await _stage.Ledger.Sessions.EndSessionAsync(dead, SessionEnd.Death, Reason.OfWords("presence gone"), Stop);
        await _stage.Ledger.Sessions.EndSessionAsync(
            drained,
            SessionEnd.Drained,
            Reason.OfWords(SessionReasons.Drained.Sentence),
            Stop
        );
        var overview = await _stage.Reader().ReadAsync(Stop);
        Assert.Equal(
            (dead, Reason.OfWords("presence gone")),
            (overview.TakenOver.Single().Id, overview.TakenOver.Single().EndReason)
        );
        _stage.Time.Advance(61 * Minute);
        Assert.Empty((await _stage.Reader().ReadAsync(Stop)).Ended);
    }

    [Fact]
    public async Task Many_viewers_cost_one_reading_a_second()
    {
        var reader = _stage.Reader();
        var readings = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => reader.ReadAsync(Stop)));
        Assert.Single(readings.Distinct());
        _stage.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Same(readings[0], await reader.ReadAsync(Stop));
        _stage.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotSame(readings[0], await reader.ReadAsync(Stop));
    }

    [Fact]
    public async Task Where_the_dispatch_is_away_the_ledger_alone_tells_and_it_is_said()
    {
        await _stage.NodeAsync("n1", 11, "rules");
        await _stage.JobAsync("Book", 2, "rules");
        var away = Away.Of<IRing>("Redis does not answer");
        PresenceSource nobody = (_, _) => throw new TransientException(Reason.OfWords("Redis does not answer"));
        var overview = await new OverviewReader(_stage.Ledger, away, nobody, _stage.Time).ReadAsync(Stop);
        Assert.Equal("Redis does not answer", overview.Trouble.Sentence);
        Assert.True(Of(overview, "rules") is { Alive: 1, QueueLength: 1, Pending: 2 });
    }

    [Fact]
    public async Task Where_nobody_s_presence_shows_a_heartbeat_that_moves_does()
    {
        var (quick, dead) = (await _stage.NodeAsync("n1", 11, "rules"), await _stage.NodeAsync("n2", 12, "rules"));
        foreach (var session in new[] { quick, dead })
            await _stage.Fleet.BeatAsync(session, Stop);
        var fleet = new Unseen(_stage.Fleet);
        var looking = new FleetPresence(fleet, _stage.Time).LookAsync(await _stage.Ledger.Sessions.OpenSessionsAsync(Stop), Stop);
        await fleet.Looked.WaitAsync(Stop);
        await _stage.Fleet.BeatAsync(quick, Stop);
        while (!looking.IsCompleted)
        {
            _stage.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }
        Assert.Equal([quick], await looking);
    }

    /// <summary>A fleet behind a proxy that does not tell of subscriptions.</summary>
    private sealed class Unseen(IFleet inner) : IFleet
    {
        public SemaphoreSlim Looked { get; } = new(0);

        public Task EnterAsync(SessionId session, CancellationToken cancel) => inner.EnterAsync(session, cancel);

        public Task LeaveAsync(SessionId session, CancellationToken cancel) => inner.LeaveAsync(session, cancel);

        public Task BeatAsync(SessionId session, CancellationToken cancel) => inner.BeatAsync(session, cancel);

        public async Task<FleetView> LookAsync(IReadOnlyList<SessionId> sessions, CancellationToken cancel)
        {
            var view = await inner.LookAsync(sessions, cancel);
            Looked.Release();
            return view with { Present = new HashSet<SessionId>() };
        }
    }
}
