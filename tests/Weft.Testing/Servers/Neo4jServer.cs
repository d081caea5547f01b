using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Weft.Graph.Neo4j;
using Xunit;

namespace Weft.Testing.Servers;

/// <summary>
/// A Neo4j server of its own: free loopback ports, a folder of its own, ended by its own process id. <c>WEFT_TEST_NEO4J</c> names a
/// start script (<c>--data DIR --http PORT [--password PW] [--set key=value]</c>, which becomes the server), or an address of a server
/// that runs already: then tests that must kill one are skipped.
/// </summary>
public sealed class Neo4jServer : IAsyncDisposable
{
    private const string Variable = "WEFT_TEST_NEO4J";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<string>> Shared = new(ShareAsync);
    private static int _libraries;

    private readonly TemporaryFolder _folder = new();
    private readonly string _script;
    private readonly string[] _options;
    private readonly HttpClient _http = new();
    private Process _process = null!;
    private int _cleared;

    private Neo4jServer(string script, string[] options)
    {
        (_script, _options) = (script, options);
        // Also where a run is broken off.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Clear();
    }

    public int Port { get; } = FreePort();

    public int ProcessId => _process.Id;

    /// <summary>Without a sign-in, or with that of the option <c>--password</c>.</summary>
    public string Address =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"http://{(Password is null ? "" : $"neo4j:{Password}@")}127.0.0.1:{Port}/neo4j"
        );

    public string? Password => _options.SkipWhile(option => option != "--password").Skip(1).FirstOrDefault();

    /// <summary>A library of its own on a server that the whole run shares. That server ends with the run.</summary>
    public static async Task<string> LibraryAsync()
    {
        Require.Declared("neo4j");
        var address = await Shared.Value;
        var library = Interlocked.Increment(ref _libraries);
        return string.Create(CultureInfo.InvariantCulture, $"{address}?library=test-{Environment.ProcessId}-{library}");
    }

    /// <summary>Starts one, or skips (fails) the test where no script is named.</summary>
    public static async Task<Neo4jServer> StartAsync(params string[] options)
    {
        var server = new Neo4jServer(Script(), options);
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Rows of any statement, beside the store.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AskAsync(string address, string statement, object? parameters = null)
    {
        using var link = new Neo4jLink(Neo4jAddress.Parse(address), TimeProvider.System, new Random(1));
        return [.. (await link.RunAsync(statement, parameters, TestContext.Current.CancellationToken)).Rows];
    }

    /// <summary>As <c>kill -9</c> would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Lets it close its stores.</summary>
    public async Task StopAsync()
    {
        ProcessSignal.Send(ProcessId, ProcessSignal.Terminate);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        _process.Dispose();
    }

    public void Suspend() => ProcessSignal.Send(ProcessId, ProcessSignal.Stop);

    public void Continue() => ProcessSignal.Send(ProcessId, ProcessSignal.Continue);

    /// <summary>Starts it again on the same port and folder, with more options, and waits until it answers queries.</summary>
    public async Task StartAgainAsync(params string[] more)
    {
        Launch(more);
        using var limit = new CancellationTokenSource(Limit);
        while (!await AnswersAsync(limit.Token))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{_script} ended before it was ready.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Starts it again and waits for nothing.</summary>
    public void Launch(params string[] more)
    {
        string[] own = ["--data", _folder.File("neo4j"), "--http", Port.ToString(CultureInfo.InvariantCulture)];
        // A log file of 256 MB for each database is more than a test needs.
        string[] small = ["--set", "db.tx_log.preallocate=false"];
        var start = new ProcessStartInfo(_script, [.. own, .. small, .. _options, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.StartWithDefaultSignals();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether it carries queries out now.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Port}/db/neo4j/query/v2")
            {
                Content = JsonContent.Create(new { statement = "RETURN 1" }),
            };
            if (Password is { } password)
                request.Headers.Authorization = new(
                    "Basic",
                    Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"neo4j:{password}"))
                );
            using var response = await _http.SendAsync(request, cancel);
            return (await response.Content.ReadAsStringAsync(cancel)).Contains("\"values\":[[1]]", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        Clear();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Clear()
    {
        if (Interlocked.Exchange(ref _cleared, 1) == 1)
            return;
        try
        {
            _process?.Kill();
            _process?.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // Killed and disposed by the test already.
        }
        _folder.Dispose();
    }

    private static async Task<string> ShareAsync()
    {
        var named = Environment.GetEnvironmentVariable(Variable) ?? "";
        return named.StartsWith("http", StringComparison.Ordinal) ? named : (await StartAsync()).Address;
    }

    private static string Script()
    {
        Require.Declared("neo4j");
        var script = Environment.GetEnvironmentVariable(Variable) ?? "";
        if (script.StartsWith("http", StringComparison.Ordinal))
            Require.Missing("neo4j", $"{Variable} names a server that runs already, and this test needs one of its own");
        if (!File.Exists(script))
            Require.Missing("neo4j", $"{Variable} names neither a start script nor an address of Neo4j");
        return script;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
