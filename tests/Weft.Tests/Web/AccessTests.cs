using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using Weft.Application;
using Weft.Model;
using Weft.Tests.Watching;
using Weft.Web;
using Weft.Web.Doors;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>People and programs that try to get in, over HTTP.</summary>
public sealed partial class AccessTests : IAsyncLifetime
{
    private const string Password = "correct horse";
    private readonly List<WebHost> _hosts = [];
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private WatchStage _stage = null!;
    private string _url = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await WatchStage.OpenAsync();
        _url = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var host in _hosts)
            await host.DisposeAsync();
        await _stage.DisposeAsync();
    }

    private string CookieName => new SignInCookie(() => SignInCookie.MarkOf(_stage.Parts with { Page = new("loom", true) })).Name;

    private UseCases Cases => _stage.Parts.UseCases;

    private async Task<string> StartAsync(string password = "", string listen = "127.0.0.1:0")
    {
        var parts = _stage.Parts with { Page = new("loom", true) };
        var host = await WebHost.StartAsync(parts, new(listen, password), NullLogger.Instance, Stop);
        _hosts.Add(host);
        return host.Url!;
    }

    private async Task AddAsync(string name, UserRole role) =>
        Assert.IsType<Result<User>.Done>(await Cases.Users.AddAsync(name, role, Password, Stop));

    /// <summary>The cookie of somebody who signed in without the form.</summary>
    private async Task<string> CookieAsync(string name)
    {
        var came = await Cases.SignIns.TryAsync(name, Password, "here", false, Stop);
        return CookieName + "=" + Assert.IsType<Result<string>.Done>(came).Value;
    }

    private async Task<string> TokenAsync(string name, UserRole role, int? days = null) =>
        Assert.IsType<Result<NewToken>.Done>(await Cases.Tokens.AddAsync(name, role, days, Stop)).Value.Secret;

    private async Task<HttpResponseMessage> AskAsync(
        string path,
        HttpMethod? method = null,
        string? cookie = null,
        string? token = null,
        string? origin = "own",
        string? url = null
    )
    {
        var at = url ?? _url;
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, at + path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (origin is not null && request.Method != HttpMethod.Get)
            request.Headers.Add("Origin", origin == "own" ? at : origin);
        if (request.Method == HttpMethod.Post || request.Method == HttpMethod.Put)
            request.Content = JsonContent.Create(new { });
        return await _http.SendAsync(request, Stop);
    }

    private async Task<HttpStatusCode> CodeAsync(
        string path,
        HttpMethod? method = null,
        string? cookie = null,
        string? token = null,
        string? origin = "own"
    ) => (await AskAsync(path, method, cookie, token, origin)).StatusCode;

    [Fact]
    public async Task Without_users_the_person_at_the_machine_is_let_in_and_with_one_nobody_is_who_has_not_signed_in()
    {
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/books"));
        await AddAsync("zhang", UserRole.Admin);
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/books"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/metrics"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/_blazor"));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/healthz"));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/sign-in"));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/books", cookie: await CookieAsync("zhang")));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/", cookie: await CookieAsync("zhang")));
    }

    [Fact]
    public async Task What_a_proxy_hands_on_is_not_this_machine()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _url + "/api/books");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.Forbidden, (await _http.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_person_is_led_to_the_door_and_from_there_to_a_path_of_this_page_alone()
    {
        await AddAsync("zhang", UserRole.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Get, _url + "/jobs?state=failed");
        request.Headers.Accept.ParseAdd("text/html");
        var answer = await _http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?to=%2Fjobs%3Fstate%3Dfailed", answer.Headers.Location!.OriginalString);
        Assert.Equal("/jobs?state=failed", await LedToAsync("/jobs?state=failed"));
        foreach (
            var elsewhere in new[]
            {
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "javascript:alert(1)",
                "",
                "/sign-in?to=/",
            }
        )
            Assert.Equal("/", await LedToAsync(elsewhere));
    }

    private async Task<string> LedToAsync(string to)
    {
        var answer = await SignInAsync("zhang", Password, to);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>As a browser does it: the form first, then what was typed with the form's own marks.</summary>
    private async Task<HttpResponseMessage> SignInAsync(string name, string password, string to = "/", bool keep = false)
    {
        var form = await _http.GetAsync(_url + "/sign-in", Stop);
        var field = Marks().Match(await form.Content.ReadAsStringAsync(Stop)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, _url + "/sign-in");
        request.Headers.Add("Cookie", form.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        request.Headers.Add("Origin", _url);
        request.Content = new FormUrlEncodedContent([
            new("name", name),
            new("password", password),
            new("to", to),
            new("__RequestVerificationToken", field),
            .. keep ? new KeyValuePair<string, string>[] { new("keep", "on") } : [],
        ]);
        return await _http.SendAsync(request, Stop);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Marks();

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_ends_with_the_browser_unless_it_is_to_stay()
    {
        await AddAsync("zhang", UserRole.Admin);
        foreach (var keep in new[] { false, true })
        {
            var answer = await SignInAsync("zhang", Password, keep: keep);
            var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), set => set.StartsWith(CookieName + "="));
            Assert.Contains("httponly", cookie);
            Assert.Contains("samesite=lax", cookie);
            Assert.Equal(keep, cookie.Contains("max-age=2592000"));
            Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/books", cookie: cookie.Split(';')[0]));
        }
    }

    [Fact]
    public async Task A_form_without_its_mark_lets_nobody_in()
    {
        await AddAsync("zhang", UserRole.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Post, _url + "/sign-in");
        request.Content = new FormUrlEncodedContent([new("name", "zhang"), new("password", Password)]);
        var answer = await _http.SendAsync(request, Stop);
        Assert.False(
            answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(set => set.StartsWith(CookieName + "="))
        );
    }

    [Fact]
    public async Task A_form_of_one_node_is_good_on_another_and_so_is_its_cookie()
    {
        await AddAsync("zhang", UserRole.Admin);
        var cookie = await CookieAsync("zhang");
        var other = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/api/books", cookie: cookie, url: other)).StatusCode);
        var form = await _http.GetAsync(other + "/sign-in", Stop);
        var field = Marks().Match(await form.Content.ReadAsStringAsync(Stop)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, _url + "/sign-in");
        request.Headers.Add("Cookie", form.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]));
        request.Content = new FormUrlEncodedContent([
            new("name", "zhang"),
            new("password", Password),
            new("__RequestVerificationToken", field),
        ]);
        Assert.Equal(HttpStatusCode.Redirect, (await _http.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task Wrong_passwords_and_unknown_names_are_answered_alike_and_the_sixth_waits()
    {
        await AddAsync("zhang", UserRole.Admin);
        foreach (var name in new[] { "zhang", "nobody" })
        {
            for (var tried = 0; tried < 5; tried++)
            {
                var wrong = await SignInAsync(name, "wrong");
                Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
                Assert.Contains("Name or password is not right.", await wrong.Content.ReadAsStringAsync(Stop));
            }
            var right = await SignInAsync(name, Password);
            Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
            Assert.Contains("Wait 30 s", await right.Content.ReadAsStringAsync(Stop));
        }
        _stage.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync("zhang", Password)).StatusCode);
    }

    [Fact]
    public async Task A_forged_or_ended_cookie_is_none()
    {
        await AddAsync("zhang", UserRole.Admin);
        await AddAsync("li", UserRole.Admin);
        foreach (var forged in new[] { "", "zhang", new string('A', 43), new string('x', 5000), "'; DROP TABLE users; --" })
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                await CodeAsync("/api/books", cookie: CookieName + "=" + Uri.EscapeDataString(forged))
            );
        var cookie = await CookieAsync("li");
        var hash = SecretText.HashOf(cookie[(CookieName.Length + 1)..]);
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/books", cookie: CookieName + "=" + hash));
        Assert.Equal(HttpStatusCode.Redirect, await CodeAsync("/sign-out", HttpMethod.Post, cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/books", cookie: cookie));
        foreach (
            var change in new Func<Task>[]
            {
                () => Cases.Users.ChangePasswordAsync("li", Password + "2", Stop),
                () => Cases.Users.ChangeRoleAsync("li", UserRole.Reader, Stop),
                () => Cases.Users.RemoveAsync("li", Stop),
            }
        )
        {
            await Cases.Users.AddAsync("li", UserRole.Admin, Password, Stop);
            await Cases.Users.ChangePasswordAsync("li", Password, Stop);
            cookie = await CookieAsync("li");
            Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/books", cookie: cookie));
            await change();
            Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/books", cookie: cookie));
        }
        cookie = await CookieAsync("zhang");
        _stage.Time.Advance(SignIns.Short);
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/books", cookie: cookie));
    }

    [Fact]
    public async Task A_token_is_good_for_its_role_until_it_is_over_or_revoked()
    {
        await AddAsync("zhang", UserRole.Admin);
        var (admin, reader) = (await TokenAsync("ci", UserRole.Admin), await TokenAsync("look", UserRole.Reader, 1));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/users", token: admin));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/books", token: reader));
        Assert.Equal(HttpStatusCode.Forbidden, await CodeAsync("/api/users", token: reader));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/books", token: reader + "x"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/books", token: SecretText.HashOf(reader)));
        _stage.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/books", token: reader));
        Assert.Null(await Cases.Tokens.RevokeAsync("ci", Stop));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/users", token: admin));
    }

    [Fact]
    public async Task The_nodes_password_is_no_sign_in()
    {
        await AddAsync("zhang", UserRole.Admin);
        _url = await StartAsync("open sesame");
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/metrics", token: "open sesame"));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/readyz", token: "open sesame"));
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/kg/workers/status", token: "open sesame"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/api/books", token: "open sesame"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync("/", token: "open sesame"));
    }

    [Fact]
    public async Task An_order_with_a_cookie_comes_from_this_site()
    {
        await AddAsync("zhang", UserRole.Admin);
        var cookie = await CookieAsync("zhang");
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/jobs/retry", HttpMethod.Post, cookie));
        foreach (var origin in new[] { "https://evil.example", "null", null })
            Assert.Equal(HttpStatusCode.Forbidden, await CodeAsync("/api/jobs/retry", HttpMethod.Post, cookie, origin: origin));
        var token = await TokenAsync("ci", UserRole.Admin);
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/jobs/retry", HttpMethod.Post, token: token, origin: null));
    }

    /// <summary>Each address that can be asked for, with what it takes.</summary>
    private IEnumerable<(string Method, string Path, RouteRule? Rule, bool IsView)> Routes() =>
        from endpoint in _hosts[0].Endpoints.OfType<RouteEndpoint>()
        let path = "/" + Place().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1")
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let isView = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        select (method, path, endpoint.Metadata.GetMetadata<RouteRule>(), isView);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();

    [Fact]
    public void Every_address_says_who_may_ask_it_and_orders_want_an_admin()
    {
        Assert.True(Routes().Count() > 40);
        Assert.DoesNotContain(Routes(), route => route.Rule is null);
        // An estimate, a prompt or a look at many uploads asks for much and orders nothing; a judged sample is counted and forgotten.
        string[] open =
        [
            "/sign-in",
            "/sign-out",
            "/handover",
            "/api/estimates",
            "/api/precision",
            "/api/books/1/prompt/",
            "/api/uploads/preview",
        ];
        Assert.DoesNotContain(
            Routes(),
            route =>
                route.Method is not ("GET" or "HEAD")
                && route.Rule!.Wants != UserRole.Admin
                && !open.Contains(route.Path)
                // One's own sign-in is a reader's to look after too.
                && !route.Path.StartsWith("/api/me/")
                && !route.Path.StartsWith("/_blazor")
                // A view takes what a form of it would send, and has none.
                && !route.IsView
        );
    }

    [Fact]
    public async Task A_reader_is_refused_every_order_and_told_who_could_change_that()
    {
        await AddAsync("Zhang Ming", UserRole.Admin);
        await AddAsync("li", UserRole.Reader);
        var cookie = await CookieAsync("li");
        var orders = Routes().Where(route => route.Rule?.Wants == UserRole.Admin).ToList();
        Assert.True(orders.Count > 20);
        foreach (var (method, path, _, _) in orders)
        {
            var answer = await AskAsync(path, new(method), cookie);
            var words = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {answer.StatusCode} {words}");
            Assert.Contains("role.reader", words);
            Assert.Contains("Your role is reader. An admin can change it: Zhang Ming.", words);
        }
        Assert.Equal(HttpStatusCode.OK, await CodeAsync("/api/books", cookie: cookie));
    }

    [Fact]
    public async Task Nobody_unknown_gets_an_answer_from_any_address_that_wants_somebody()
    {
        await AddAsync("zhang", UserRole.Admin);
        foreach (var (method, path, _, _) in Routes().Where(route => route.Rule?.Wants is not null))
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, await CodeAsync(path, new(method))));
    }

    [Fact]
    public async Task No_secret_stands_in_any_answer()
    {
        await AddAsync("zhang", UserRole.Admin);
        var token = await TokenAsync("ci", UserRole.Admin);
        var user = await _stage.Ledger.Accounts.FindUserAsync("zhang", Stop);
        string[] secrets = [token, SecretText.HashOf(token), user!.PasswordHash, Password];
        foreach (var path in new[] { "/api/users", "/api/tokens", "/api/settings" })
        {
            var words = await (await AskAsync(path, token: token)).Content.ReadAsStringAsync(Stop);
            Assert.DoesNotContain(secrets, secret => words.Contains(secret, StringComparison.Ordinal));
        }
    }
}
