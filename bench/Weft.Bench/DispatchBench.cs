using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;
using Weft.Dispatch.Redis;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Testing.Servers;
using Weft.Work;

namespace Weft.Bench;

/// <summary>What is measured: so many empty chapters over so many jobs, by so many nodes of this process.</summary>
/// <param name="PutBack">One of so many chapters is taken by somebody else and given back later, behind the others (0 = none).</param>
/// <param name="Backlog">So many chapters wait at once at most, as further jobs come when few are left (0 = all wait from the start).</param>
internal sealed record DispatchPlan(int Chapters, int Jobs, int Nodes, int Workers, int PutBack, int Backlog);

/// <summary>Claims and completions of empty chapters through real servers: Redis, and MariaDB that flushes at each commit.</summary>
internal static class DispatchBench
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(DispatchPlan plan)
    {
        Console.WriteLine(Measured.Machine);
        await using var redis = await RedisServer.StartAsync();
        await using var database = await DatabaseAsync();
        await using var ledger = await MySqlLedger.OpenAsync(database.ConnectionString("bench"), TimeProvider.System, default);
        await using var dispatch = await RedisDispatch.ConnectAsync(
            redis.ConnectionString,
            TimeProvider.System,
            new Random(0),
            Guards.All,
            NullLogger.Instance
        );
        var jobs = await FillAsync(ledger, plan);
        using var stop = new CancellationTokenSource();
        var nodes = new List<(Node Node, Task Running, IAsyncDisposable Held)>();
        var before = await CostAsync(database, redis);
        var clock = Stopwatch.StartNew();
        for (var number = 1; number <= plan.Nodes; number++)
            nodes.Add(await BenchNode.StartAsync(number, plan.Workers, database, redis, new EmptyReader(), stop.Token));
        long Done() => nodes.Sum(one => Interlocked.Read(ref one.Node.Counters.Completions));
        var others = new BenchOthers(plan, ledger, dispatch, jobs, Done);
        var beside = Task.WhenAll(others.FeedAsync(stop.Token), others.PutBackAsync(stop.Token));
        var (first, last, lastDone) = (TimeSpan.Zero, TimeSpan.Zero, 0L);
        var marks = new List<(TimeSpan At, long Done)>();
        while (Done() < plan.Chapters)
        {
            await Task.Delay(Look, TimeProvider.System);
            if (beside.IsFaulted)
                await beside;
            var done = Done();
            if (done > 0 && first == TimeSpan.Zero)
                first = clock.Elapsed;
            if (done - lastDone >= plan.Chapters / 10)
                marks.Add((clock.Elapsed, lastDone = done));
            if (clock.Elapsed > TimeSpan.FromMinutes(10))
                throw new TimeoutException($"Only {done} of {plan.Chapters} chapters in ten minutes.");
        }
        last = clock.Elapsed;
        var after = await CostAsync(database, redis);
        await stop.CancelAsync();
        await beside;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"given back {others.GivenBack}; waiting at most {others.MostWaiting}")
        );
        await Task.WhenAll(nodes.Select(one => one.Running));
        Tell(plan, last - first, marks, before, after, nodes.Sum(one => one.Node.Counters.Claims));
        foreach (var (_, _, held) in nodes)
            await held.DisposeAsync();
    }

    /// <summary>A server that flushes at each commit, with an empty database.</summary>
    public static async Task<MariaDbServer> DatabaseAsync(int connections = 500)
    {
        var database = await MariaDbServer.StartAsync(
            "--innodb-buffer-pool-size=2G",
            "--innodb-log-file-size=1G",
            "--innodb-flush-method=O_DIRECT",
            $"--max-connections={connections}"
        );
        await database.CreateAsync("bench");
        return database;
    }

    public static async Task<IReadOnlyList<JobId>> FillAsync(MySqlLedger ledger, DispatchPlan plan)
    {
        var book = await BenchNode.BookAsync(ledger);
        var jobs = plan.Backlog > 0 ? Math.Max(plan.Jobs, plan.Chapters * 2 / plan.Backlog) : plan.Jobs;
        var filled = new List<JobId>();
        for (var number = 0; number < jobs; number++)
        {
            var job = await BenchNode.OrderAsync(ledger, book, Provider.RulesName, plan.Chapters / jobs);
            // Paused, as nodes start created jobs by themselves.
            if (plan.Backlog > 0)
                await ledger.Jobs.TryPauseAsync(job, Reason.OfWords("later"), default);
            filled.Add(job);
        }
        return filled;
    }

    /// <summary>Statements that the server was sent so far.</summary>
    public static async Task<long> QuestionsAsync(MariaDbServer database)
    {
        await using var connection = new MySqlConnection(database.ConnectionString("bench"));
        await connection.OpenAsync();
        return await StatusAsync(connection, "Questions");
    }

    private static async Task<long> StatusAsync(MySqlConnection connection, string name)
    {
        await using var command = new MySqlCommand("SHOW GLOBAL STATUS WHERE Variable_name = @name", connection);
        command.Parameters.AddWithValue("@name", name);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? long.Parse(reader.GetString(1), CultureInfo.InvariantCulture) : 0;
    }

    internal sealed record Cost(
        TimeSpan Database,
        TimeSpan Redis,
        TimeSpan Own,
        long Statements,
        long Commits,
        long RedisCommands
    );

    /// <summary>What servers and this process have done so far.</summary>
    internal static async Task<Cost> CostAsync(MariaDbServer database, RedisServer redis)
    {
        await using var connection = new MySqlConnection(database.ConnectionString("bench"));
        await connection.OpenAsync();
        await using var link = await RedisLink.ConnectAsync(redis.ConnectionString);
        var commands = long.Parse((await link.InfoAsync())["total_commands_processed"], CultureInfo.InvariantCulture);
        return new(
            Processor(database.ProcessId),
            Processor(redis.ProcessId),
            Process.GetCurrentProcess().TotalProcessorTime,
            await StatusAsync(connection, "Questions"),
            await StatusAsync(connection, "Com_commit"),
            commands
        );
    }

    private static TimeSpan Processor(int process)
    {
        using var looked = Process.GetProcessById(process);
        return looked.TotalProcessorTime;
    }

    private static void Tell(
        DispatchPlan plan,
        TimeSpan took,
        List<(TimeSpan At, long Done)> marks,
        Cost before,
        Cost after,
        long claims
    )
    {
        string Per(TimeSpan one, TimeSpan other) =>
            ((other - one).TotalMicroseconds / plan.Chapters).ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.Chapters} chapters, {plan.Jobs} jobs, {plan.Nodes} nodes of {plan.Workers} workers, put back {plan.PutBack}, backlog {plan.Backlog}: {took.TotalSeconds:0.00} s, {plan.Chapters / took.TotalSeconds:0} chapters/s"
            )
        );
        Console.WriteLine(
            $"processor µs a chapter: database {Per(before.Database, after.Database)}, nodes {Per(before.Own, after.Own)}, redis {Per(before.Redis, after.Redis)}"
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"a chapter: {(after.Statements - before.Statements) / (double)plan.Chapters:0.000} statements, {(after.Commits - before.Commits) / (double)plan.Chapters:0.000} commits, {(after.RedisCommands - before.RedisCommands) / (double)plan.Chapters:0.000} redis commands; {claims} claims counted"
            )
        );
        var rates = marks.Zip(marks.Skip(1), (one, next) => (next.Done - one.Done) / (next.At - one.At).TotalSeconds);
        Console.WriteLine(
            "rate by tenths: " + string.Join(' ', rates.Select(rate => rate.ToString("0", CultureInfo.InvariantCulture)))
        );
    }
}
