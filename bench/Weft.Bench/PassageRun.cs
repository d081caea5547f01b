using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Weft.Testing.Scripted;

namespace Weft.Bench;

/// <summary>A node as a process of its own, beside a provider that takes the same time for each call; both end with this.</summary>
internal sealed class PassageRun : IDisposable
{
    /// <summary>A little less than a passage holds.</summary>
    private const int PassageLength = 4_500;

    private const int LongestChapter = 5;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly DataFolder _data;
    private readonly string _log;
    private readonly Process _provider;
    private int _books;

    private PassageRun(DataFolder data, string log, Process provider, Process node) =>
        (_data, _log, _provider, Node) = (data, log, provider, node);

    public Process Node { get; }

    public static async Task<PassageRun> StartAsync(int atOnce, int latencyMs)
    {
        var data = new DataFolder();
        var log = Path.Combine(data.Path, "calls.jsonl");
        var provider = StartProvider(log, atOnce, latencyMs);
        var url = (await provider.StandardOutput.ReadLineAsync())!;
        string[] add = ["provider", "add", "slow", "--url", url, "--model", "m", "--no-key", "--calls", Text(atOnce)];
        await Measured.RunAsync(data.None, [.. add, "--data", data.Path]);
        var variables = new Dictionary<string, string> { ["KG_WORKERS_PER_PROVIDER"] = Text(atOnce), ["WEFT_LISTEN"] = "off" };
        var node = Measured.Start(variables, "node", "--data", data.Path);
        await Task.Delay(Settled, TimeProvider.System);
        return new(data, log, provider, node);
    }

    /// <summary>Has a book read, and returns its calls when all have come.</summary>
    /// <param name="meanwhile">Called several times a second.</param>
    public async Task<List<ScriptedCall>> ReadAsync(int chapters, int passages, Action? meanwhile = null)
    {
        var number = Text(++_books);
        var book = Path.Combine(_data.Path, $"book{number}.txt");
        await File.WriteAllTextAsync(book, Book(number, chapters, passages));
        await WeftAsync("import", book);
        var before = Calls().Count;
        await WeftAsync("job", "start", number, "--provider", "slow", "--json");
        var began = Stopwatch.GetTimestamp();
        while (Calls().Count < before + passages)
        {
            if (Stopwatch.GetElapsedTime(began) > Limit)
                throw new TimeoutException($"{Calls().Count - before} of {passages} calls came.");
            meanwhile?.Invoke();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
        await Task.Delay(Settled, TimeProvider.System);
        return Calls()[before..];
    }

    public static int MostAtOnce(List<ScriptedCall> calls)
    {
        var (most, now) = (0, 0);
        var steps = calls.SelectMany(call => new[] { (At: call.At, By: 1), (At: call.At + call.Took, By: -1) });
        foreach (var (_, by) in steps.OrderBy(step => step))
            most = Math.Max(most, now += by);
        return most;
    }

    /// <summary>From the first call to the last answer.</summary>
    public static TimeSpan Wall(List<ScriptedCall> calls) => calls.Max(call => call.At + call.Took) - calls.Min(call => call.At);

    public void Dispose()
    {
        Node.Kill();
        Node.WaitForExit();
        _provider.Kill();
        Node.Dispose();
        _provider.Dispose();
        _data.Dispose();
    }

    private Task<Measured> WeftAsync(params string[] words) => Measured.RunAsync(_data.None, [.. words, "--data", _data.Path]);

    private List<ScriptedCall> Calls()
    {
        if (!File.Exists(_log))
            return [];
        using var reader = new StreamReader(new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.EndsWith('}'));
        return [.. lines.Select(line => JsonSerializer.Deserialize<ScriptedCall>(line, JsonSerializerOptions.Web)!)];
    }

    private static Process StartProvider(string log, int atOnce, int latencyMs)
    {
        string[] words = ["scripted", "--port", "0", "--log", log, "--latency-ms", Text(latencyMs), "--calls", Text(atOnce)];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, words) { RedirectStandardOutput = true })!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Chapters of one passage to five, which come to so many together.</summary>
    private static string Book(string title, int chapters, int passages)
    {
        var sizes = Enumerable.Range(0, chapters).Select(at => 1 + at % LongestChapter).ToArray();
        for (var at = 0; sizes.Sum() > passages; at = (at + 1) % chapters)
            if (sizes[at] > 1)
                sizes[at]--;
        for (var at = 0; sizes.Sum() < passages; at = (at + 1) % chapters)
            if (sizes[at] < LongestChapter)
                sizes[at]++;
        var text = new StringBuilder();
        for (var chapter = 1; chapter <= chapters; chapter++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Chapter {chapter}\n\n");
            var end = text.Length + sizes[chapter - 1] * PassageLength;
            for (var line = 1; text.Length < end; line++)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"On day {line} of week {chapter} of {title} old Adam Smith met Mary Green by the mill and told her the news.\n"
                );
            text.Append('\n');
        }
        return text.ToString();
    }
}
