using Microsoft.Playwright;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Browser;

/// <summary>A job that stands at its budget says so, asks for a higher one, and goes on with it.</summary>
public sealed class BudgetViewTests
{
    private const int Patience = 120_000;

    [Theory]
    [InlineData("en-GB", "Resume", "next call needs up to")]
    [InlineData("zh-CN", "继续", "下一次调用最多需要")]
    public async Task A_higher_budget_lets_it_go_on(string locale, string resume, string why)
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var program = await ServedProgram.StartAsync();
        await program.RunAsync("", "provider", "add", "p", "--url", provider.Url, "--model", "m", "--no-key");
        await program.RunAsync("", "import", StoryTests.Sample("ah-q.zh.txt"));
        await program.RunAsync("", "job", "start", "1", "--provider", "p", "--budget", "15ktok");
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("jobs/1");
        await Assertions.Expect(visitor.Page.Locator(".job-top")).ToContainTextAsync(why, new() { Timeout = Patience });
        await visitor.Button(resume).ClickAsync();
        var dialog = visitor.Page.Locator("dialog.ask:has(#raise)");
        await visitor.PictureAsync($"resume-{locale}");
        await Assertions.Expect(dialog).ToContainTextAsync(why, new() { Timeout = Patience });
        // Nobody could tell money from tokens.
        await visitor.Page.FillAsync("#raise", "5");
        await dialog.Locator(".btn.p").ClickAsync();
        await Assertions.Expect(dialog.Locator("[role=alert]")).ToContainTextAsync("500ktok", new() { Timeout = Patience });
        await visitor.PictureAsync($"budget-{locale}");
        await visitor.Page.FillAsync("#raise", "50Mtok");
        await dialog.Locator(".btn.p").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = Patience });
        Assert.Equal(0, await dialog.CountAsync());
        visitor.AssertNoTroubles();
    }
}
