using Microsoft.Playwright;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Browser;

/// <summary>What a job will take stands beside its start, and changes with each change of the order.</summary>
public sealed class EstimateViewTests
{
    private const int Patience = 120_000;

    [Theory]
    [InlineData("en-GB", "Start · about $", "it will pause near chapter", "no price of")]
    [InlineData("zh-CN", "开始 · 约 $", "章附近暂停", "的价格未知")]
    public async Task The_sum_is_known_before_the_start(string locale, string start, string pauses, string priceless)
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var program = await ServedProgram.StartAsync();
        string[] price = ["--price-in", "0.15", "--price-out", "0.6", "--currency", "USD"];
        await program.RunAsync("", ["provider", "add", "known", "--url", provider.Url, "--model", "m", "--no-key", .. price]);
        await program.RunAsync("", "provider", "add", "local", "--url", provider.Url, "--model", "m", "--no-key");
        await program.RunAsync("", "import", StoryTests.Sample("alice.en.txt"));
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("books/1/start?providers=known");
        var aside = visitor.Page.Locator("aside.card");
        await Assertions.Expect(aside.Locator(".btn.p")).ToContainTextAsync(start, new() { Timeout = Patience });
        await visitor.PictureAsync($"estimate-{locale}");
        await visitor.Page.FillAsync("#bm", "0.01");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(aside).ToContainTextAsync(pauses, new() { Timeout = Patience });
        await visitor.PictureAsync($"estimate-over-{locale}");
        await visitor.OpenAsync("books/1/start?providers=local");
        await Assertions.Expect(aside).ToContainTextAsync(priceless, new() { Timeout = Patience });
        await Assertions.Expect(aside.Locator(".btn.p")).ToBeEnabledAsync(new() { Timeout = Patience });
        await visitor.Page.FillAsync("#bm", "1");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(aside.Locator(".btn.p")).ToBeDisabledAsync(new() { Timeout = Patience });
        await visitor.Page.SetViewportSizeAsync(390, 800);
        await visitor.OpenAsync("books/1/start?providers=known");
        await Assertions.Expect(aside.Locator(".btn.p")).ToContainTextAsync(start, new() { Timeout = Patience });
        // The bar stays in view, wherever the form stands, and opens.
        await Assertions.Expect(aside.Locator(".btn.p")).ToBeInViewportAsync();
        await Assertions.Expect(aside.Locator("[data-estimate]")).ToBeHiddenAsync();
        await visitor.PictureAsync($"estimate-phone-{locale}");
        await aside.Locator(".more").ClickAsync();
        await Assertions.Expect(aside.Locator("[data-estimate]")).ToBeVisibleAsync();
        await visitor.PictureAsync($"estimate-phone-open-{locale}");
        Assert.Empty(provider.Calls);
        visitor.AssertNoTroubles();
    }
}
