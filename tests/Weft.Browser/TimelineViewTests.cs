using Microsoft.Playwright;
using Weft.Testing;
using Xunit;

namespace Weft.Browser;

/// <summary>What happens in a novel, chapter by chapter: lanes, filters, an event with its sentence, who is on stage; on a desk and on a phone.</summary>
public sealed class TimelineViewTests
{
    [Theory]
    [InlineData("zh-CN", "zh/sanguo-yanyi.txt", "到这一句", "清除筛选", "亡")]
    [InlineData("en-GB", "en/monte-cristo.md", "To this sentence", "Clear the filter", "death")]
    public async Task Events_are_looked_through(string locale, string novel, string read, string clear, string death)
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await program.RunAsync("", "import", Path.Combine(Require.Corpus(), novel));
        await visitor.OpenAsync("books/1/timeline");
        await Assertions.Expect(visitor.Page.Locator(".empty")).ToBeVisibleAsync();
        await program.RunAsync("", "job", "start", "1");
        await Assertions.Expect(visitor.Page.Locator(".tlm").First).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await visitor.OpenAsync("books/1/graph");
        await visitor.Page.Keyboard.PressAsync("t");
        await visitor.IsAtAsync("/books/1/timeline");

        await visitor.Page.Locator(".evr").Nth(6).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".tlm.on, .tlm.more").First).ToBeVisibleAsync();
        var summary = await visitor.Page.Locator(".evc h2").InnerTextAsync();
        await visitor.PictureAsync("timeline-desktop-" + locale);
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(visitor.Page.Locator(".evc h2")).Not.ToHaveTextAsync(summary);

        var all = await visitor.Page.Locator(".tlh .num").InnerTextAsync();
        await visitor.Page.Locator(".tlb .chip").Filter(new() { HasText = death }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".tlh .num")).Not.ToHaveTextAsync(all);
        await visitor.Link(clear).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".tlh .num")).ToHaveTextAsync(all);
        await visitor.Page.Locator(".tls a").First.ClickAsync();
        await visitor.IsAtAsync("e=");
        await Assertions.Expect(visitor.Page.Locator(".tlh .num")).Not.ToHaveTextAsync(all);
        await visitor.PictureAsync("timeline-life-" + locale);
        await visitor.Link(read).ClickAsync();
        await visitor.IsAtAsync("/books/1/read/.*at=");
        await Assertions.Expect(visitor.Page.Locator(".text mark, .text .sent").First).ToBeVisibleAsync();
        visitor.AssertNoTroubles();

        await using var phone = await Visitor.ComeAsync(program.Url, locale, 390, 844, hasTouch: true);
        await phone.OpenAsync("books/1/timeline");
        await Assertions.Expect(phone.Page.Locator(".evr").First).ToBeVisibleAsync();
        Assert.True(await phone.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await phone.PictureAsync("timeline-phone-" + locale);
        phone.AssertNoTroubles();
    }
}
