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

    [Fact]
    public async Task Under_a_path_and_over_two_nodes_the_page_works_and_outlives_either()
    {
        var fleet = new Dictionary<string, string>
        {
            ["WEFT_LEDGER"] = await MariaDbServer.DatabaseAsync(),
            ["WEFT_DISPATCH"] = await RedisServer.DatabaseAsync(),
            ["WEFT_GRAPH"] = await Neo4jServer.LibraryAsync(),
            ["WEFT_KEY"] = "a secret of sixteen letters",
            ["WEFT_PROXIES"] = "127.0.0.1",
            ["WEFT_PAGE_URL"] = "http://weft.example.org/weft/",
        };
        await using var first = await ServedProgram.StartAsync(fleet, "loom-1", "node", "--role", "web");
        await using var second = await ServedProgram.StartAsync(fleet, "loom-2", "node", "--role", "web");
        await using var worker = await ServedProgram.StartAsync(fleet, "spindle", "node", "--role", "worker");
        var example = Path.Combine(StoryTests.Root(), "deploy", "nginx", "weft.conf");
        await using var proxy = await NginxServer.StartAsync(
            await File.ReadAllTextAsync(example, TestContext.Current.CancellationToken),
            new Uri(first.Url).Authority,
            new Uri(second.Url).Authority
        );
        // A person elsewhere has to sign in; the admin is made at the machine itself.
        await first.RunAsync("correct horse battery\n", "user", "add", "zhang", "--role", "admin", "--password-file", "-");
        await using var visitor = await Visitor.ComeAsync(proxy.Url);
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
            await visitor.Page.WaitForTimeoutAsync(1000);
            await Assertions.Expect(visitor.Page.Locator("#lost")).ToBeHiddenAsync(new() { Timeout = Patience });
            await visitor.Page.WaitForSelectorAsync(".app[data-live]", new() { Timeout = Patience });
            await Assertions.Expect(visitor.Page.Locator("#pn")).ToHaveValueAsync("typed", new() { Timeout = Patience });
            if (again)
                await dying.StartAgainAsync();
        }
        Assert.EndsWith("/weft/providers/add", visitor.Page.Url, StringComparison.Ordinal);
    }
}
