using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Weft.Cli;
using Weft.Testing;
using Weft.Testing.Servers;

namespace Weft.Browser;

/// <summary>The real program as <c>weft serve</c> or <c>weft node</c> starts it, on a free port and a data folder of its own.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();
    private Process _process;
    private bool _isDead;

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string _node;
    private readonly string[] _words;
    private readonly ConcurrentQueue<string> _said = new();
    private TaskCompletionSource _isThere = new();

    private ServedProgram(IReadOnlyDictionary<string, string> settings, string node, string[] words)
    {
        (_settings, _node, _words) = (settings, node, words);
        _process = StartProcess();
    }

    public string Url => $"http://127.0.0.1:{_port}/";

    public string File(string name) => _folder.File(name);

    /// <summary>Variables of a fleet of its own over real servers.</summary>
    /// <param name="withGraph">All nodes share one in Neo4j; else each has its own file.</param>
    public static async Task<Dictionary<string, string>> FleetAsync(bool withGraph = false)
    {
        var fleet = new Dictionary<string, string>
        {
            ["WEFT_LEDGER"] = await MariaDbServer.DatabaseAsync(),
            ["WEFT_DISPATCH"] = await RedisServer.DatabaseAsync(),
            ["WEFT_KEY"] = "a secret of sixteen letters",
        };
        fleet["WEFT_GRAPH"] = withGraph ? await Neo4jServer.LibraryAsync() : "sqlite";
        return fleet;
    }

    /// <param name="settings">Variables of a fleet; none: one machine alone.</param>
    /// <param name="node">The name that it goes by; empty: the machine's.</param>
    /// <param name="words">Of the command line; none: <c>serve</c>.</param>
    public static async Task<ServedProgram> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        string node = "",
        params string[] words
    )
    {
        var program = new ServedProgram(settings ?? new Dictionary<string, string>(), node, words.Length > 0 ? words : ["serve"]);
        await program.SaysWhereAsync();
        return program;
    }

    /// <summary>As a power cut ends it.</summary>
    public async Task KillAsync()
    {
        if (_isDead)
            return;
        _isDead = true;
        _process.Kill();
        await _process.WaitForExitAsync().Comes();
        _process.Dispose();
    }

    /// <summary>Starts it again at the same address.</summary>
    public Task StartAgainAsync()
    {
        _isDead = false;
        _isThere = new();
        _process = StartProcess();
        return SaysWhereAsync();
    }

    private async Task SaysWhereAsync()
    {
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(_isThere.Task, ended).Comes() == ended)
            throw new InvalidOperationException($"weft {string.Join(' ', _words)} ended: {string.Join('\n', _said)}");
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        // A node that serves no page says its name alone.
        if (
            line.Contains(Url, StringComparison.Ordinal)
            || (_words.Contains("worker") && line.Contains(_node, StringComparison.Ordinal))
        )
            _isThere.TrySetResult();
    }

    /// <summary>Another command over the same data; must succeed.</summary>
    public async Task RunAsync(string input, params string[] words)
    {
        var start = Command(words);
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().Comes();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"weft {string.Join(' ', words)}: {said}");
    }

    private Process StartProcess()
    {
        var start = Command(_words);
        start.Environment["WEFT_LANG"] = "en";
        if (_node.Length > 0)
            start.Environment["KG_WORKER_NODE_NAME"] = _node;
        if (!_words.Contains("worker"))
            start.Environment["WEFT_LISTEN"] = $"127.0.0.1:{_port}";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, said) => Hear(said.Data);
        process.ErrorDataReceived += (_, said) => Hear(said.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private ProcessStartInfo Command(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[typeof(CommandLine).Assembly.Location, .. words, "--data", _folder.File("data")])
            start.ArgumentList.Add(word);
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }
}
