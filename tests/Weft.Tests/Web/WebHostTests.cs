using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Testing.Models;
using Weft.Tests.Truth;
using Weft.Tests.Watching;
using Weft.Web;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>A real server on a loopback port, asked over HTTP.</summary>
public sealed class WebHostTests : IAsyncLifetime
{
    private const string Status = "/api/kg/workers/status";
    private readonly HttpClient _http = new();
    private readonly List<IAsyncDisposable> _open = [];
    private WatchStage _stage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await WatchStage.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var one in _open)
            await one.DisposeAsync();
        await _stage.DisposeAsync();
    }

    private async Task<string> StartAsync(WebParts? parts = null, string password = "", string listen = "127.0.0.1:0")
    {
        var host = await WebHost.StartAsync(parts ?? _stage.Parts, new(listen, password), NullLogger.Instance, Stop);
        _open.Add(host);
        return host.Url ?? throw new InvalidOperationException("it does not listen");
    }

    private async Task<JsonElement> JsonAsync(string url)
    {
        var answer = await _http.GetAsync(url, Stop);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
    }

    private async Task<(HttpStatusCode Code, JsonElement Problem)> ProblemAsync(HttpRequestMessage request)
    {
        var answer = await _http.SendAsync(request, Stop);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        return (answer.StatusCode, problem);
    }

    private Task<(HttpStatusCode Code, JsonElement Problem)> ProblemAsync(string url) =>
        ProblemAsync(new HttpRequestMessage(HttpMethod.Get, url));

    private static string[] NamesOf(JsonElement element) => [.. element.EnumerateObject().Select(one => one.Name)];

    [Fact]
    public async Task The_workers_status_holds_each_field_that_the_system_before_had()
    {
        await _stage.SaveAsync("deepseek");
        var node = await _stage.NodeAsync("织机一", 4711, "deepseek");
        var job = await _stage.JobAsync("红楼梦", 3, "deepseek");
        await _stage.ClaimAsync(node, job, "deepseek");
        var start = _stage.Time.GetUtcNow();
        _stage.Time.Advance(TimeSpan.FromSeconds(301.24));
        var status = await JsonAsync(await StartAsync() + Status);
        var provider = status.GetProperty("providers").GetProperty("deepseek");
        var numbers = new[] { "processes", "alive", "workers", "queue_length", "pending_chapters" };
        Assert.Equal([1, 1, 2, 1, 2], numbers.Select(name => provider.GetProperty(name).GetInt32()));
        Assert.Equal([4711], provider.GetProperty("pids").EnumerateArray().Select(pid => pid.GetInt32()));
        Assert.True(provider.GetProperty("waited_for").GetBoolean() && provider.GetProperty("has_live_worker").GetBoolean());
        var task = Assert.Single(provider.GetProperty("active_tasks").EnumerateArray());
        Assert.Equal(
            (job.Value, 4711, 1),
            (task.GetProperty("task_id").GetInt64(), task.GetProperty("pid").GetInt32(), task.GetProperty("chapter").GetInt32())
        );
        Assert.Equal(
            ("红楼梦", "织机一"),
            (task.GetProperty("task_name").GetString(), task.GetProperty("node_name").GetString())
        );
        Assert.Equal(start, task.GetProperty("start_time").GetDateTimeOffset());
        Assert.Equal(301.2, task.GetProperty("duration").GetDouble());
        Assert.True(task.GetProperty("stuck").GetBoolean());
    }

    [Fact]
    public async Task A_chapter_read_for_less_than_five_minutes_is_not_stuck()
    {
        var node = await _stage.NodeAsync("n", 1, "rules");
        await _stage.ClaimAsync(node, await _stage.JobAsync("Book", 1, "rules"), "rules");
        _stage.Time.Advance(TimeSpan.FromSeconds(299));
        var provider = (await JsonAsync(await StartAsync() + Status)).GetProperty("providers").GetProperty("rules");
        Assert.False(provider.GetProperty("active_tasks")[0].GetProperty("stuck").GetBoolean());
    }

    [Fact]
    public async Task A_provider_that_jobs_wait_for_without_a_live_worker_says_so_and_so_does_the_job()
    {
        await _stage.SaveAsync("deepseek");
        await _stage.NodeAsync("n", 1, "rules");
        await _stage.JobAsync("Book", 3, "deepseek");
        var status = await JsonAsync(await StartAsync() + Status);
        var provider = status.GetProperty("providers").GetProperty("deepseek");
        Assert.True(provider.GetProperty("waited_for").GetBoolean());
        Assert.False(provider.GetProperty("has_live_worker").GetBoolean());
        Assert.Equal(0, provider.GetProperty("alive").GetInt32());
        Assert.Equal(3, status.GetProperty("jobs")[0].GetProperty("without_workers").GetInt32());
    }

    [Fact]
    public async Task A_pause_stands_with_its_words_and_its_end()
    {
        await _stage.SaveAsync("a");
        var until = _stage.Time.GetUtcNow().AddMinutes(1);
        await _stage.Ledger.Providers.PauseProviderAsync("a", new(until, Reason.OfWords("429 慢一点")), Stop);
        var provider = (await JsonAsync(await StartAsync() + Status)).GetProperty("providers").GetProperty("a");
        Assert.Equal(
            (true, until, "429 慢一点"),
            (
                provider.GetProperty("paused").GetBoolean(),
                provider.GetProperty("paused_until").GetDateTimeOffset(),
                provider.GetProperty("pause_reason").GetString()
            )
        );
    }

    [Fact]
    public async Task Takeovers_nodes_and_jobs_stand_beside_the_providers()
    {
        var dead = await _stage.NodeAsync("n", 1, "rules");
        await _stage.Ledger.Sessions.EndSessionAsync(dead, SessionEnd.Death, Reason.OfWords("presence gone"), Stop);
        await _stage.NodeAsync("n2", 2, "rules");
        await _stage.JobAsync("Book", 3, "rules");
        var status = await JsonAsync(await StartAsync() + Status);
        Assert.Equal(["at", "trouble", "providers", "nodes", "jobs", "takeovers"], NamesOf(status));
        Assert.Equal(
            ["node_name", "session", "role", "pid", "providers", "locked_providers", "workers", "busy", "start_time", "alive"],
            NamesOf(status.GetProperty("nodes")[0])
        );
        Assert.Equal("presence gone", status.GetProperty("takeovers")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Alive_is_alive_and_ready_names_what_is_not()
    {
        var url = await StartAsync(_stage.Parts with { Graph = Away.Of<IGraphStore>("Neo4j does not answer") });
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(url + "/healthz", Stop)).StatusCode);
        var (code, problem) = await ProblemAsync(url + "/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Equal(["graph"], NamesOf(problem.GetProperty("failing")));
        Assert.Equal("graph: Neo4j does not answer", problem.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(await StartAsync() + "/readyz", Stop)).StatusCode);
    }

    [Fact]
    public async Task The_ledger_gone_is_a_problem_that_says_so_and_the_process_is_alive_all_the_same()
    {
        var url = await StartAsync(
            _stage.Parts with
            {
                Ledger = LedgerOfSeams.Of(_stage.Ledger) with
                {
                    Jobs = Away.Of<IJobs>("the database does not answer"),
                    Changes = Away.Of<IChanges>("the database does not answer"),
                },
            }
        );
        var (code, problem) = await ProblemAsync(url + Status);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "the database does not answer"),
            (code, problem.GetProperty("detail").GetString())
        );
        Assert.Equal(["ledger"], NamesOf((await ProblemAsync(url + "/readyz")).Problem.GetProperty("failing")));
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(url + "/metrics", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(url + "/healthz", Stop)).StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem_too()
    {
        var url = await StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await ProblemAsync(url + "/nowhere")).Code);
        Assert.Equal(
            HttpStatusCode.MethodNotAllowed,
            (await ProblemAsync(new HttpRequestMessage(HttpMethod.Delete, url + Status))).Code
        );
    }

    [Fact]
    public async Task Metrics_hold_every_figure_by_name()
    {
        await _stage.SaveAsync("meter");
        await _stage.NodeAsync("n", 1, "rules");
        await _stage.JobAsync("Book", 3, "meter");
        var counters = new NodeCounters();
        var url = await StartAsync();
        counters.NoteTakeover(TimeSpan.FromMilliseconds(120));
        counters.NoteStrays(2);
        counters.NoteClaims("meter", 5);
        Telemetry.Money.Add(0.5, Telemetry.Of("meter"), new("currency", "EUR"));
        Telemetry.ChapterTime.Record(1, Telemetry.Of("meter"));
        Telemetry.CallTime.Record(1, Telemetry.Of("meter"));
        var page = await _http.GetStringAsync(url + "/metrics", Stop);
        string[] names =
        [
            "weft_pending_chapters{provider=\"meter\"} 3",
            "weft_queue_length{provider=\"meter\"} 1",
            "weft_processing_chapters{provider=\"meter\"} 0",
            "weft_stuck_chapters{provider=\"meter\"} 0",
            "weft_workers{provider=\"rules\"} 2",
            "weft_provider_paused{provider=\"meter\"} 0",
            "weft_nodes{} 1",
            "weft_jobs_open{} 1",
            "weft_jobs_without_workers{} 1",
            "weft_reading_age_seconds{} 0",
            "weft_claims_total{provider=\"meter\"} 5",
            "weft_completions_total{provider=\"meter\"} 0",
            "weft_failures_total{provider=\"meter\"} 0",
            "weft_pauses_total{provider=\"meter\"} 0",
            "weft_calls_total{outcome=\"answered\",provider=\"meter\"} 0",
            "weft_tokens_total{kind=\"prompt\",provider=\"meter\"} 0",
            "weft_money_total{currency=\"EUR\",provider=\"meter\"} 0.5",
            "weft_takeovers_total{}",
            "weft_takeover_duration_seconds_bucket{le=\"0.2\"}",
            "weft_fenced_writes_total{}",
            "weft_strays_total{}",
            "weft_loop_restarts_total{}",
            "dotnet_gc_",
        ];
        Assert.DoesNotContain(names, name => !page.Contains(name, StringComparison.Ordinal));
        // Dashboard and alarms ask for nothing else.
        Assert.NotEmpty(DeployTests.Metrics());
        Assert.DoesNotContain(DeployTests.Metrics(), name => !page.Contains($"\n{name}{{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_password_only_who_says_it_may_look_but_anybody_may_ask_whether_it_lives()
    {
        var url = await StartAsync(password: "open sesame");
        foreach (var path in new[] { Status, "/metrics", "/readyz", "/nowhere" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await ProblemAsync(url + path)).Code);
            Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync(url + path, "Bearer", "open sesam"));
            Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync(url + path, "Basic", Base64("me:wrong")));
        }
        foreach (var broken in new[] { "###", Base64("open sesame"), "" })
            Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync(url + Status, "Basic", broken));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync(url + Status, "Bearer", "open sesame"));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync(url + "/metrics", "Basic", Base64("anybody:open sesame")));
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(url + "/healthz", Stop)).StatusCode);
        var refused = await _http.GetAsync(url + Status, Stop);
        Assert.StartsWith("Basic", refused.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Without_a_password_it_answers_only_to_names_of_this_machine()
    {
        var url = await StartAsync();
        foreach (var (host, code) in new[] { ("evil.example", HttpStatusCode.Forbidden), ("localhost", HttpStatusCode.OK) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url + Status);
            request.Headers.Host = host;
            Assert.Equal(code, (await _http.SendAsync(request, Stop)).StatusCode);
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("off")]
    public async Task It_does_not_listen_where_no_address_is(string listen)
    {
        await using var host = await WebHost.StartAsync(_stage.Parts, new(listen, ""), NullLogger.Instance, Stop);
        Assert.Null(host.Url);
    }

    [Fact]
    public async Task A_port_that_is_taken_makes_way_for_the_next()
    {
        var first = new Uri(await StartAsync());
        var second = new Uri(await StartAsync(listen: $"127.0.0.1:{first.Port}"));
        Assert.True(second.Port > first.Port);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(second, "/healthz"), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(first, "/healthz"), Stop)).StatusCode);
    }

    [Fact]
    public async Task An_address_of_no_card_is_said_and_not_thrown()
    {
        var log = new Sayings();
        await using var host = await WebHost.StartAsync(_stage.Parts, new("192.0.2.1:8420", "secret"), log, Stop);
        Assert.Null(host.Url);
        Assert.Contains("192.0.2.1:8420", Assert.Single(log.Lines));
    }

    private async Task<HttpStatusCode> CodeAsync(string url, string scheme, string said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, said);
        return (await _http.SendAsync(request, Stop)).StatusCode;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
