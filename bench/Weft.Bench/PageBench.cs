using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Weft.Books;
using Weft.Dispatch.Redis;
using Weft.Extraction;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Runtime;
using Weft.Testing.Servers;

namespace Weft.Bench;

/// <param name="Pages">Open in one browser.</param>
/// <param name="Readers">Programs that follow the event stream.</param>
/// <param name="Seconds">How long each figure is looked at.</param>
internal sealed record PagePlan(int Books, int Chapters, int Nodes, int Pages, int Readers, int Seconds);

/// <summary>One web node of a large, made up fleet, with people and programs looking on: how soon it answers, and what they cost.</summary>
internal sealed class PageBench(PagePlan plan, MariaDbServer database, RedisServer redis) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private const int Held = 16;
    private readonly Dictionary<string, string> _settings = new()
    {
        ["WEFT_LEDGER"] = database.ConnectionString("bench"),
        ["WEFT_DISPATCH"] = redis.ConnectionString,
        ["WEFT_GRAPH"] = "sqlite",
        ["WEFT_KEY"] = "a secret of sixteen letters",
    };

    private readonly CancellationTokenSource _stop = new();
    private Process? _node;
    private string _url = "";

    public static async Task RunAsync(PagePlan plan)
    {
        Console.WriteLine($"{Measured.Machine}; {plan}");
        await using var redis = await RedisServer.StartAsync();
        await using var database = await DispatchBench.DatabaseAsync();
        await using var ledger = await MySqlLedger.OpenAsync(database.ConnectionString("bench"), TimeProvider.System, default);
        await using var dispatch = await RedisDispatch.ConnectAsync(
            redis.ConnectionString,
            TimeProvider.System,
            new Random(0),
            Guards.All,
            NullLogger.Instance
        );
        await using var bench = new PageBench(plan, database, redis);
        await bench.FillAsync(ledger);
        await CurveBench.RunAsync(ledger, plan.Chapters);
        await bench.ManAsync(ledger, (RedisFleet)dispatch.Fleet);
        await bench.StartAsync();
        await bench.MeasureAsync();
    }

    private async Task FillAsync(MySqlLedger ledger)
    {
        var clock = Stopwatch.StartNew();
        var each = plan.Chapters / plan.Books;
        for (var number = 1; number <= plan.Books; number++)
        {
            var text = new StringBuilder();
            for (var chapter = 1; chapter <= each; chapter++)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"Chapter {chapter}\n\nIn book {number} somebody came to place {chapter}.\n\n"
                );
            var cut = BookCutter.Cut(Encoding.UTF8.GetBytes(text.ToString()), $"book {number}.txt");
            var book = (await ledger.Library.ImportAsync(cut, null, default)).Book;
            await BenchNode.OrderAsync(ledger, book, Provider.RulesName, each);
        }
        Console.WriteLine(
            Text($"{plan.Books} books, {plan.Chapters} chapters, as many jobs written in {clock.Elapsed.TotalSeconds:0} s")
        );
    }

    /// <summary>Nodes that hold chapters and live, but never read: so that figures do not depend on work.</summary>
    private async Task ManAsync(MySqlLedger ledger, RedisFleet fleet)
    {
        var sessions = new List<SessionId>();
        for (var number = 1; number <= plan.Nodes; number++)
        {
            var session = await ledger.Sessions.OpenSessionAsync(
                $"loom-{number}",
                "worker",
                number,
                [Provider.RulesName],
                Held,
                default
            );
            await fleet.EnterAsync(session, default);
            await ledger.Runs.ClaimAsync(new(session, Provider.RulesName, new(1 + number % plan.Books), Held, 0), default);
            sessions.Add(session);
        }
        _ = BeatAsync();

        async Task BeatAsync()
        {
            while (!_stop.IsCancellationRequested)
            {
                await Task.WhenAll(sessions.Select(session => fleet.BeatAsync(session, default)));
                await Task.Delay(Beat, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private async Task StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("weft-bench-").FullName;
        var port = FreePort();
        _settings["WEFT_LISTEN"] = $"127.0.0.1:{port}";
        _url = $"http://127.0.0.1:{port}/";
        _node = Measured.Start(_settings, "node", "--role", "web", "--data", folder);
        using var client = new HttpClient();
        for (var up = false; !up; )
            try
            {
                up = (await client.GetAsync(_url + "healthz")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task MeasureAsync()
    {
        await FirstViewAsync();
        await WaitAsync("nobody looks on", 0);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, plan.Readers).Select(number => FollowAsync(number, stop.Token)).ToList();
        await WaitAsync($"{plan.Readers} event readers", 0);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] }
        );
        var before = Memory;
        string[] views = ["", "jobs", "jobs/1", "fleet", "providers", "books/1", "books/2/read/1"];
        for (var number = 0; number < plan.Pages; number++)
            await (await browser.NewPageAsync()).GotoAsync(_url + views[number % views.Length]);
        await WaitAsync($"{plan.Readers} event readers, {plan.Pages} pages", (Memory - before) / plan.Pages);
        await AskAsync();
        await stop.CancelAsync();
        Console.WriteLine(
            Text($"event readers that were told something: {(await Task.WhenAll(readers)).Count(told => told)} of {plan.Readers}")
        );
    }

    private long Memory
    {
        get
        {
            _node!.Refresh();
            return _node.WorkingSet64;
        }
    }

    private async Task FirstViewAsync()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var clock = Stopwatch.StartNew();
        var page = await client.GetAsync(_url);
        var html = await page.Content.ReadAsByteArrayAsync();
        var took = clock.Elapsed;
        var bytes = (long)html.Length;
        var requests = 1;
        using var plain = new MemoryStream();
        await using (var packed = new BrotliStream(new MemoryStream(html), CompressionMode.Decompress))
            await packed.CopyToAsync(plain);
        foreach (
            var part in Encoding
                .UTF8.GetString(plain.ToArray())
                .Split('"')
                .Where(part => part.StartsWith("files/", StringComparison.Ordinal))
                .Distinct()
        )
        {
            bytes += (await client.GetByteArrayAsync(_url + part)).Length;
            requests++;
        }
        Console.WriteLine(
            Text(
                $"first view after the server is up: {took.TotalMilliseconds:0} ms; {requests} requests, {bytes / 1e3:0} kB, of which the page itself {html.Length / 1e3:0} kB"
            )
        );
    }

    /// <summary>What the node, the database and Redis do meanwhile.</summary>
    private async Task WaitAsync(string who, long memoryEach)
    {
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        var (statements, processor) = (await DispatchBench.QuestionsAsync(database), _node!.TotalProcessorTime);
        await Task.Delay(TimeSpan.FromSeconds(plan.Seconds), TimeProvider.System);
        _node.Refresh();
        var asked = (await DispatchBench.QuestionsAsync(database) - statements) / (double)plan.Seconds;
        var used = (_node.TotalProcessorTime - processor).TotalSeconds / plan.Seconds;
        var each = memoryEach > 0 ? Text($", {memoryEach / 1e3:0} kB a page") : "";
        Console.WriteLine(Text($"{who}: {asked:0.0} statements/s, {used * 100:0.0} % of a processor, {Memory / 1e6:0} MB{each}"));
    }

    private async Task<bool> FollowAsync(int number, CancellationToken stop)
    {
        string[] what = ["jobs", "fleet", "job=1", "job=2"];
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var stream = new StreamReader(
                await client.GetStreamAsync($"{_url}api/events?{what[number % what.Length]}", stop)
            );
            while (await stream.ReadLineAsync(stop) is { } line)
                if (line.StartsWith("data:", StringComparison.Ordinal))
                {
                    await stream.ReadToEndAsync(stop);
                    return true;
                }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
        return false;
    }

    private async Task AskAsync()
    {
        string[] addresses =
        [
            "",
            "jobs",
            "jobs/1",
            "fleet",
            "books/3",
            "api/books",
            "api/jobs",
            "api/jobs/1",
            "api/jobs/1/runs",
            "api/fleet",
            "api/providers",
            "api/search?q=book",
            "api/books/7/parts",
            "api/kg/workers/status",
        ];
        var took = new ConcurrentBag<double>();
        var byAddress = addresses.ToDictionary(address => address, _ => new ConcurrentBag<double>());
        var failed = 0;
        var end = Stopwatch.StartNew();
        using var client = new HttpClient();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => GoOnAsync(number))));
        Console.WriteLine(Text($"{took.Count} answers to 4 askers, {failed} failed, ms: {PushBench.Percentiles([.. took])}"));
        foreach (var (address, times) in byAddress)
            Console.WriteLine(Text($"  /{address}: {PushBench.Percentiles([.. times])}"));

        async Task GoOnAsync(int number)
        {
            for (var at = number; end.Elapsed < TimeSpan.FromSeconds(plan.Seconds) || at < number + addresses.Length; at++)
            {
                var address = addresses[at % addresses.Length];
                var clock = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(_url + address);
                await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode)
                    Interlocked.Increment(ref failed);
                var milliseconds = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
                took.Add(milliseconds);
                byAddress[address].Add(milliseconds);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _node?.Kill();
        _node?.Dispose();
        _stop.Dispose();
    }
}
