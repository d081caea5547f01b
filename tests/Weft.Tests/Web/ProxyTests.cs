using System.Net;
using System.Text.RegularExpressions;
using Weft.Application;
using Weft.Model;
using Weft.Tests.Cli;
using Weft.Tests.Watching;
using Weft.Web;
using Weft.Web.Doors;
using Xunit;

namespace Weft.Tests.Web;

/// <summary>What stands before a node is believed where it is named, and under a path the page is whole.</summary>
public sealed partial class ProxyTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly List<WebHost> _hosts = [];
    private readonly Sayings _log = new();
    private WatchStage _stage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await WatchStage.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var host in _hosts)
            await host.DisposeAsync();
        await _stage.DisposeAsync();
    }

    private async Task<string> StartAsync(string[] named, string prefix = "")
    {
        var options = new ListenOptions("127.0.0.1:0", "") { Proxies = new(Proxies.TryParse(named)!, prefix) };
        var host = await WebHost.StartAsync(_stage.Parts with { Page = new("loom", true) }, options, _log, Stop);
        _hosts.Add(host);
        return host.Url!;
    }

    private async Task AdminIsThereAsync() =>
        Assert.IsType<Result<User>.Done>(await _stage.Parts.UseCases.Users.AddAsync("zhang", UserRole.Admin, Password, Stop));

    private async Task<HttpResponseMessage> AskAsync(string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, Stop);
    }

    private async Task<HttpResponseMessage> SignInAsync(string url, string password, params (string Name, string Value)[] headers)
    {
        var form = await AskAsync(url + "/sign-in", headers);
        var field = Mark().Match(await form.Content.ReadAsStringAsync(Stop)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "/sign-in");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Add("Cookie", form.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]));
        request.Content = new FormUrlEncodedContent([
            new("name", "zhang"),
            new("password", password),
            new("to", "/jobs"),
            new("__RequestVerificationToken", field),
        ]);
        return await _http.SendAsync(request, Stop);
    }

    private static string CookieOf(HttpResponseMessage answer) =>
        Assert.Single(answer.Headers.GetValues("Set-Cookie"), set => set.StartsWith("weft-sign-in", StringComparison.Ordinal));

    [Fact]
    public async Task Behind_a_named_proxy_with_TLS_the_cookie_is_secure_and_the_public_name_is_ours()
    {
        await AdminIsThereAsync();
        var url = await StartAsync(["127.0.0.1"]);
        var outside = new[]
        {
            ("X-Forwarded-For", "203.0.113.9"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "weft.example.org"),
            ("Origin", "https://weft.example.org"),
        };
        var cookie = CookieOf(await SignInAsync(url, Password, outside));
        Assert.Contains("; secure", cookie);
        Assert.Equal(
            HttpStatusCode.OK,
            (await AskAsync(url + "/api/books", [.. outside, ("Cookie", cookie.Split(';')[0])])).StatusCode
        );
    }

    [Fact]
    public async Task Behind_one_that_is_not_named_nothing_it_says_counts_and_that_is_said_once()
    {
        await AdminIsThereAsync();
        var url = await StartAsync(["10.0.0.0/8"]);
        var headers = new[] { ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https") };
        Assert.DoesNotContain("; secure", CookieOf(await SignInAsync(url, Password, headers)));
        await AskAsync(url + "/healthz", headers);
        Assert.Single(_log.Lines, line => line.Contains("WEFT_PROXIES"));
    }

    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("127.0.0.1, 203.0.113.9")]
    [InlineData("nonsense")]
    public async Task Who_asks_through_a_proxy_is_not_this_machine_whatever_they_say(string chain)
    {
        var url = await StartAsync(["127.0.0.1", "::1"]);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(url + "/api/books")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(url + "/api/books", ("X-Forwarded-For", chain))).StatusCode);
    }

    [Fact]
    public async Task Tries_are_counted_for_each_who_asks_and_not_for_the_proxy()
    {
        await AdminIsThereAsync();
        var url = await StartAsync(["127.0.0.1"]);
        for (var tried = 0; tried < 5; tried++)
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                (await SignInAsync(url, "wrong", ("X-Forwarded-For", "203.0.113.9"))).StatusCode
            );
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await SignInAsync(url, Password, ("X-Forwarded-For", "203.0.113.9"))).StatusCode
        );
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(url, Password, ("X-Forwarded-For", "203.0.113.10"))).StatusCode);
    }

    [Theory]
    [InlineData("/weft")] // Handed on as it came.
    [InlineData("")] // The proxy took the prefix off.
    public async Task Under_a_path_every_link_stays_under_it(string sent)
    {
        var url = await StartAsync(["127.0.0.1"], "/weft");
        await AdminIsThereAsync();
        (string, string)[] from = [("X-Forwarded-For", "203.0.113.9"), ("Accept", "text/html")];
        var led = await AskAsync($"{url}{sent}/jobs?state=failed", from);
        Assert.Equal("/weft/sign-in?to=%2Fjobs%3Fstate%3Dfailed", led.Headers.Location!.OriginalString);
        var form = await (await AskAsync($"{url}{sent}/sign-in", from)).Content.ReadAsStringAsync(Stop);
        Assert.Contains("<base href=\"/weft/\"", form);
        var cookie = CookieOf(await SignInAsync(url + sent, Password, from));
        Assert.Contains("path=/weft", cookie);
        (string, string)[] signedIn = [.. from, ("Cookie", cookie.Split(';')[0])];
        var page = await (await AskAsync($"{url}{sent}/", signedIn)).Content.ReadAsStringAsync(Stop);
        Assert.Contains("<base href=\"/weft/\"", page);
        foreach (Match link in Links().Matches(page))
            Assert.DoesNotMatch("^/(?!weft/)", link.Groups[1].Value);
        var script = await AskAsync($"{url}{sent}/_framework/blazor.web.js", signedIn);
        Assert.StartsWith("/weft/files/", script.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Under_a_path_that_the_node_was_not_told_of_a_person_is_told_what_to_set_before_they_are_asked_who_they_are()
    {
        await AdminIsThereAsync();
        foreach (var named in new string[][] { ["127.0.0.1"], [] })
        {
            var url = await StartAsync(named);
            var answer = await AskAsync($"{url}/weft/", ("X-Forwarded-For", "203.0.113.9"), ("Accept", "text/html"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var words = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Contains("Nothing answers to /weft/ here.", words);
            Assert.Contains("WEFT_PAGE_URL", words);
        }
        // Who asks a node itself only mistyped an address.
        var direct = await AskAsync($"{await StartAsync([])}/weft/", ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.Redirect, direct.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1,10.0.0.0/24,::1", true)]
    [InlineData("", true)]
    [InlineData("proxy.example.org", false)]
    public void Names_are_addresses_and_networks(string text, bool isGood) =>
        Assert.Equal(isGood, Proxies.TryParse(text.Split(',', StringSplitOptions.RemoveEmptyEntries)) is not null);

    [Theory]
    [InlineData("https://example.org/weft/", "/weft")]
    [InlineData("https://example.org/", "")]
    [InlineData("", "")]
    public void The_path_of_the_pages_address_is_the_prefix(string address, string prefix) =>
        Assert.Equal(prefix, Proxies.PrefixOf(address));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Mark();

    [GeneratedRegex("(?:href|src|action)=\"([^\"]+)\"")]
    private static partial Regex Links();
}
