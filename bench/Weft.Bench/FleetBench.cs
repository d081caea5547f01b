using System.Diagnostics;
using System.Globalization;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Testing.Servers;
using Weft.Work;

namespace Weft.Bench;

/// <summary>
/// A fleet that has nothing to do, over real servers, all in this process: what it asks of them, what a node takes, and how soon the dead are taken
/// over. Each node has its own connections to both.
/// </summary>
internal static class FleetBench
{
    /// <summary>A node opens no more of them.</summary>
    private const int MostConnections = 16;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private sealed record Member(Node Node, Task Running, IAsyncDisposable Held, CancellationTokenSource Stop);

    public static async Task RunAsync(int count, int seconds)
    {
        Console.WriteLine(Measured.Machine);
        await using var redis = await RedisServer.StartAsync();
        await using var database = await DispatchBench.DatabaseAsync(Math.Max(500, MostConnections * count));
        await using var ledger = await MySqlLedger.OpenAsync(database.ConnectionString("bench"), TimeProvider.System, default);
        var memory = Environment.WorkingSet;
        var clock = Stopwatch.StartNew();
        // All in the same second, as after a power cut.
        var members = await Task.WhenAll(Enumerable.Range(1, count).Select(number => StartAsync(number, database, redis)));
        while ((await OpenAsync(ledger)).Count < count)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Console.WriteLine(Say($"{count} nodes, all open {clock.Elapsed.TotalSeconds:0.0} s after the first was started"));
        await Task.Delay(WarmUp, TimeProvider.System);
        var before = await DispatchBench.CostAsync(database, redis);
        clock.Restart();
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        var after = await DispatchBench.CostAsync(database, redis);
        Tell(count, clock.Elapsed, before, after, Environment.WorkingSet - memory);
        if (count >= 4)
            await KillAsync(ledger, members, count);
        await Task.WhenAll(members.Select(EndAsync));
    }

    private static async Task<Member> StartAsync(int number, MariaDbServer database, RedisServer redis)
    {
        var stop = new CancellationTokenSource();
        var (node, running, held) = await BenchNode.StartAsync(number, 8, database, redis, new EmptyReader(), stop.Token);
        return new(node, running, held, stop);
    }

    /// <summary>Connections end as a killed process's do; the youngest, then the oldest, then a third of those who are left at once.</summary>
    private static async Task KillAsync(MySqlLedger ledger, Member[] members, int count)
    {
        var left = members.OrderBy(member => member.Node.Session!.Id.Value).ToList();
        foreach (
            var (who, dead) in new (string, Func<List<Member>>)[]
            {
                ("the youngest", () => [left[^1]]),
                ("the oldest", () => [left[0]]),
                ("a third at once", () => [.. left.Where((_, at) => at % 3 == 1)]),
            }
        )
        {
            var killed = dead();
            var ids = killed.Select(member => member.Node.Session!.Id).ToHashSet();
            left.RemoveAll(killed.Contains);
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(killed.Select(member => member.Held.DisposeAsync().AsTask()));
            var gone = new List<double>();
            while (gone.Count < ids.Count && clock.Elapsed < Patience)
            {
                var open = await OpenAsync(ledger);
                var now = ids.Count(id => !open.Contains(id));
                while (gone.Count < now)
                    gone.Add(clock.Elapsed.TotalMilliseconds);
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
            var missed = ids.Count - gone.Count;
            Console.WriteLine(
                Say($"killed {who} of {count}: {ids.Count}, ms until each session was ended: {PushBench.Percentiles(gone)}")
                    + (missed > 0 ? Say($"; {missed} not within {Patience.TotalSeconds:0} s") : "")
            );
        }
    }

    private static void Tell(int count, TimeSpan took, DispatchBench.Cost before, DispatchBench.Cost after, long memory)
    {
        double Rate(long one, long other) => (other - one) / took.TotalSeconds;
        double Busy(TimeSpan one, TimeSpan other) => (other - one) / took * 1000;
        var (commands, statements) = (Rate(before.RedisCommands, after.RedisCommands), Rate(before.Statements, after.Statements));
        Console.WriteLine(
            Say(
                $"idle for {took.TotalSeconds:0} s: {commands:0} Redis commands a second ({commands / count:0.0} a node), {statements:0} statements a second ({statements / count:0.0} a node)"
            )
        );
        Console.WriteLine(
            Say(
                $"processor, ms a second: redis {Busy(before.Redis, after.Redis):0.0}, database {Busy(before.Database, after.Database):0.0}, all nodes {Busy(before.Own, after.Own):0.0}; memory {memory / 1e3 / count:0} kB a node above an empty process"
            )
        );
    }

    private static async Task<HashSet<SessionId>> OpenAsync(MySqlLedger ledger) =>
        [.. (await ledger.Sessions.OpenSessionsAsync(default)).Select(session => session.Id)];

    private static async Task EndAsync(Member member)
    {
        await member.Stop.CancelAsync();
        try
        {
            await member.Running.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        }
        catch (Exception trouble) when (trouble is TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            // Its connections were taken from under it.
        }
        await member.Held.DisposeAsync();
        member.Stop.Dispose();
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
