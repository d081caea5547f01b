using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Weft.Testing.Servers;

/// <summary>A real server as a process of the test's own: a free loopback port, a folder of its own, ended by its own process id.</summary>
public abstract class OwnServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process _process = null!;

    protected OwnServer(string binary) => (Binary, Port) = (binary, FreePort());

    public int Port { get; }

    public int ProcessId => _process.Id;

    public string Folder => _folder.Path;

    protected string Binary { get; }

    /// <summary>What the server is started with; the same each time.</summary>
    protected abstract IEnumerable<string> Arguments { get; }

    /// <summary>Part of the line by which the server says that it takes connections.</summary>
    protected abstract string ReadyLine { get; }

    /// <summary>As <c>kill -9</c> would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Starts it (again, after a kill), on the same port and folder; returns when it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo(Binary)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in Arguments)
            start.ArgumentList.Add(argument);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var last = "";
        void Heard(string? line)
        {
            if (line?.Contains(ReadyLine, StringComparison.Ordinal) == true)
                ready.TrySetResult();
            last = line ?? last;
        }
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) =>
            ready.TrySetException(new InvalidOperationException($"{Binary} ended before it was ready: {last}"));
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.StartWithDefaultSignals();
        _process = process;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(5));
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await Task.CompletedTask;
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Skips (fails) the test where none of these programs is there.</summary>
    protected static string Find(string part, params string[] names)
    {
        Require.Declared(part);
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/sbin");
        var binary = folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (binary is null)
            Require.Missing(part, $"none of {string.Join(", ", names)} is in the PATH");
        return binary!;
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

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
