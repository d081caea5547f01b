using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Weft.Testing.Servers;

/// <summary>A Redis (or Valkey) server of its own: a free loopback port, a folder of its own, ended by its own process id.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly Lazy<Task<RedisServer>> Shared = new(() => StartAsync());
    private static int _databases;

    private readonly TemporaryFolder _folder = new();
    private readonly string _binary;
    private readonly string[] _options;
    private Process _process = null!;

    private RedisServer(string binary, int port, string[] options) => (_binary, Port, _options) = (binary, port, options);

    public int Port { get; }

    public int ProcessId => _process.Id;

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>A database of its own on a server that the whole run shares. That server ends with the run.</summary>
    public static async Task<string> DatabaseAsync()
    {
        var server = await Shared.Value;
        var database = Interlocked.Increment(ref _databases);
        return string.Create(CultureInfo.InvariantCulture, $"{server.ConnectionString},defaultDatabase={database}");
    }

    /// <summary>Starts one, or skips (fails) the test where none is installed. Nothing is kept on disk unless the options say so.</summary>
    public static async Task<RedisServer> StartAsync(params string[] options)
    {
        var server = new RedisServer(Binary(), FreePort(), options);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>As <c>kill -9</c> would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Starts it again after a kill, on the same port and folder.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo(_binary) { RedirectStandardOutput = true, RedirectStandardInput = true };
        string[] own = ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder.Path];
        foreach (var argument in (string[])[.. own, "--databases", "2000", "--save", "", .. _options])
            start.ArgumentList.Add(argument);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) =>
            ready.TrySetException(new InvalidOperationException($"{_binary} ended before it was ready."));
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Ready to accept connections", StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        _process.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
        _process.BeginOutputReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await Task.CompletedTask;
        _folder.Dispose();
    }

    private void End()
    {
        try
        {
            _process.Kill();
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // Killed and disposed by the test already.
        }
    }

    private static string Binary()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        var binaries = folders.SelectMany(folder =>
            new[] { "redis-server", "valkey-server" }.Select(name => Path.Combine(folder, name))
        );
        var binary = binaries.FirstOrDefault(File.Exists);
        if (binary is null)
            Require.Missing("redis", "neither redis-server nor valkey-server is in the PATH");
        return binary!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
