using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Weft.Cli;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Chaos;

/// <summary>The file that is shipped for Supervisor, under a real <c>supervisord</c>: only its paths, its user and its variables are this test's.</summary>
public sealed partial class SupervisorTests : IAsyncLifetime
{
    private const string Daemon = "/usr/bin/supervisord";
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = OwnServer.FreePort();
    private readonly HttpClient _http = new();
    private Process? _daemon;

    private string Configuration => Path.Combine(_folder.Path, "supervisord.conf");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_node_is_started_again_after_a_death_and_leaves_in_order_when_it_is_stopped()
    {
        if (!File.Exists(Daemon))
            Require.Missing("supervisor", "Supervisor is not installed (Debian: supervisor)");
        await File.WriteAllTextAsync(Configuration, Supervised(), TestContext.Current.CancellationToken);
        _daemon = new() { StartInfo = new(Daemon, ["-n", "-c", Configuration]) { RedirectStandardOutput = true } };
        _daemon.StartWithDefaultSignals();
        _daemon.BeginOutputReadLine();
        await AnswersAsync();
        var first = int.Parse(await ControlAsync("pid", "weft-node"), CultureInfo.InvariantCulture);

        ProcessSignal.Send(first, ProcessSignal.Kill);
        while (await ControlAsync("pid", "weft-node") is var pid && (pid == "0" || pid == $"{first}"))
            await PauseAsync();
        await AnswersAsync();

        Assert.Contains("stopped", await ControlAsync("stop", "weft-node"));
        var log = await File.ReadAllTextAsync(
            Path.Combine(_folder.Path, "supervisord.log"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("stopped: weft-node (exit status 0)", log);
        Assert.DoesNotContain("with SIGKILL", log);
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is { HasExited: false })
        {
            ProcessSignal.Send(_daemon.Id, ProcessSignal.Terminate);
            await _daemon.WaitForExitAsync(CancellationToken.None).Comes();
        }
        _daemon?.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    /// <summary>The shipped section behind what Debian's own <c>supervisord.conf</c> says before it.</summary>
    private string Supervised()
    {
        var shipped = File.ReadAllText(ShippedFile());
        var section = shipped
            .Replace("/usr/bin/weft", $"{DotnetHost()} {typeof(CommandLine).Assembly.Location}", StringComparison.Ordinal)
            .Replace("/var/lib/weft", _folder.Path, StringComparison.Ordinal)
            .Replace("/var/log/supervisor", _folder.Path, StringComparison.Ordinal)
            .Replace("user=weft\n", "", StringComparison.Ordinal);
        section = Variables()
            .Replace(section, $"environment=NODE_ROLE=\"all\",WEFT_LISTEN=\"127.0.0.1:{_port}\",WEFT_GRACE_SECONDS=\"25\"");
        var socket = Path.Combine(_folder.Path, "s");
        return $"""
            [supervisord]
            logfile={_folder.Path}/supervisord.log
            pidfile={_folder.Path}/supervisord.pid
            childlogdir={_folder.Path}
            [unix_http_server]
            file={socket}
            [rpcinterface:supervisor]
            supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
            [supervisorctl]
            serverurl=unix://{socket}
            {section}
            """;
    }

    private static string ShippedFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "deploy", "supervisor", "weft.conf");

    private static string DotnetHost() =>
        Environment.ProcessPath is { } path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : "/usr/bin/env dotnet";

    private async Task AnswersAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                using var reply = await _http.GetAsync(new Uri($"http://127.0.0.1:{_port}/readyz"), limit.Token);
                if (reply.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private async Task<string> ControlAsync(params string[] words)
    {
        using var control = new Process
        {
            StartInfo = new("supervisorctl", ["-c", Configuration, .. words]) { RedirectStandardOutput = true },
        };
        control.Start();
        var said = await control.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).Comes();
        await control.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said.Trim();
    }

    private static Task PauseAsync() =>
        Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);

    [GeneratedRegex("^environment=.*$", RegexOptions.Multiline)]
    private static partial Regex Variables();
}
