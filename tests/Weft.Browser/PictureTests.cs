using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>Every view in every dress: nothing runs out of a phone's width, nothing goes wrong in the browser. Kept as pictures under <c>WEFT_SHOTS</c>.</summary>
public sealed class PictureTests
{
    private static readonly (string Name, string Address)[] Views =
    [
        ("library", ""),
        ("book", "books/1"),
        ("start", "books/1/start"),
        ("job", "jobs/1"),
        ("job-drawer", "jobs/1?part=3"),
        ("jobs", "jobs"),
        ("fleet", "fleet"),
        ("fleet-held", "fleet?hold=2026-01-01T00:00:00Z"),
        ("audit", "settings/audit"),
        ("providers", "providers"),
        ("provider-add", "providers/add"),
        ("graph", "books/1/graph"),
        ("card", "books/1/graph?e=alice"),
        ("tie", "books/1/graph?tie=alice~queen"),
        ("graph-table", "books/1/graph?as=table"),
        ("reader", "books/1/read/2"),
        ("timeline", "books/1/timeline"),
        ("names", "books/1/names"),
        ("names-one", "books/1/names?e=queen"),
        ("library-table", "?as=table&picked=1"),
        ("settings-you", "settings/you"),
        ("settings-users", "settings/users"),
        ("settings-tokens", "settings/tokens"),
        ("settings-webhook", "settings/webhook"),
        ("settings-server", "settings/server"),
    ];

    private readonly List<string> _barriers = [];

    [Fact]
    public async Task Every_view_fits_in_both_languages_themes_and_sizes()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var desk = await Visitor.ComeAsync(program.Url);
        await using var phone = await Visitor.ComeAsync(program.Url, width: 390, height: 844);
        foreach (var (visitor, size) in new[] { (desk, "desktop"), (phone, "phone") })
        foreach (var language in new[] { "en", "zh" })
            await LookAsync(visitor, "first-run", "", size, language, "light");
        await desk.OpenAsync("?lang=en");
        await desk.Button("Read it now").ClickAsync();
        await Assertions.Expect(desk.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        foreach (var (visitor, size) in new[] { (desk, "desktop"), (phone, "phone") })
        foreach (var (name, address) in Views)
            await LookAllAsync(visitor, name, address, size);
        desk.AssertNoTroubles();
        phone.AssertNoTroubles();
        Assert.Empty(_barriers);
    }

    [Fact]
    public async Task The_door_and_the_settings_of_those_who_signed_in_fit_as_well()
    {
        const string Password = "correct horse battery";
        await using var program = await ServedProgram.StartAsync();
        await program.RunAsync(Password + "\n", "user", "add", "zhang", "--role", "admin", "--password-file", "-");
        await program.RunAsync(Password + "\n", "user", "add", "li", "--password-file", "-");
        await program.RunAsync("", "token", "add", "nightly", "--role", "reader", "--days", "90");
        await using var desk = await Visitor.ComeAsync(program.Url);
        await using var phone = await Visitor.ComeAsync(program.Url, width: 390, height: 844);
        foreach (var (visitor, size) in new[] { (desk, "desktop"), (phone, "phone") })
        {
            await LookAllAsync(visitor, "sign-in", "sign-in", size);
            foreach (var (name, tabs) in Behind)
            {
                await visitor.Page.GotoAsync("settings/you");
                await visitor.Page.FillAsync("input[name=name]", name);
                await visitor.Page.FillAsync("input[name=password]", Password);
                await visitor.Page.PressAsync("input[name=password]", "Enter");
                await visitor.Page.WaitForSelectorAsync(".app[data-live]", new() { Timeout = 60_000 });
                foreach (var tab in tabs)
                    await LookAllAsync(visitor, $"{tab}-of-{name}", $"settings/{tab}", size);
                await program.RunAsync("", "user", "sign-ins", name, "--end");
                await visitor.Page.WaitForSelectorAsync("#session-over", new() { Timeout = 60_000 });
                await LookForBarriersAsync(visitor, "session-over", size, "en", "light");
                await visitor.PictureAsync($"session-over-{size}");
            }
        }
        desk.AssertNoTroubles();
        phone.AssertNoTroubles();
        Assert.Empty(_barriers);
    }

    private static readonly (string Name, string[] Tabs)[] Behind =
    [
        ("li", ["you", "users"]),
        ("zhang", ["you", "users", "tokens", "server"]),
    ];

    private async Task LookAllAsync(Visitor visitor, string name, string address, string size)
    {
        foreach (var (language, theme) in new[] { ("zh", "dark"), ("en", "dark"), ("zh", "light"), ("en", "light") })
            await LookAsync(visitor, name, address, size, language, theme);
    }

    /// <summary>What a screen reader or weak eyes would stumble over, by WCAG 2.2 A and AA. Each view once in either theme and language, and on a phone.</summary>
    private async Task LookForBarriersAsync(Visitor visitor, string name, string size, string language, string theme)
    {
        if ((language, theme) is not (("en", "light") or ("zh", "dark")) || (size == "phone" && theme == "dark"))
            return;
        var found = await visitor.Page.RunAxe(
            new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") }
        );
        Assert.NotEmpty(found.Passes);
        foreach (var violation in found.Violations)
            _barriers.Add(
                $"{name} {size} {theme} {language}: {violation.Impact} {violation.Id}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"
            );
    }

    private async Task LookAsync(Visitor visitor, string name, string address, string size, string language, string theme)
    {
        var dressed = $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}&theme={theme}";
        // The door has no circuit.
        if (address == "sign-in")
            await visitor.Page.GotoAsync(dressed);
        else
            await visitor.OpenAsync(dressed);
        if (await visitor.Page.Locator(".gv").CountAsync() > 0)
            await visitor.Page.WaitForSelectorAsync(".gv[data-drawn]");
        var over = await visitor.Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.True(over <= 0, $"{name} is {over} pixels wider than a {size}");
        await LookForBarriersAsync(visitor, name, size, language, theme);
        await visitor.PictureAsync($"{name}-{size}-{theme}-{language}");
    }
}
