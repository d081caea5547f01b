using System.Diagnostics;
using System.Globalization;
using Weft.Dispatch.Redis;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Testing.Servers;
using Weft.Work;

namespace Weft.Bench;

/// <summary>A large job has the provider to itself; then 20 small ones come at once.</summary>
internal static class FairBench
{
    private const string Model = "model";
    private static readonly TimeSpan Chapter = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(int count)
    {
        Console.WriteLine(Measured.Machine);
        await using var redis = await RedisServer.StartAsync();
        await using var database = await DispatchBench.DatabaseAsync();
        await using var ledger = await MySqlLedger.OpenAsync(database.ConnectionString("bench"), TimeProvider.System, default);
        await ledger.Providers.SaveProviderAsync(
            new()
            {
                Name = Model,
                Url = "http://127.0.0.1:9/v1",
                Model = "m",
                SealedKey = "",
                Limits = new(20, null, null),
                Price = Price.Free,
            },
            default
        );
        var book = await BenchNode.BookAsync(ledger);
        var reader = new NotingReader(Chapter);
        using var stop = new CancellationTokenSource();
        var nodes = new List<(Node Node, Task Running, IAsyncDisposable Held)>();
        for (var number = 1; number <= count; number++)
            nodes.Add(await BenchNode.StartAsync(number, 20, database, redis, reader, stop.Token));
        await using var link = await RedisLink.ConnectAsync(redis.ConnectionString);
        var large = await BenchNode.OrderAsync(ledger, book, Model, 5000);
        await Push(large);
        await Task.Delay(Chapter * 4, TimeProvider.System);
        var small = new List<(JobId Job, long Pushed)>();
        for (var job = 0; job < 20; job++)
        {
            var id = await BenchNode.OrderAsync(ledger, book, Model, 5);
            small.Add((id, Stopwatch.GetTimestamp()));
            await Push(id);
        }
        while (small.Any(one => !reader.Began.ContainsKey(one.Job)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            if (Stopwatch.GetElapsedTime(small[0].Pushed) > TimeSpan.FromMinutes(2))
                throw new TimeoutException("A small job did not start within two minutes.");
        }
        var waited = small.Select(one => Stopwatch.GetElapsedTime(one.Pushed, reader.Began[one.Job]) / Chapter).ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} nodes, 20 permits, 5,000 chapters waiting; a small job's first chapter starts after so many chapter times: {PushBench.Percentiles(waited)}"
            )
        );
        // Cancelled, so that nobody waits for five thousand chapters.
        await ledger.Jobs.TryCancelAsync(large, default);
        await stop.CancelAsync();
        await Task.WhenAll(nodes.Select(one => one.Running));
        foreach (var (_, _, held) in nodes)
            await held.DisposeAsync();

        Task Push(JobId job) =>
            link.AskAsync("RPUSH", $"kg:ai_queue:{Model}", $$"""{"task_id":{{job}},"provider":"{{Model}}"}""");
    }
}
