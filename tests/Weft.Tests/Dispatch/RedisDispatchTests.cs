using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Weft.Dispatch;
using Weft.Dispatch.Redis;
using Weft.Model;
using Weft.Runtime;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Dispatch;

/// <summary>What only a real server has: kinds that cannot serve, restarts, lost answers, a clock of its own.</summary>
[Needs("redis")]
public sealed class RedisDispatchTests(ITestOutputHelper output)
{
    private static readonly SessionId One = new(11);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly ProviderLimits Two = new(2, null, null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Later => TimeProvider.System.GetUtcNow() + Long;

    [Fact]
    public async Task A_cluster_is_refused_and_the_message_says_what_to_use()
    {
        await using var server = await RedisServer.StartAsync("--cluster-enabled", "yes");
        var refused = await Assert.ThrowsAsync<DispatchException>(() => RedisLink.ConnectAsync(server.ConnectionString));
        Assert.Contains("single primary", refused.Message);
    }

    [Fact]
    public async Task Text_that_is_no_connection_string_is_refused()
    {
        var refused = await Assert.ThrowsAsync<DispatchException>(() => RedisLink.ConnectAsync("localhost,colour=blue"));
        Assert.Contains("WEFT_DISPATCH", refused.Message);
    }

    [Theory]
    [InlineData("6.0.16", true)]
    [InlineData("6.2.0", false)]
    [InlineData("7.2.4", false)]
    [InlineData("unstable", false)]
    public void Servers_that_are_too_old_are_refused(string version, bool refused)
    {
        var info = new Dictionary<string, string> { ["redis_version"] = version, ["cluster_enabled"] = "0" };
        Assert.Equal(refused, Record.Exception(() => ServerCheck.Run(info)) is DispatchException);
    }

    [Fact]
    public async Task A_server_that_may_throw_keys_away_is_warned_of()
    {
        await using var server = await RedisServer.StartAsync("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");
        await using var link = await RedisLink.ConnectAsync(server.ConnectionString);
        Assert.Contains("noeviction", ServerCheck.Warning(await link.InfoAsync()));
        await using var usual = await RedisLink.ConnectAsync(await RedisServer.DatabaseAsync());
        Assert.Null(ServerCheck.Warning(await usual.InfoAsync()));
    }

    [Fact]
    public async Task No_server_is_trouble_that_passes()
    {
        var server = await RedisServer.StartAsync();
        await server.DisposeAsync();
        await Assert.ThrowsAsync<DispatchUnavailableException>(() => ConnectAsync(server));
    }

    [Fact]
    public async Task Fleets_on_two_databases_of_a_server_do_not_meet()
    {
        await using var here = await RedisLink.ConnectAsync(await RedisServer.DatabaseAsync());
        await using var there = await RedisLink.ConnectAsync(await RedisServer.DatabaseAsync());
        await new RedisFleet(here, new Random(1)).EnterAsync(One, Cancel);
        Assert.Contains(One, (await new RedisFleet(here, new Random(1)).LookAsync([One], Cancel)).Present);
        Assert.Empty((await new RedisFleet(there, new Random(2)).LookAsync([One], Cancel)).Present);
    }

    [Fact]
    public async Task While_the_server_is_away_calls_fail_fast_and_afterwards_all_goes_on()
    {
        await using var server = await RedisServer.StartAsync();
        await using var dispatch = await ConnectAsync(server);
        await dispatch.Fleet.EnterAsync(One, Cancel);
        await dispatch.Ring.PutAsync(new JobId(1), Priority.Normal, ["p"], Cancel);
        var before = await dispatch.Fleet.LookAsync([One], Cancel);
        await server.KillAsync();
        var away = Stopwatch.StartNew();
        await Assert.ThrowsAsync<DispatchUnavailableException>(() => dispatch.Ring.NextAsync("p", Cancel));
        await Assert.ThrowsAsync<DispatchUnavailableException>(() => dispatch.Fleet.BeatAsync(One, Cancel));
        Assert.InRange(away.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await server.StartAgainAsync();
        var back = Stopwatch.StartNew();
        var view = await UntilDone(() => dispatch.Fleet.LookAsync([One], Cancel), view => view.Present.Contains(One));
        output.WriteLine($"Present again {back.ElapsedMilliseconds} ms after the server was ready");
        Assert.NotEqual(before.Epoch, view.Epoch);
        Assert.Null(await dispatch.Ring.NextAsync("p", Cancel));
    }

    [Fact]
    public async Task A_restart_of_the_server_wakes_who_waits_for_its_messages()
    {
        await using var server = await RedisServer.StartAsync();
        await using var dispatch = await ConnectAsync(server);
        await dispatch.Ring.WaitAsync("p", Long, Cancel).Comes();
        var wait = dispatch.Ring.WaitAsync("p", Long, Cancel);
        await server.KillAsync();
        await server.StartAgainAsync();
        await wait.Comes();
        var next = dispatch.Ring.WaitAsync("p", Long, Cancel);
        await UntilDone(
            async () =>
            {
                await dispatch.Ring.PutAsync(new JobId(1), Priority.Normal, ["p"], Cancel);
                return true;
            },
            done => done
        );
        await next.Comes();
    }

    [Fact]
    public async Task A_server_that_was_wiped_is_noticed_by_who_waits_for_a_permit()
    {
        await using var server = await RedisServer.StartAsync();
        await using var dispatch = await ConnectAsync(server);
        var held = await SeedAndTake(dispatch.Gate);
        Assert.IsType<PermitReply.AllOut>(await dispatch.Gate.TakeAsync("p", Two, One, 1, Later, Cancel));
        await dispatch.Fleet.LookAsync([One], Cancel);
        var wait = dispatch.Gate.WaitForPermitAsync("p", Long, Cancel);
        await using (var admin = await RedisLink.ConnectAsync(server.ConnectionString + ",allowAdmin=true"))
            await admin.AskAsync("FLUSHALL");
        await dispatch.Gate.ReleaseAsync(held, Cancel);
        await dispatch.Fleet.LookAsync([One], Cancel);
        await wait.Comes();
    }

    [Fact]
    public async Task A_gate_that_came_back_from_disk_does_not_trust_what_it_reads()
    {
        await using var server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        await using var dispatch = await ConnectAsync(server);
        var permits = await SeedAndTake(dispatch.Gate);
        await server.KillAsync();
        await server.StartAgainAsync();
        var reply = await UntilDone(() => dispatch.Gate.TakeAsync("p", Two, One, 1, Later, Cancel), _ => true);
        Assert.IsType<PermitReply.Unseeded>(reply);
        Assert.IsType<GrantReply.UnknownPermit>(await dispatch.Gate.GrantAsync(permits[0], Two, 1, Later, Cancel));
    }

    [Fact]
    public async Task The_servers_own_clock_keeps_permits_and_windows()
    {
        await using var link = await RedisLink.ConnectAsync(await RedisServer.DatabaseAsync());
        var gate = new RedisGate(link, TimeProvider.System, Guards.All);
        var limits = new ProviderLimits(2, 1, 100);
        var permits = await SeedAndTake(gate);
        var granted = Assert.IsType<GrantReply.Granted>(await gate.GrantAsync(permits[0], limits, 40, Later, Cancel));
        Assert.InRange(granted.Until, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1));
        await gate.SettleAsync(permits[0], ProviderLimits.None, granted.Id, new(40), Cancel);
        var wait = Assert.IsType<GrantReply.Wait>(await gate.GrantAsync(permits[0], limits, 61, Later, Cancel));
        Assert.InRange(wait.For, TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(61.5));
        var soon = TimeProvider.System.GetUtcNow() + TimeSpan.FromMilliseconds(200);
        Assert.Single(((PermitReply.Taken)await gate.TakeAsync("p", Two with { Calls = 3 }, One, 2, soon, Cancel)).Permits);
        var clock = Stopwatch.StartNew();
        while (await gate.TakeAsync("p", Two with { Calls = 3 }, One, 1, Later, Cancel) is PermitReply.AllOut)
            await gate.WaitForPermitAsync("p", Long, Cancel).Comes();
        Assert.InRange(clock.ElapsedMilliseconds, 100, 5_000);
    }

    [Fact]
    public async Task Permits_whose_answer_was_lost_are_given_up_with_the_next_question()
    {
        await using var server = await RedisServer.StartAsync();
        await using var dispatch = await ConnectAsync(server);
        var held = await SeedAndTake(dispatch.Gate);
        await dispatch.Gate.ReleaseAsync(held, Cancel);
        // Stops the server, so that the question is answered after its sender stopped waiting.
        ProcessSignal.Send(server.ProcessId, ProcessSignal.Stop);
        await Assert.ThrowsAsync<DispatchUnavailableException>(() => dispatch.Gate.TakeAsync("p", Two, One, 2, Later, Cancel));
        ProcessSignal.Send(server.ProcessId, ProcessSignal.Continue);
        var taken = await UntilDone(() => dispatch.Gate.TakeAsync("p", Two, One, 2, Later, Cancel), _ => true);
        Assert.Equal(2, Assert.IsType<PermitReply.Taken>(taken).Permits.Count);
    }

    [Fact]
    public async Task A_put_is_picked_up_within_milliseconds()
    {
        await using var link = await RedisLink.ConnectAsync(await RedisServer.DatabaseAsync());
        var (waiting, putting) = (Ring(link), Ring(link));
        await waiting.WaitAsync("p", Long, Cancel).Comes();
        var times = new List<double>();
        for (var job = 1; job <= 200; job++)
        {
            var wait = waiting.WaitAsync("p", Long, Cancel);
            var clock = Stopwatch.StartNew();
            await putting.PutAsync(new JobId(job), Priority.Normal, ["p"], Cancel);
            await wait.Comes();
            Assert.NotNull(await waiting.NextAsync("p", Cancel));
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        output.WriteLine($"put → turn: p50 {times[100]:F2} ms, p99 {times[198]:F2} ms");
        Assert.InRange(times[100], 0, 50);
    }

    private static RedisRing Ring(RedisLink link) => new(link, TimeProvider.System, new Random(1), Guards.All);

    private static Task<RedisDispatch> ConnectAsync(RedisServer server) =>
        RedisDispatch.ConnectAsync(server.ConnectionString, TimeProvider.System, new Random(1), Guards.All, NullLogger.Instance);

    private static async Task<IReadOnlyList<Permit>> SeedAndTake(RedisGate gate)
    {
        var unseeded = Assert.IsType<PermitReply.Unseeded>(await gate.TakeAsync("p", Two, One, 2, Later, Cancel));
        await gate.SeedAsync("p", unseeded.Loss, [], null, Cancel);
        return Assert.IsType<PermitReply.Taken>(await gate.TakeAsync("p", Two, One, 2, Later, Cancel)).Permits;
    }

    private static async Task<T> UntilDone<T>(Func<Task<T>> step, Func<T, bool> done)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            var result = await Retry.UntilDoneAsync(
                TimeProvider.System,
                new Backoff(BackoffPace.Step, new Random(1)),
                _ => step(),
                _ => { },
                limit.Token
            );
            if (done(result))
                return result;
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
