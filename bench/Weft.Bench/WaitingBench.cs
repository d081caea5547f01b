using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weft.Bench;

/// <summary>1,000 chapters that wait at once for a slow provider, in one process.</summary>
internal static class WaitingBench
{
    private const int Chapters = 1_000;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(4);

    public static async Task RunAsync()
    {
        Console.WriteLine(Measured.Machine);
        using var data = new DataFolder();
        using var provider = StartProvider();
        var url = (await provider.StandardOutput.ReadLineAsync())!;
        var book = Path.Combine(data.Path, "book.txt");
        await File.WriteAllTextAsync(book, Book());
        await Weft("import", book);
        await Weft("provider", "add", "slow", "--url", url, "--model", "m", "--no-key");
        var variables = new Dictionary<string, string> { ["KG_WORKERS_PER_PROVIDER"] = "1000" };
        using var node = Measured.Start(variables, "node", "--data", data.Path);
        await Task.Delay(Settled, TimeProvider.System);
        var idle = Look(node);
        Console.WriteLine($"idle:    {Megabytes(idle.Memory)}, {idle.Threads} threads");
        await Weft("job", "start", "1", "--provider", "slow", "--json");
        while (await ProcessingAsync() < Chapters)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await Task.Delay(Settled, TimeProvider.System);
        var waiting = Look(node);
        node.Kill();
        provider.Kill();
        Console.WriteLine(
            $"waiting: {Megabytes(waiting.Memory)}, {waiting.Threads} threads, {await ProcessingAsync()} chapters in the air"
        );
        var more = waiting.Memory - idle.Memory;
        Console.WriteLine($"above idle: {Megabytes(more)}, {more / 1e3 / Chapters:0} kB a chapter");

        Task<Measured> Weft(params string[] words) => Measured.RunAsync(data.None, [.. words, "--data", data.Path]);

        async Task<int> ProcessingAsync()
        {
            var shown = await Weft("job", "show", "1", "--json");
            return JsonDocument.Parse(shown.Output).RootElement.GetProperty("runs").GetProperty("processing").GetInt32();
        }
    }

    private static Process StartProvider() =>
        Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["scripted", "--port", "0", "--latency-ms", "120000"])
            {
                RedirectStandardOutput = true,
            }
        )!;

    private static (long Memory, int Threads) Look(Process process)
    {
        process.Refresh();
        return (process.WorkingSet64, process.Threads.Count);
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");

    private static string Book()
    {
        var text = new StringBuilder();
        for (var number = 1; number <= Chapters; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Chapter {number}\n\n");
            for (var line = 0; line < 30; line++)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"On day {line} of week {number} old Adam Smith met Mary Green by the mill and told her the news.\n"
                );
            text.Append('\n');
        }
        return text.ToString();
    }
}
