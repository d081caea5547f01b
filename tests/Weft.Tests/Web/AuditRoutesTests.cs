using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Weft.Application;
using Weft.Model;
using Weft.Tests.Watching;
using Weft.Web;
using Weft.Web.Doors;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>Who did what over HTTP, and who may see it.</summary>
public sealed class AuditRoutesTests : IAsyncLifetime
{
    private const string Password = "correct horse";
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private WatchStage _stage = null!;
    private WebHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await WatchStage.OpenAsync();
        var parts = _stage.Parts with { Page = new("loom", true) };
        _host = await WebHost.StartAsync(parts, new("127.0.0.1:0", ""), NullLogger.Instance, Stop);
        await _stage.SaveAsync("meter");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        await _stage.DisposeAsync();
    }

    private UseCases Cases => _stage.Parts.UseCases;

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(
        string path,
        string? token = null,
        string? cookie = null,
        string? body = null,
        HttpMethod? method = null
    )
    {
        using var request = new HttpRequestMessage(method ?? (body is null ? HttpMethod.Get : HttpMethod.Post), _host.Url + path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        if (request.Method != HttpMethod.Get)
            request.Headers.Add("Origin", _host.Url);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await _http.SendAsync(request, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private async Task<JsonElement[]> EntriesAsync(string query = "", string? token = null)
    {
        var (status, text) = await AskAsync("/api/audit" + query, token);
        Assert.Equal((HttpStatusCode.OK, ""), (status, status == HttpStatusCode.OK ? "" : text));
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray()];
    }

    private static string Said(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    [Fact]
    public async Task Without_users_it_was_nobody_signed_in_who_did_it()
    {
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/api/providers/meter/pause", body: "{}")).Status);
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(
            ("machine", "", "nobody signed in", "provider_paused"),
            (Said(entry, "by_kind"), Said(entry, "by"), Said(entry, "who"), Said(entry, "what"))
        );
        Assert.Equal("paused provider meter: paused by a person", Said(entry, "text"));
        Assert.Equal("meter", Said(entry.GetProperty("args"), "provider"));
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(Said(entry, "from"))));
        Assert.Equal("暂停提供方 meter：由人暂停", Said(Assert.Single(await EntriesAsync("?lang=zh")), "text"));
    }

    [Fact]
    public async Task A_user_and_a_token_are_named_and_only_admins_may_look()
    {
        await Cases.Users.AddAsync("zhang", UserRole.Admin, Password, Stop);
        await Cases.Users.AddAsync("reader", UserRole.Reader, Password, Stop);
        var came = await Cases.SignIns.TryAsync("zhang", Password, "::1", false, Stop);
        var cookie =
            new SignInCookie(() => SignInCookie.MarkOf(_stage.Parts with { Page = new("loom", true) })).Name
            + "="
            + Assert.IsType<Result<string>.Done>(came).Value;
        var (status, made) = await AskAsync("/api/tokens", cookie: cookie, body: """{"name":"nightly","role":"admin"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        var token = Said(JsonDocument.Parse(made).RootElement, "token");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/api/providers/meter/pause", token, body: "{}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/api/providers/meter/resume", cookie: cookie, body: "{}")).Status);
        var provider = await EntriesAsync("?what=provider", token);
        Assert.Equal(["zhang", "token nightly of zhang"], provider.Select(entry => Said(entry, "who")));
        Assert.Equal(
            ["token_added", "signed_in"],
            (await EntriesAsync("?by=zhang&what=token_added,sign_in", token)).Select(entry => Said(entry, "what"))
        );
        Assert.Equal(4, (await EntriesAsync("?by=zhang", token)).Length);
        Assert.DoesNotContain(token, (await AskAsync("/api/audit", token)).Text);

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("/api/audit")).Status);
        var reader = Assert.IsType<Result<NewToken>.Done>(await Cases.Tokens.AddAsync("look", UserRole.Reader, null, Stop)).Value;
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync("/api/audit", reader.Secret)).Status);
        var (_, page) = await AskAsync("/settings/audit", reader.Secret);
        Assert.Contains("Your role is reader", page);
        Assert.DoesNotContain("nightly", page);
        Assert.Contains("made token nightly", (await AskAsync("/settings/audit", token)).Text);
        Assert.Contains("创建访问令牌 nightly", WebUtility.HtmlDecode((await AskAsync("/settings/audit?lang=zh", token)).Text));
        Assert.DoesNotContain("made token nightly", (await AskAsync("/settings/audit?what=provider", token)).Text);
    }

    [Fact]
    public async Task It_is_read_a_page_at_a_time_and_what_cannot_be_asked_for_is_named()
    {
        for (var again = 0; again < 3; again++)
            await AskAsync("/api/providers/meter/pause", body: "{}");
        var (_, text) = await AskAsync("/api/audit?limit=2");
        var next = Said(JsonDocument.Parse(text).RootElement, "next");
        Assert.Single(await EntriesAsync($"?before={next}"));
        var (status, said) = await AskAsync("/api/audit?what=murder");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("one of: sign_in, book, job", said);
    }

    [Fact]
    public async Task What_was_refused_is_not_written_down()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/api/jobs/99/pause", body: "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/api/providers/none", method: HttpMethod.Delete)).Status);
        Assert.Empty(await EntriesAsync());
    }
}
