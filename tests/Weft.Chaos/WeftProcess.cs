using System.Diagnostics;
using System.Text;
using Weft.Cli;
using Weft.Testing;
using Xunit;

namespace Weft.Chaos;

/// <summary>A real process of the command line, started as a user starts it.</summary>
internal sealed class WeftProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private readonly Lock _lock = new();

    private WeftProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>All that it wrote so far, both outputs together.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
                return _output.ToString();
        }
    }

    public static WeftProcess Start(IReadOnlyDictionary<string, string> variables, params string[] words) =>
        StartUnder([], variables, words);

    /// <param name="under">A command that becomes the process, such as <c>ip netns exec NAME</c>.</param>
    public static WeftProcess StartUnder(
        IReadOnlyList<string> under,
        IReadOnlyDictionary<string, string> variables,
        params string[] words
    )
    {
        var host = Environment.ProcessPath is { } path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : "dotnet";
        var start = new ProcessStartInfo(under.Count > 0 ? under[0] : host)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var word in under.Count > 0 ? [.. under.Skip(1), host] : Array.Empty<string>())
            start.ArgumentList.Add(word);
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        foreach (var word in words)
            start.ArgumentList.Add(word);
        start.Environment["WEFT_LANG"] = "en";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var weft = new WeftProcess(process);
        process.OutputDataReceived += (_, line) => weft.Note(line.Data);
        process.ErrorDataReceived += (_, line) => weft.Note(line.Data);
        process.StartWithDefaultSignals();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return weft;
    }

    /// <summary>Runs one to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(
        IReadOnlyDictionary<string, string> variables,
        params string[] words
    )
    {
        await using var weft = Start(variables, words);
        return (await weft.EndsAsync(), weft.Output);
    }

    public void Signal(int signal) => ProcessSignal.Send(Id, signal);

    /// <summary>Kills it as <c>kill -9</c> does, unless it has ended by itself. True = it was killed.</summary>
    public async Task<bool> KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        return await EndsAsync() == 128 + ProcessSignal.Kill;
    }

    /// <summary>Its exit code; 128 + the signal that ended it.</summary>
    public async Task<int> EndsAsync()
    {
        await _process
            .WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Limit, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>True = it ended within that time.</summary>
    public bool EndsWithin(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Waits until it has written that.</summary>
    public Task SaysAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal))
                return Task.CompletedTask;
            _awaited.Add((text, seen));
        }
        return seen.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_lock)
        {
            _output.AppendLine(line);
            foreach (var (_, seen) in _awaited.Where(one => line.Contains(one.Text, StringComparison.Ordinal)))
                seen.TrySetResult();
        }
    }
}
