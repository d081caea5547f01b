using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Weft.Application;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Testing.Models;
using Weft.Tests.Watching;
using Weft.Web;
using Weft.Web.Doors;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>A sign-in while it stands, and how it ends.</summary>
public sealed class SignedInTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly List<WebHost> _hosts = [];
    private WatchStage _stage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private WebParts Parts => _stage.Parts with { Page = new("loom", true) };

    private UseCases Cases => _stage.Parts.UseCases;

    public async ValueTask InitializeAsync()
    {
        _stage = await WatchStage.OpenAsync();
        await Cases.Users.AddAsync("zhang", UserRole.Admin, Password, Stop);
        await Cases.Users.AddAsync("li", UserRole.Reader, Password, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var host in _hosts)
            await host.DisposeAsync();
        await _stage.DisposeAsync();
    }

    private async Task<string> StartAsync(WebParts? parts = null)
    {
        var host = await WebHost.StartAsync(parts ?? Parts, new("127.0.0.1:0", ""), NullLogger.Instance, Stop);
        _hosts.Add(host);
        return host.Url!;
    }

    private async Task<string> SecretAsync(string name) =>
        Assert.IsType<Result<string>.Done>(await Cases.SignIns.TryAsync(name, Password, "here", false, Stop)).Value;

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(
        string address,
        string secret = "",
        HttpMethod? method = null,
        object? body = null,
        string accept = "application/json"
    )
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(accept);
        if (secret.Length > 0)
            request.Headers.Add("Cookie", $"weft-sign-in{SignInCookie.MarkOf(Parts)}={secret}");
        if (request.Method != HttpMethod.Get)
            request.Headers.Add("Origin", new Uri(address).GetLeftPart(UriPartial.Authority));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private async Task<string[]> IdsAsync(string url, string secret)
    {
        var (_, text) = await AskAsync($"{url}/api/me/sign-ins", secret);
        return
        [
            .. JsonDocument
                .Parse(text)
                .RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(one => one.GetProperty("id").GetString()!),
        ];
    }

    [Fact]
    public async Task One_sign_in_is_ended_by_its_user_or_an_admin_and_by_nobody_else()
    {
        var url = await StartAsync();
        var (first, second, reader) = (await SecretAsync("zhang"), await SecretAsync("zhang"), await SecretAsync("li"));
        var idOfFirst = new SignIn(SecretText.HashOf(first), "", UserRole.Admin, default, default).Id;
        Assert.Contains(idOfFirst, await IdsAsync(url, second));
        Assert.Equal(2, (await IdsAsync(url, second)).Length);

        var foreign = await AskAsync($"{url}/api/me/sign-ins/{idOfFirst}", reader, HttpMethod.Delete);
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Contains("sign_in.unknown", foreign.Text);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await AskAsync($"{url}/api/users/zhang/sign-ins/{idOfFirst}", reader, HttpMethod.Delete)).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await AskAsync($"{url}/api/books", first)).Status);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync($"{url}/api/me/sign-ins/{idOfFirst}", second, HttpMethod.Delete)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync($"{url}/api/books", first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync($"{url}/api/books", second)).Status);

        var (_, all) = await AskAsync($"{url}/api/users/li/sign-ins", second);
        var idOfReader = JsonDocument.Parse(all).RootElement.GetProperty("items")[0].GetProperty("id").GetString();
        Assert.DoesNotContain(SecretText.HashOf(reader), all);
        Assert.Equal(
            HttpStatusCode.OK,
            (await AskAsync($"{url}/api/users/li/sign-ins/{idOfReader}", second, HttpMethod.Delete)).Status
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync($"{url}/api/books", reader)).Status);
        Assert.Equal(2, (await Cases.Audit.ListAsync(new() { Kinds = [AuditKind.SignInsEnded] }, 10, Stop)).Count);
    }

    [Fact]
    public async Task What_is_done_within_an_open_page_keeps_the_sign_in_and_looking_on_does_not()
    {
        var keeper = new DoorKeeper(_stage.Ledger, _stage.Time);
        var secret = await SecretAsync("zhang");
        var caller = DoorKeeper.Of((await keeper.SignInOfAsync(secret, Stop))!);
        _stage.Time.Advance(SignIns.Short - TimeSpan.FromHours(1));
        await keeper.UseAsync(caller, Stop);
        _stage.Time.Advance(SignIns.Short - TimeSpan.FromHours(1));
        Assert.True(await keeper.MayLookAsync(caller));
        _stage.Time.Advance(TimeSpan.FromHours(1));
        Assert.False(await keeper.MayLookAsync(caller));
        await keeper.UseAsync(caller, Stop);
        Assert.Null(await keeper.SignInOfAsync(secret, Stop));
    }

    [Fact]
    public void Two_fleets_under_one_name_have_cookies_of_their_own_and_nodes_of_one_fleet_share_theirs()
    {
        string MarkOf(string node, string secret) =>
            SignInCookie.MarkOf(_stage.Parts with { Page = new(node, false), Seal = () => KeySeal.FromSecret(secret) });
        Assert.Equal(MarkOf("loom-1", "the secret of one fleet"), MarkOf("loom-2", "the secret of one fleet"));
        Assert.NotEqual(MarkOf("loom-1", "the secret of one fleet"), MarkOf("loom-1", "the secret of another"));
    }

    [Fact]
    public async Task While_the_ledger_is_away_a_person_is_told_so_in_words_and_nobody_comes_in()
    {
        var secret = await SecretAsync("zhang");
        var away = LedgerOfSeams.Of(_stage.Ledger) with { Accounts = Away.Of<IAccounts>("the database does not answer") };
        var url = await StartAsync(Parts with { Ledger = away });
        var (status, text) = await AskAsync(url + "/", secret, accept: "text/html");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("the database does not answer", text);
        Assert.Contains("http-equiv=\"refresh\"", text);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(url + "/api/books", secret)).Status);
    }

    [Fact]
    public async Task A_form_whose_mark_is_stale_says_so_and_keeps_the_name_and_the_way_on()
    {
        var url = await StartAsync();
        using var answer = await _http.PostAsync(
            url + "/sign-in",
            new FormUrlEncodedContent([new("name", "zhang"), new("password", Password), new("to", "/jobs?state=failed")]),
            Stop
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Contains("Please say your password again.", text);
        Assert.Contains("value=\"zhang\"", text);
        Assert.Contains("value=\"/jobs?state=failed\"", text);
        Assert.DoesNotContain(Password, text);
    }

    [Fact]
    public async Task A_stream_of_events_ends_with_the_sign_in_that_opened_it()
    {
        var url = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, url + "/api/events?jobs");
        request.Headers.Add("Cookie", $"weft-sign-in{SignInCookie.MarkOf(Parts)}={await SecretAsync("li")}");
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        Assert.Equal("retry: 1000", await lines.ReadLineAsync(Stop));
        await Cases.SignIns.EndOthersAsync("li", "", Stop);
        using var ticking = new CancellationTokenSource();
        // Whoever reads asks again at each reading: time goes on until it is noticed.
        var tick = Task.Run(
            async () =>
            {
                while (!ticking.IsCancellationRequested)
                {
                    _stage.Time.Advance(TimeSpan.FromSeconds(1));
                    await Task.Yield();
                }
            },
            Stop
        );
        await lines.ReadToEndAsync(Stop).WaitAsync(TimeSpan.FromMinutes(5), Stop);
        await ticking.CancelAsync();
        await tick;
    }

    [Fact]
    public async Task Who_is_signed_in_guesses_the_old_password_no_faster_than_at_the_door()
    {
        var url = await StartAsync();
        var secret = await SecretAsync("li");
        Task<(HttpStatusCode Status, string Text)> TryAsync(string old) =>
            AskAsync($"{url}/api/me/password", secret, HttpMethod.Put, new { old, password = "another of eight letters" });
        for (var tried = 0; tried < 5; tried++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await TryAsync("wrong")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(Password)).Status);
    }
}
