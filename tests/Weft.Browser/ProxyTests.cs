using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Browser;

/// <summary>The page behind a real proxy, under a path, over two web nodes of which each request may meet either.</summary>
[Needs("browser")]
public sealed class ProxyTests
{
    private const int Patience = 120_000;

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    public async Task Under_a_path_and_over_two_nodes_the_page_works_and_outlives_either(string kind)
    {
        var fleet = await ServedProgram.FleetAsync(withGraph: true);
        fleet["WEFT_PROXIES"] = "127.0.0.1";
        fleet["WEFT_PAGE_URL"] = "http://weft.example.org/weft/";
        await using var first = await ServedProgram.StartAsync(fleet, "loom-1", "node", "--role", "web");
        await using var second = await ServedProgram.StartAsync(fleet, "loom-2", "node", "--role", "web");
        await using var worker = await ServedProgram.StartAsync(fleet, "spindle", "node", "--role", "worker");
        var (proxy, url) = await StartAsync(kind, new Uri(first.Url).Authority, new Uri(second.Url).Authority);
        await using var running = proxy;
        // A person elsewhere has to sign in; the admin is made at the machine itself.
        await first.RunAsync("correct horse battery\n", "user", "add", "zhang", "--role", "admin", "--password-file", "-");
        await using var visitor = await Visitor.ComeAsync(url);
        await visitor.Page.GotoAsync("jobs");
        await visitor.IsAtAsync("/weft/sign-in[?]to=");
        await visitor.Page.FillAsync("input[name=name]", "zhang");
        await visitor.Page.CheckAsync("#show-password");
        await visitor.Page.FillAsync("input[name=password]", "correct horse battery");
        await visitor.Page.PressAsync("input[name=password]", "Enter");
        await visitor.IsAtAsync("/weft/jobs$");
        await visitor.Page.WaitForSelectorAsync(".app[data-live]", new() { Timeout = Patience });

        await visitor.OpenAsync("");
        await visitor.Button("Read it now").ClickAsync();
        await visitor.IsAtAsync("/weft/jobs/1$");
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = Patience });
        await visitor.OpenAsync("books/1/graph");
        await visitor.Page.WaitForSelectorAsync(".gv[data-drawn]", new() { Timeout = Patience });

        await visitor.OpenAsync("providers/add");
        await visitor.Page.FillAsync("#pn", "typed");
        foreach (var (dying, again) in new[] { (first, true), (second, false) })
        {
            await dying.KillAsync();
            // Wherever its circuit was, it is with the one that lives.
            var living = dying == first ? "loom-2" : "loom-1";
            await Assertions
                .Expect(visitor.Page.Locator(".live"))
                .ToHaveAttributeAsync("title", new Regex(living), new() { Timeout = Patience });
            await Assertions.Expect(visitor.Page.Locator("#lost")).ToBeHiddenAsync(new() { Timeout = Patience });
            await visitor.Page.WaitForSelectorAsync(".app[data-live]", new() { Timeout = Patience });
            await Assertions.Expect(visitor.Page.Locator("#pn")).ToHaveValueAsync("typed", new() { Timeout = Patience });
            if (again)
                await dying.StartAgainAsync();
        }
        Assert.EndsWith("/weft/providers/add", visitor.Page.Url, StringComparison.Ordinal);
        var cookies = await visitor.Page.Context.CookiesAsync();
        var signIn = Assert.Single(cookies, cookie => cookie.Name.StartsWith("weft-sign-in-", StringComparison.Ordinal));
        Assert.Equal(("/weft", kind == "caddy"), (signIn.Path, signIn.Secure));
    }

    /// <summary>As the project's own example has it: nginx without TLS, Caddy with a certificate of its own.</summary>
    private static async Task<(OwnServer Server, string Url)> StartAsync(string kind, params string[] nodes)
    {
        var folder = Path.Combine(StoryTests.Root(), "deploy");
        if (kind == "caddy")
        {
            var caddy = await CaddyServer.StartAsync(
                await File.ReadAllTextAsync(Path.Combine(folder, "caddy", "Caddyfile"), TestContext.Current.CancellationToken),
                nodes
            );
            return (caddy, caddy.Url);
        }
        var nginx = await NginxServer.StartAsync(
            await File.ReadAllTextAsync(Path.Combine(folder, "nginx", "weft.conf"), TestContext.Current.CancellationToken),
            nodes
        );
        return (nginx, nginx.Url);
    }

    [Fact]
    public async Task Behind_a_proxy_that_lets_no_web_socket_through_the_page_says_what_is_missing()
    {
        await using var program = await ServedProgram.StartAsync();
        await program.RunAsync("correct horse battery\n", "user", "add", "zhang", "--role", "admin", "--password-file", "-");
        // As people write it first.
        const string Bare = "location / { proxy_pass http://weft/; proxy_set_header Host $http_host; }";
        await using var proxy = await NginxServer.StartAsync(Bare, new Uri(program.Url).Authority);
        var url = new Uri(proxy.Url).GetLeftPart(UriPartial.Authority) + "/";
        await using var visitor = await Visitor.ComeAsync(url);
        await visitor.Page.GotoAsync("settings/you");
        await visitor.Page.FillAsync("input[name=name]", "zhang");
        await visitor.Page.FillAsync("input[name=password]", "correct horse battery");
        await visitor.Page.PressAsync("input[name=password]", "Enter");
        await Assertions.Expect(visitor.Page.Locator("#no-socket")).ToContainTextAsync("Upgrade", new() { Timeout = Patience });
        await Assertions.Expect(visitor.Page.Locator("#lost")).ToBeHiddenAsync();
    }
}
