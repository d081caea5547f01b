using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Weft.Dispatch.Redis;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Providers;
using Weft.Testing.Servers;
using Weft.Work;

namespace Weft.Bench;

/// <summary>Notes when the first chapter of each job is begun, and takes that long for each.</summary>
internal sealed class NotingReader(TimeSpan takes) : IExtractor
{
    public ConcurrentDictionary<JobId, long> Began { get; } = [];

    public async Task<ReadingResult> ReadAsync(Reading reading, ILocalWork local, CancellationToken cancel)
    {
        Began.TryAdd(reading.Job.Id, Stopwatch.GetTimestamp());
        if (takes > TimeSpan.Zero)
            await Task.Delay(takes, TimeProvider.System, cancel);
        return new ReadingResult.Read(ChapterFacts.None, []);
    }
}

/// <summary>From a push to an idle fleet's mailbox to the chapter's start.</summary>
internal static class PushBench
{
    /// <summary>The first ones are not counted: their code is still being compiled.</summary>
    private const int WarmUps = 200;

    public static async Task RunAsync(int pushes, int count)
    {
        Console.WriteLine(Measured.Machine);
        await using var redis = await RedisServer.StartAsync();
        await using var database = await DispatchBench.DatabaseAsync();
        await using var ledger = await MySqlLedger.OpenAsync(database.ConnectionString("bench"), TimeProvider.System, default);
        var book = await BenchNode.BookAsync(ledger);
        var reader = new NotingReader(TimeSpan.Zero);
        using var stop = new CancellationTokenSource();
        var nodes = new List<(Node Node, Task Running, IAsyncDisposable Held)>();
        // Nothing but the push may tell of a job.
        for (var number = 1; number <= count; number++)
            nodes.Add(
                await BenchNode.StartAsync(
                    number,
                    8,
                    database,
                    redis,
                    reader,
                    stop.Token,
                    options => options with { Look = TimeSpan.FromHours(1), Reconcile = TimeSpan.FromHours(1) }
                )
            );
        await using var link = await RedisLink.ConnectAsync(redis.ConnectionString);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        var took = new List<double>();
        for (var push = 0; push < pushes + WarmUps; push++)
        {
            var job = await BenchNode.OrderAsync(ledger, book, Provider.RulesName, 1);
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
            var pushed = Stopwatch.GetTimestamp();
            await link.AskAsync("RPUSH", "kg:ai_queue:rules", $$"""{"task_id":{{job}},"provider":"rules"}""");
            while (!reader.Began.ContainsKey(job))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
                if (Stopwatch.GetElapsedTime(pushed) > TimeSpan.FromSeconds(20))
                    throw new TimeoutException($"Job {job} was pushed and did not start.");
            }
            if (push >= WarmUps)
                took.Add(Stopwatch.GetElapsedTime(pushed, reader.Began[job]).TotalMilliseconds);
        }
        Console.WriteLine($"{count} idle nodes, {pushes} pushes, ms from RPUSH to the chapter's start: {Percentiles(took)}");
        await stop.CancelAsync();
        await Task.WhenAll(nodes.Select(one => one.Running));
        foreach (var (_, _, held) in nodes)
            await held.DisposeAsync();
    }

    public static string Percentiles(List<double> values)
    {
        values.Sort();
        double At(double part) => values[Math.Min(values.Count - 1, (int)(part * values.Count))];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {At(0.5):0.0}, p90 {At(0.9):0.0}, p99 {At(0.99):0.0}, max {values[^1]:0.0}"
        );
    }
}
