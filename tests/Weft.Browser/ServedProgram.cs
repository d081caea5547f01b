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

    private ServedProgram() => _process = StartProcess();

    public string Url => $"http://127.0.0.1:{_port}/";

    public string File(string name) => _folder.File(name);

    public static async Task<ServedProgram> StartAsync()
    {
        var program = new ServedProgram();
        await program.SaysWhereAsync();
        return program;
    }

    /// <summary>As a power cut ends it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().Comes();
        _process.Dispose();
    }

    /// <summary>Starts it again at the same address.</summary>
    public Task StartAgainAsync()
    {
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

    private Process StartProcess()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in new[] { typeof(CommandLine).Assembly.Location, "serve", "--data", _folder.File("data") })
            start.ArgumentList.Add(word);
        start.Environment["WEFT_LANG"] = "en";
        start.Environment["WEFT_LISTEN"] = $"127.0.0.1:{_port}";
        return Process.Start(start)!;
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
