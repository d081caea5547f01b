using System.Diagnostics;
using System.Globalization;
using Weft.Cli;

namespace Weft.Bench;

/// <summary>What a process of the command line cost. Memory in bytes: the most that was resident at once.</summary>
internal sealed record Measured(TimeSpan Wall, TimeSpan Processor, long PeakMemory, int PeakThreads, string Output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Wall.TotalSeconds, 7:0.00} s wall, {Processor.TotalSeconds, 7:0.00} s processor, {PeakMemory / 1e6, 6:0} MB peak, {PeakThreads, 3} threads"
        );

    public static string Machine =>
        $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Environment.OSVersion}";

    public static Process Start(IReadOnlyDictionary<string, string> variables, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. words])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["WEFT_LANG"] = "en";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end and looks at it all the while.</summary>
    public static async Task<Measured> RunAsync(IReadOnlyDictionary<string, string> variables, params string[] words)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(variables, words);
        var output = process.StandardOutput.ReadToEndAsync();
        var (memory, threads, processor) = (0L, 0, TimeSpan.Zero);
        while (!process.WaitForExit(Look))
        {
            process.Refresh();
            try
            {
                (memory, threads) = (Math.Max(memory, process.PeakWorkingSet64), Math.Max(threads, process.Threads.Count));
                processor = process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                // It has just ended.
            }
        }
        var wall = clock.Elapsed;
        var text = await output;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"weft {string.Join(' ', words)} ended with {process.ExitCode}: {text}");
        return new(wall, processor, memory, threads, text);
    }

    public static async Task<string> HashAsync(string data)
    {
        var shown = await RunAsync(new Dictionary<string, string>(), "job", "show", "1", "--json", "--data", data);
        return System.Text.Json.JsonDocument.Parse(shown.Output).RootElement.GetProperty("hash").GetString()!;
    }
}
