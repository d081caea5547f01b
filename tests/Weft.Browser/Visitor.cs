using Microsoft.Playwright;
using Weft.Testing;
using Xunit;

namespace Weft.Browser;

/// <summary>A person with a browser; what goes wrong in it fails the test.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _troubles = [];

    private Visitor(IPlaywright playwright, IBrowser browser, IPage page) =>
        (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    /// <summary>What the browser complained about so far.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <param name="locale">The browser's own language, which is its wish.</param>
    public static async Task<Visitor> ComeAsync(
        string address,
        string locale = "en-GB",
        int width = 1440,
        int height = 900,
        bool hasTouch = false
    )
    {
        var chromium = Names
            .SelectMany(name =>
                (Environment.GetEnvironmentVariable("PATH") ?? "")
                    .Split(Path.PathSeparator)
                    .Select(folder => Path.Combine(folder, name))
            )
            .FirstOrDefault(File.Exists);
        if (chromium is null)
            Require.Missing("browser", "no chromium is in the PATH");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = address,
                Locale = locale,
                // A proxy of a test vouches for itself.
                IgnoreHTTPSErrors = address.StartsWith("https:", StringComparison.Ordinal),
                HasTouch = hasTouch,
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        var page = await context.NewPageAsync();
        var visitor = new Visitor(playwright, browser, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                visitor._troubles.Add(message.Text);
        };
        page.PageError += (_, error) => visitor._troubles.Add(error);
        return visitor;
    }

    /// <summary>Opens an address and waits until its circuit is there, so that controls answer.</summary>
    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Page.WaitForSelectorAsync(".app[data-live]");
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name }).First;

    public ILocator ButtonExactly(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name }).First;

    public Task SeesAsync(string text) =>
        Assertions.Expect(Page.Locator("main")).ToContainTextAsync(text, new() { Timeout = 60_000 });

    /// <remarks>Asked of the browser again and again: who waits for the next navigation misses one that has just been.</remarks>
    public async Task IsAtAsync(string pattern)
    {
        try
        {
            await Assertions
                .Expect(Page)
                .ToHaveURLAsync(new System.Text.RegularExpressions.Regex(pattern), new() { Timeout = 60_000 });
        }
        catch (PlaywrightException)
        {
            var seen = string.Join('\n', await Page.Locator("main, .toast").AllInnerTextsAsync());
            Assert.Fail($"no way to {pattern}: at {Page.Url}, which shows\n{seen}\n{string.Join('\n', _troubles)}");
        }
    }

    /// <summary>What was typed is kept by the page, for when it has to come back.</summary>
    public Task DraftIsKeptAsync() =>
        Page.WaitForSelectorAsync("#lost[data-draft]", new() { State = WaitForSelectorState.Attached });

    /// <summary>The page has heard of another web node, and may ask it.</summary>
    public Task KnowsAsync(string other) =>
        Page.WaitForSelectorAsync(
            $"#lost[data-asks~='{other}']",
            new() { State = WaitForSelectorState.Attached, Timeout = 60_000 }
        );

    /// <summary>Kept where <c>WEFT_SHOTS</c> names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("WEFT_SHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }

    public void AssertNoTroubles() => Assert.Empty(_troubles);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
