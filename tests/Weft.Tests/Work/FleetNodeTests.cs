using System.Diagnostics;
using Weft.Dispatch;
using Weft.Model;
using Weft.Reasons;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Work;

/// <summary>What a node of a fleet does that one alone does not: mailboxes, the board, a Redis that forgets.</summary>
[Needs("redis")]
public sealed class FleetNodeTests
{
    private const string Mailbox = "kg:ai_queue:rules";
    private const string Rejects = "kg:ai_queue_rejects:rules";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_of_a_kind_that_this_build_does_not_know_is_left_to_other_nodes()
    {
        await using var fleet = await OwnFleet.StartAsync();
        await fleet.Ledger.Providers.SaveProviderAsync(Provider.Rules with { Name = "a", Kind = new("spoken") }, Cancel);
        await fleet.AddNodeAsync("one");
        var job = await fleet.OrderAsync(2, started: true);
        await PushAsync(fleet, Item(job));
        await fleet.EndsAsync(job);
        Assert.Equal(["rules"], Assert.Single(await fleet.Ledger.Sessions.OpenSessionsAsync(Cancel)).Providers);
    }

    [Fact]
    public async Task A_node_that_cannot_open_a_key_leaves_its_provider_to_others_until_the_key_is_saved_anew()
    {
        await using var fleet = await OwnFleet.StartAsync();
        var provider = Provider.Rules with { Name = "a", SealedKey = "theirs" };
        await fleet.Ledger.Providers.SaveProviderAsync(provider, Cancel);
        var told = new List<(string, bool)>();
        await fleet.AddNodeAsync(
            "stranger",
            options =>
                options with
                {
                    Look = TimeSpan.FromMilliseconds(20),
                    OpensKey = seen => seen.SealedKey is "" or "ours",
                    KeyTold = (name, opens) => told.Add((name, opens)),
                }
        );
        await fleet.AddNodeAsync("friend");
        await OwnFleet.UntilAsync(async () => (await SessionsAsync(fleet))[0].Locked.Count > 0);
        var sessions = await SessionsAsync(fleet);
        Assert.Equal(["rules", "|", "a"], [.. sessions[0].Providers, "|", .. sessions[0].Locked]);
        Assert.Equal(["a", "rules", "|"], [.. sessions[1].Providers, "|", .. sessions[1].Locked]);
        await fleet.Ledger.Providers.SaveProviderAsync(provider with { SealedKey = "ours" }, Cancel);
        await OwnFleet.UntilAsync(async () => (await SessionsAsync(fleet))[0].Providers.Contains("a"));
        await fleet.Ledger.Providers.SaveProviderAsync(provider, Cancel);
        await OwnFleet.UntilAsync(async () => (await SessionsAsync(fleet))[0].Locked.Count > 0);
        Assert.Equal(["rules"], (await SessionsAsync(fleet))[0].Providers);
        Assert.Equal([("a", false), ("a", true), ("a", false)], told);
    }

    [Fact]
    public async Task A_cancel_does_not_wait_for_a_book_that_is_being_profiled()
    {
        await using var fleet = await OwnFleet.StartAsync();
        fleet.Gate = new();
        using var profiled = new ManualResetEventSlim();
        using var profiling = new SemaphoreSlim(0);
        var node = await fleet.AddNodeAsync(
            "one",
            options =>
                options with
                {
                    Look = TimeSpan.FromMilliseconds(20),
                    Profiler = language => new SlowReading(
                        new Profile(OwnFleet.ProfileVersion, language, [], "{}"),
                        () =>
                        {
                            profiling.Release();
                            profiled.Wait(Cancel);
                        }
                    ),
                }
        );
        var job = await fleet.OrderAsync(2, started: true);
        await PushAsync(fleet, Item(job));
        await OwnFleet.UntilAsync(() => Task.FromResult(node.Session!.InHand().Count == 2));
        await fleet.OrderAsync(3, started: false);
        await profiling.WaitAsync(Cancel);
        await fleet.Ledger.Jobs.TryCancelAsync(job, Cancel);
        await OwnFleet.UntilAsync(() => Task.FromResult(node.Session!.InHand().Count == 0));
        profiled.Set();
    }

    /// <summary>One pass, at whose end it waits.</summary>
    private sealed class SlowReading(Profile profile, Action wait) : IFirstReading
    {
        public bool IsDone { get; private set; }

        public Profile Profile => profile;

        public void Add(string chapterText) => Assert.NotEmpty(chapterText);

        public void EndPass()
        {
            wait();
            IsDone = true;
        }
    }

