using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>Ctrl K finds anything, and ? says which keys a view has.</summary>
public sealed class PaletteTests
{
    [Fact]
    public async Task What_one_remembers_of_it_leads_there()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await visitor.OpenAsync("");
        await visitor.Button("Read it now").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var hits = visitor.Page.Locator("#palette .hits a");

        await visitor.Page.Keyboard.PressAsync("Control+k");
        await visitor.Page.Keyboard.TypeAsync("alice");
        await Assertions.Expect(hits.GetByText("book", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(hits.Last).ToContainTextAsync("Alice");
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.IsAtAsync("/books/1$");

        await visitor.Page.Keyboard.PressAsync("Control+k");
        await visitor.Page.Keyboard.TypeAsync("1");
        await hits.GetByText("Job 1").ClickAsync();
        await visitor.IsAtAsync("/jobs/1$");

        await visitor.Page.Keyboard.PressAsync("Control+k");
        await visitor.Page.Keyboard.TypeAsync("fle");
        await Assertions.Expect(hits).ToHaveCountAsync(1);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.IsAtAsync("/fleet$");
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task The_keys_of_a_view_are_those_that_it_has()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, "zh-CN");
        await visitor.OpenAsync("providers");
        await visitor.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(visitor.Page.Locator("#keys[open]")).ToContainTextAsync("添加提供方");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visitor.Page.Locator("#keys[open]")).ToHaveCountAsync(0);
        await visitor.Page.Keyboard.PressAsync("a");
        await visitor.IsAtAsync("/providers/add$");
    }
}
