using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Weft.Cli;
using Weft.Testing;

namespace Weft.Browser;

/// <summary>The real program as <c>weft serve</c> starts it, on a free port and a data folder of its own.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();
    private Process _process;
    private bool _isDead;

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string _node;

    private ServedProgram(IReadOnlyDictionary<string, string> settings, string node)
    {
        (_settings, _node) = (settings, node);
        _process = StartProcess();
    }

    public string Url => $"http://127.0.0.1:{_port}/";

    public string File(string name) => _folder.File(name);

    /// <param name="settings">Variables of a fleet; none: one machine alone.</param>
    /// <param name="node">The name that it goes by; empty: the machine's.</param>
    public static async Task<ServedProgram> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string node = "")
    {
        var program = new ServedProgram(settings ?? new Dictionary<string, string>(), node);
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
        _process = StartProcess();
        return SaysWhereAsync();
    }

    private async Task SaysWhereAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().Comes() is { } line)
            if (line.Contains(Url, StringComparison.Ordinal))
                return;
        throw new InvalidOperationException("weft serve ended: " + await _process.StandardError.ReadToEndAsync());
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
        var start = Command("serve");
        start.Environment["WEFT_LANG"] = "en";
        if (_node.Length > 0)
            start.Environment["KG_WORKER_NODE_NAME"] = _node;
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        start.Environment["WEFT_LISTEN"] = $"127.0.0.1:{_port}";
        return Process.Start(start)!;
    }

    private ProcessStartInfo Command(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[typeof(CommandLine).Assembly.Location, .. words, "--data", _folder.File("data")])
            start.ArgumentList.Add(word);
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
