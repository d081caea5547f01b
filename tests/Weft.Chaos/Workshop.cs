using System.Globalization;
using System.Text.Json;
using Weft.Ledger.Sqlite;
using Weft.Testing;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Chaos;

/// <summary>A data folder, a book, and whoever reads it: <c>rules</c>, or a scripted provider that outlives every process that is killed.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    public const string Rules = "rules";
    public const string Scripted = "scripted";

    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedProvider? _scripted;

    private Workshop(string provider, ScriptedProvider? scripted)
    {
        (Provider, _scripted) = (provider, scripted);
        Data = _folder.File("data");
        Book = _folder.File("book.txt");
        File.WriteAllText(Book, Chapters.Text(Chapters.Count));
    }

    public string Provider { get; }
    public string Data { get; set; }
    public string Book { get; }
    public Dictionary<string, string> Variables { get; } = [];
    public ScriptedProvider Server => _scripted!;

    public static async Task<Workshop> OpenAsync(string provider, TimeSpan latency = default)
    {
        if (provider == Rules)
            return new(provider, null);
        var server = await ScriptedProvider.StartAsync(new() { Latency = latency });
        var shop = new Workshop(provider, server);
        var (code, output) = await shop.RunAsync(
            "provider",
            "add",
            Scripted,
            "--url",
            server.Url,
            "--model",
            "m",
            "--calls",
            "4"
        );
        Assert.True(code == 0, output);
        return shop;
    }

    /// <summary>Starts the main job, or goes on with it.</summary>
    public WeftProcess Start(string? crashPoint = null, params string[] more)
    {
        var variables = new Dictionary<string, string>(Variables);
        if (crashPoint is not null)
            variables["WEFT_CRASH_POINT"] = crashPoint;
        return WeftProcess.Start(variables, ["run", Book, "--provider", Provider, "--data", Data, .. more]);
    }

    /// <summary>Any command, to its end.</summary>
    public Task<(int Code, string Output)> RunAsync(params string[] words) =>
        WeftProcess.RunAsync(Variables, [.. words, "--data", Data]);

    /// <summary>Goes on until the job is done, and returns the graph's hash.</summary>
    public async Task<string> FinishAsync()
    {
        await using (var last = Start())
            Assert.True(await last.EndsAsync() == 0, last.Output);
        return await HashAsync();
    }

    public async Task<JsonElement> JobAsync()
    {
        var (code, output) = await RunAsync("job", "show", "1", "--json");
        Assert.True(code == 0, output);
        return JsonDocument.Parse(output).RootElement;
    }

    public async Task<string> HashAsync() => (await JobAsync()).GetProperty("hash").GetString()!;

    /// <summary>No call arrived at the provider after the answer to it had been journalled.</summary>
    public async Task AssertNothingAskedAgainAsync()
    {
        if (_scripted is null)
            return;
        await using var ledger = await SqliteLedger.OpenAsync(
            Path.Combine(Data, "ledger.db"),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        var stop = TestContext.Current.CancellationToken;
        var journalled = new Dictionary<string, DateTimeOffset>();
        foreach (var job in await ledger.Jobs.JobsAsync([], stop))
        foreach (var run in await ledger.Runs.RunsAsync(job.Id, 0, int.MaxValue, stop))
        foreach (var answer in await ledger.Journal.AnswersOfRunAsync(run.Id, stop))
            journalled[answer.Key.PassageHash] = answer.At;
        Assert.NotEmpty(journalled);
        Assert.All(
            _scripted.Calls.Where(call => journalled.ContainsKey(call.Content)),
            call =>
                Assert.True(
                    _scripted.StartedAt + call.At <= journalled[call.Content],
                    $"call {call.Number} came after its answer was journalled"
                )
        );
        Assert.All(journalled.Keys, content => Assert.Contains(_scripted.Calls, call => call.Content == content));
    }

    public async ValueTask DisposeAsync()
    {
        if (_scripted is not null)
            await _scripted.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>A book whose names both <c>rules</c> and the scripted answers find.</summary>
internal static class Chapters
{
    public const int Count = 24;

    private static readonly string[] Names = ["曹操", "刘备", "关羽", "张飞", "孔明", "周瑜", "吕布", "董卓", "袁绍", "赵云"];

    public static string Text(int chapters) => string.Concat(Enumerable.Range(1, chapters).Select(Chapter));

    private static string Chapter(int number)
    {
        var lines = Enumerable
            .Range(0, 40)
            .Select(line =>
            {
                var (one, other) = (Names[(number + line) % Names.Length], Names[(number * 3 + line * 7 + 1) % Names.Length]);
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"　　第{line + 1}日，{one}谓{other}曰：“今日之事，非{other}不可。”{other}从之，引兵{number}千出城，{one}大喜，置酒相待。\n"
                );
            });
        return string.Create(CultureInfo.InvariantCulture, $"第{number}回　{Names[number % Names.Length]}出兵\n\n")
            + string.Concat(lines)
            + "\n";
    }
}
