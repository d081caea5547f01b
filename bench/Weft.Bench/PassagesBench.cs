using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Weft.Testing.Scripted;

namespace Weft.Bench;

/// <summary>
/// One book in one process, with a provider that takes a second for each passage: how long from its first call to its last answer, over what the passages
/// take where as many as are allowed are always in the air.
/// </summary>
internal static class PassagesBench
{
    private const int Latency = 1_000;

    /// <summary>A little less than a passage holds.</summary>
    private const int PassageLength = 4_500;

    private const int LongestChapter = 5;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task RunAsync()
    {
        Console.WriteLine(Measured.Machine);
        await RunAsync(20, 53, 8);
        await RunAsync(20, 53, 100);
        await RunAsync(61, 172, 100);
    }

    private static async Task RunAsync(int chapters, int passages, int atOnce)
    {
        using var data = new DataFolder();
        var log = Path.Combine(data.Path, "calls.jsonl");
        using var provider = StartProvider(log, atOnce);
        var url = (await provider.StandardOutput.ReadLineAsync())!;
        await Weft(
            "provider",
            "add",
            "slow",
            "--url",
            url,
            "--model",
            "m",
            "--no-key",
            "--calls",
            atOnce.ToString(CultureInfo.InvariantCulture)
        );
        var variables = new Dictionary<string, string>
        {
            ["KG_WORKERS_PER_PROVIDER"] = atOnce.ToString(CultureInfo.InvariantCulture),
            ["WEFT_LISTEN"] = "off",
        };
        using var node = Measured.Start(variables, "node", "--data", data.Path);
        await Task.Delay(Settled, TimeProvider.System);
        // The first book is for the process to have run all its code once.
        await ReadAsync("Warm", 1, atOnce, atOnce);
        var calls = await ReadAsync("Measured", 2, chapters, passages);
        node.Kill();
        provider.Kill();
        Print(calls, chapters, passages, atOnce);

        async Task<List<ScriptedCall>> ReadAsync(string title, int number, int ofChapters, int ofPassages)
        {
            var book = Path.Combine(data.Path, $"{title}.txt");
            await File.WriteAllTextAsync(book, Book(title, ofChapters, ofPassages));
            await Weft("import", book);
            var before = Calls(log).Count;
            await Weft("job", "start", number.ToString(CultureInfo.InvariantCulture), "--provider", "slow", "--json");
            var began = Stopwatch.GetTimestamp();
            while (Calls(log).Count < before + ofPassages)
            {
                if (Stopwatch.GetElapsedTime(began) > Limit)
                    throw new TimeoutException($"{Calls(log).Count - before} of {ofPassages} calls came.");
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
            await Task.Delay(Settled, TimeProvider.System);
            return Calls(log)[before..];
        }

        Task<Measured> Weft(params string[] words) => Measured.RunAsync(data.None, [.. words, "--data", data.Path]);
    }

    private static void Print(List<ScriptedCall> calls, int chapters, int passages, int atOnce)
    {
        var first = calls.Min(call => call.At);
        var wall = (calls.Max(call => call.At + call.Took) - first).TotalSeconds;
        var most = calls.Max(call => calls.Count(other => other.At <= call.At && other.At + other.Took > call.At));
        var work = Math.Max(calls.Count / (double)atOnce, 1) * Latency / 1e3;
        var rounds = Math.Ceiling(calls.Count / (double)atOnce) * Latency / 1e3;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{chapters} chapters, {passages} passages, {atOnce} at once: {calls.Count} calls in {wall:0.00} s, most at once {most}; {work:0.00} s of calls: {wall / work:0.00}, in whole calls {rounds:0} s: {wall / rounds:0.00}"
            )
        );
    }

    private static List<ScriptedCall> Calls(string log)
    {
        if (!File.Exists(log))
            return [];
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. lines
                .Where(line => line.EndsWith('}'))
                .Select(line => JsonSerializer.Deserialize<ScriptedCall>(line, JsonSerializerOptions.Web)!),
        ];
    }

    private static Process StartProvider(string log, int atOnce) =>
        Process.Start(
            new ProcessStartInfo(
                Environment.ProcessPath!,
                [
                    "scripted",
                    "--port",
                    "0",
                    "--latency-ms",
                    Latency.ToString(CultureInfo.InvariantCulture),
                    "--calls",
                    atOnce.ToString(CultureInfo.InvariantCulture),
                    "--log",
                    log,
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;

    /// <summary>Chapters of one passage to five, which come to so many together.</summary>
    private static string Book(string title, int chapters, int passages)
    {
        var sizes = Enumerable.Range(0, chapters).Select(at => 1 + at % LongestChapter).ToArray();
        for (var at = 0; sizes.Sum() > passages; at = (at + 1) % chapters)
            if (sizes[at] > 1)
                sizes[at]--;
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
