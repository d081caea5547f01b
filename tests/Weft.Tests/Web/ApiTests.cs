using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Weft.Dispatch.Embedded;
using Weft.Graph.Sqlite;
using Weft.Ledger;
using Weft.Ledger.Sqlite;
using Weft.Model;
using Weft.Providers;
using Weft.Runtime;
using Weft.Testing;
using Weft.Web;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>What came back.</summary>
public sealed record Reply(HttpResponseMessage Message, string Text)
{
    public int Status => (int)Message.StatusCode;
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    public JsonElement this[string name] => Json.GetProperty(name);

    public JsonElement[] Items => [.. this["items"].EnumerateArray()];
}

/// <summary>A real web host on a free loopback port, over a woven library of its own. Nobody works in it: what is ordered stays ordered.</summary>
public abstract class ApiTests(WovenLibrary library) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private SqliteLedger _ledger = null!;
    private SqliteGraph _graph = null!;
    private WebHost _host = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected string Url => _host.Url!;

    protected string Folder => _folder.Path;

    protected HttpClient Http => _http;

    /// <summary>What the host has logged, errors of its own among it.</summary>
    internal Sayings Log { get; } = new();

    internal ILedger Ledger => _ledger;

    internal WebParts Parts =>
        new(
            _ledger,
            new EmbeddedRing(TimeProvider.System, new Random(1), Guards.All),
            new EmbeddedFleet(),
            _graph,
            TimeProvider.System
        )
        {
            Folder = _folder.Path,
            Seal = () => KeySeal.FromSecret("a secret of this test"),
            Endpoint = () => ProviderClients.Connect(KeySeal.FromSecret("a secret of this test"), TimeProvider.System),
            Settings = [new("place.key", "***", "WEFT_KEY")],
        };

    public virtual async ValueTask InitializeAsync()
    {
        await library.CopyToAsync(_folder.Path);
        _ledger = await SqliteLedger.OpenAsync(_folder.File("ledger.db"), TimeProvider.System, Stop);
        _graph = await SqliteGraph.OpenAsync(_folder.File("graph.db"), TimeProvider.System, Stop);
        _host = await WebHost.StartAsync(Parts, new("127.0.0.1:0", ""), Log, Stop);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        await _host.DisposeAsync();
        await _ledger.DisposeAsync();
        await _graph.DisposeAsync();
        _folder.Dispose();
    }

    protected Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    protected Task<Reply> PostAsync(string path, object? body = null, string? key = null) =>
        SendAsync(
            HttpMethod.Post,
            path,
            body,
            request =>
            {
                if (key is not null)
                    request.Headers.Add("Idempotency-Key", key);
            }
        );

    protected async Task<Reply> SendAsync(
        HttpMethod method,
        string path,
        object? body = null,
        Action<HttpRequestMessage>? change = null
    )
    {
        using var request = new HttpRequestMessage(method, Url + path);
        // Asked first whether it may be sent, as large ones are: who is refused in the middle of sending sees a broken pipe.
        request.Headers.ExpectContinue = body is byte[] { Length: > 1024 * 1024 };
        if (body is byte[] bytes)
            request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/octet-stream") } };
        else if (body is not null)
            request.Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body),
                Encoding.UTF8,
                new MediaTypeHeaderValue("application/json")
            );
        change?.Invoke(request);
        var message = await _http.SendAsync(request, Stop);
        return new(message, await message.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>It is refused with that status and code, in words of both languages that hold this.</summary>
    protected async Task RefusedAsync(
        int status,
        string code,
        string path,
        HttpMethod? method = null,
        object? body = null,
        string holds = ""
    )
    {
        var english = await SendAsync(method ?? HttpMethod.Get, path, body);
        Assert.Equal((status, code), (english.Status, english["code"].GetString()));
        Assert.Equal("application/problem+json", english.Message.Content.Headers.ContentType?.MediaType);
        var chinese = await SendAsync(
            method ?? HttpMethod.Get,
            path,
            body,
            request => request.Headers.AcceptLanguage.ParseAdd("en;q=0.3, zh-CN, fr;q=0.1")
        );
        Assert.Equal((status, code), (chinese.Status, chinese["code"].GetString()));
        var (said, saidInChinese) = (english["detail"].GetString()!, chinese["detail"].GetString()!);
        Assert.Contains(holds, said);
        Assert.Contains(holds, saidInChinese);
        Assert.NotEqual(said, saidInChinese);
        Assert.Contains(saidInChinese, letter => letter >= '\u4e00');
    }

    /// <summary>A running job of Alice with one chapter in the hands of a session.</summary>
    internal async Task<(JobId Job, Claim Claim)> ReadingAsync(string provider = "rules")
    {
        var started = await PostAsync("/api/jobs", new { book = WovenLibrary.Alice, providers = new[] { provider } });
        Assert.Equal(201, started.Status);
        var job = new JobId(started["job"].GetInt64());
        var book = (await _ledger.Library.FindBookAsync(new(WovenLibrary.Alice), Stop))!;
        var parts = await _ledger.Library.UnitsAsync(book.Edition, Stop);
        await _ledger.Jobs.AddRunsAsync(
            job,
            [
                .. parts
                    .Where(part => part.Position is 2 or 3)
                    .Select(part => new NewRun(part.Position, part.Chapter, part.Unit.Length, null)),
            ],
            Stop
        );
        Assert.True(await _ledger.Jobs.TryStartAsync(job, Stop));
        var session = await _ledger.Sessions.OpenSessionAsync("n", "worker", 1, [provider], 1, Stop);
        var claimed = await _ledger.Runs.ClaimAsync(new(session, provider, job, 1, 0), Stop);
        return (job, Assert.IsType<ClaimResult.Claimed>(claimed).Runs[0]);
    }
}