    private static Task<IReadOnlyList<Session>> SessionsAsync(OwnFleet fleet) => fleet.Ledger.Sessions.OpenSessionsAsync(Cancel);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_item_that_another_program_pushes_starts_its_job(bool started)
    {
        await using var fleet = await OwnFleet.StartAsync();
        await fleet.AddNodeAsync("one");
        var job = await fleet.OrderAsync(3, started);
        await PushAsync(fleet, Item(job));
        await fleet.EndsAsync(job);
        await OwnFleet.UntilAsync(async () => await LengthAsync(fleet, Mailbox) == 0);
        Assert.Equal(0, await LengthAsync(fleet, Rejects));
    }

    [Fact]
    public async Task A_job_that_an_older_build_ordered_is_started_and_read()
    {
        await using var fleet = await OwnFleet.StartAsync();
        await fleet.AddNodeAsync(
            "one",
            options =>
                options with
                {
                    Look = TimeSpan.FromMilliseconds(20),
                    ProfileVersion = "newer",
                    OlderProfileVersions = [OwnFleet.ProfileVersion],
                    Profiler = language => new FirstReadingDone(new Profile("newer", language, [], "{}")),
                }
        );
        await fleet.EndsAsync(await fleet.OrderAsync(3, started: false));
    }

    [Fact]
    public async Task A_person_pushes_with_the_servers_own_client()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = await OwnFleet.StartAsync(server.ConnectionString);
        await fleet.AddNodeAsync("one");
        var job = await fleet.OrderAsync(2, started: true);
        using var client = Process.Start(
            new ProcessStartInfo("redis-cli", ["-p", $"{server.Port}", "RPUSH", Mailbox, Item(job)])
            {
                RedirectStandardOutput = true,
            }
        )!;
        await client.WaitForExitAsync(Cancel);
        Assert.Equal(0, client.ExitCode);
        await fleet.EndsAsync(job);
    }

    [Fact]
    public async Task Items_that_start_nothing_go_to_the_rejects_with_their_reason_and_are_counted()
    {
        await using var fleet = await OwnFleet.StartAsync();
        var node = await fleet.AddNodeAsync("one");
        var paused = await fleet.OrderAsync(1, started: true);
        await fleet.Ledger.Jobs.TryPauseAsync(paused, Reason.OfWords("a person"), Cancel);
        string[] bad =
        [
            "no JSON",
            "[1]",
            "{}",
            """{"task_id":"1","provider":"rules"}""",
            """{"task_id":999,"provider":"rules"}""",
            Item(paused),
        ];
        foreach (var item in bad)
            await PushAsync(fleet, item);
        await OwnFleet.UntilAsync(async () => await LengthAsync(fleet, Rejects) == bad.Length);
        Assert.Equal(0, await LengthAsync(fleet, Mailbox));
        Assert.Equal(bad.Length, (long)await fleet.Link.AskAsync("HGET", "kg:ai_queue_rejected", "rules"));
        Assert.Equal(bad.Length, Interlocked.Read(ref node.Counters.Rejects));
        var first = (string)(await fleet.Link.AskAsync("LINDEX", Rejects, 0))!;
        Assert.Contains($"job {paused} is paused", first);
        Assert.Contains("\\\"provider\\\":\\\"rules\\\"", first);
        Assert.Equal(JobState.Paused, (await fleet.Ledger.Jobs.FindJobAsync(paused, Cancel))!.State);
    }

    [Fact]
    public async Task Duplicates_give_no_second_turn()
    {
        await using var fleet = await OwnFleet.StartAsync();
        var job = await fleet.OrderAsync(2, started: true);
        for (var push = 0; push < 50; push++)
            await PushAsync(fleet, Item(job));
        await fleet.AddNodeAsync("one");
        await fleet.EndsAsync(job);
        await OwnFleet.UntilAsync(async () => await LengthAsync(fleet, Mailbox) == 0);
        Assert.All(await fleet.Ledger.Runs.RunsAsync(job, 0, 10, Cancel), run => Assert.Equal(1, run.Attempt));
    }

    [Fact]
    public async Task A_wiped_server_gets_its_rings_again_at_once()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = await OwnFleet.StartAsync(server.ConnectionString);
        fleet.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await fleet.AddNodeAsync("one");
        var job = await fleet.OrderAsync(20, started: true);
        await PushAsync(fleet, Item(job));
        await OwnFleet.UntilAsync(async () => await LengthAsync(fleet, "weft:1:ring:generations:rules", "HLEN") == 1);
        using (
            var wipe = Process.Start(
                new ProcessStartInfo("redis-cli", ["-p", $"{server.Port}", "FLUSHALL"]) { RedirectStandardOutput = true }
            )!
        )
            await wipe.WaitForExitAsync(Cancel);
        // Neither a look for orders nor a reconciler's pass comes within the hour.
        await OwnFleet.UntilAsync(async () => await LengthAsync(fleet, "weft:1:ring:generations:rules", "HLEN") == 1);
        fleet.Gate.SetResult();
        await fleet.EndsAsync(job);
    }

    [Fact]
    public async Task The_board_shows_nodes_and_what_their_workers_do_and_lapses()
    {
        await using var fleet = await OwnFleet.StartAsync();
        fleet.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var node = await fleet.AddNodeAsync("织机", options => options with { Show = TimeSpan.FromMilliseconds(50) });
        var job = await fleet.OrderAsync(1, started: true);
        await PushAsync(fleet, Item(job));
        var worker = $"kg:worker:{node.Session!.Id}:rules-0";
        await OwnFleet.UntilAsync(async () => (string?)await fleet.Link.AskAsync("HGET", worker, "task_id") == $"{job}");
        Assert.Equal("织机", (string?)await fleet.Link.AskAsync("HGET", worker, "node"));
        Assert.Equal("4", (string?)await fleet.Link.AskAsync("HGET", "kg:nodes:织机", "workers"));
        Assert.InRange((long)await fleet.Link.AskAsync("TTL", "kg:nodes:织机"), 1, 15);
        Assert.InRange((long)await fleet.Link.AskAsync("TTL", worker), 1, 15);
        fleet.Gate.SetResult();
        await OwnFleet.UntilAsync(async () => (long)await fleet.Link.AskAsync("EXISTS", worker) == 0);
        await fleet.EndsAsync(job);
    }

    [Fact]
    public async Task Where_presence_is_not_told_heartbeats_alone_find_the_dead()
    {
        await using var fleet = await OwnFleet.StartAsync();
        await fleet.AddNodeAsync("one", seen: real => new Unseen(real));
        var dead = await fleet.Ledger.Sessions.OpenSessionAsync("gone", "worker", 1, ["rules"], 4, Cancel);
        await OwnFleet.UntilAsync(async () => (await fleet.Ledger.Sessions.FindSessionAsync(dead, Cancel))!.EndedAt is not null);
        Assert.Equal("no heartbeat for 3 s", (await fleet.Ledger.Sessions.FindSessionAsync(dead, Cancel))!.EndReason.Sentence);
        lock (fleet.Log)
            Assert.Contains(fleet.Log, line => line.Contains("heartbeats alone", StringComparison.Ordinal));
        Assert.Single(await fleet.Ledger.Sessions.OpenSessionsAsync(Cancel));
    }

    [Fact]
    public async Task An_idle_node_sends_few_commands()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = await OwnFleet.StartAsync(server.ConnectionString);
        await fleet.AddNodeAsync("one", options => options with { RingPoll = TimeSpan.FromSeconds(5) });
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancel);
        var before = await SentAsync(fleet);
        var clock = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Cancel);
        var rate = (await SentAsync(fleet) - before) / clock.Elapsed.TotalSeconds;
        Assert.InRange(rate, 1, 10);
    }

    /// <summary>What clients sent: what a script does inside the server is not among it.</summary>
    private static async Task<long> SentAsync(OwnFleet fleet)
    {
        string[] sent = ["cmdstat_evalsha", "cmdstat_eval", "cmdstat_setex", "cmdstat_blmove", "cmdstat_ping", "cmdstat_publish"];
        // INFO within a script shows no statistics of commands unless asked for.
        var text = (string)(await fleet.Link.RunAsync("return redis.call('INFO', 'commandstats')", []))!;
        return text.Split("\r\n")
            .Where(line => sent.Contains(line.Split(':')[0]))
            .Sum(line => long.Parse(line.Split("calls=")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Item(JobId job) => $$"""{"task_id":{{job}},"provider":"rules"}""";

    private static async Task PushAsync(OwnFleet fleet, string item) => await fleet.Link.AskAsync("RPUSH", Mailbox, item);

    private static async Task<long> LengthAsync(OwnFleet fleet, string key, string command = "LLEN") =>
        (long)await fleet.Link.AskAsync(command, key);

    /// <summary>Behind it nobody is ever present, as behind some proxies.</summary>
    private sealed class Unseen(IFleet real) : IFleet
    {
        public Task EnterAsync(SessionId session, CancellationToken cancel) => real.EnterAsync(session, cancel);

        public Task LeaveAsync(SessionId session, CancellationToken cancel) => real.LeaveAsync(session, cancel);

        public Task BeatAsync(SessionId session, CancellationToken cancel) => real.BeatAsync(session, cancel);

        public async Task<FleetView> LookAsync(IReadOnlyList<SessionId> sessions, CancellationToken cancel) =>
            await real.LookAsync(sessions, cancel) with
            {
                Present = new HashSet<SessionId>(),
            };
    }
}
