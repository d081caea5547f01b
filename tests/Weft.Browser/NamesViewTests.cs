using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>A reader puts names right: from a card of the graph to its name, its type, and out of every list; a name that is taken is a merge.</summary>
public sealed class NamesViewTests
{
    private const float Patience = 30_000;

    [Theory]
    [InlineData("en-GB", "Read it now", "Put right", "Rename", "Retype", "Hide", "is the name of another", "Merge Queen", "Undo")]
    [InlineData("zh-CN", "现在就读", "更正", "改名", "改类", "隐去", "已是另一个的名字", "合并 Queen", "撤销")]
    public async Task Names_are_put_right(
        string locale,
        string read,
        string putRight,
        string rename,
        string retype,
        string hide,
        string taken,
        string merge,
        string undo
    )
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("");
        await visitor.Button(read).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.OpenAsync("books/1/graph?e=queen");
        await visitor.Link(putRight).ClickAsync();
        await visitor.IsAtAsync("/books/1/names\\?e=queen");

        await visitor.Page.Locator("#shown-name").FillAsync("King");
        await visitor.Button(rename).ClickAsync();
        await visitor.SeesAsync(taken);
        await Assertions.Expect(visitor.Button(merge)).ToBeVisibleAsync();
        await visitor.PictureAsync("names-taken-" + locale);
        await visitor.Page.Locator("#shown-name").FillAsync("Queen \"of\" Hearts");
        await visitor.Button(rename).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("table tbody tr")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await RowAsync(visitor, "Queen \"of\" Hearts").CheckAsync(new() { Timeout = Patience });
        await visitor.Page.Locator("#entity-type").SelectOptionAsync("item");
        await visitor.Button(retype).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".trow .item")).ToHaveCountAsync(1, new() { Timeout = Patience });

        await RowAsync(visitor, "Duchess").CheckAsync();
        await visitor.Button(hide).ClickAsync();
        await Assertions.Expect(RowAsync(visitor, "Duchess")).ToHaveCountAsync(0, new() { Timeout = Patience });
        await visitor.PictureAsync("names-decided-" + locale);
        await visitor.Page.Locator("table tbody tr").First.GetByRole(AriaRole.Button, new() { Name = undo }).ClickAsync();
        await Assertions.Expect(RowAsync(visitor, "Duchess")).ToHaveCountAsync(1, new() { Timeout = Patience });
        visitor.AssertNoTroubles();
    }

    private static ILocator RowAsync(Visitor visitor, string name) =>
        visitor.Page.Locator(".trow").GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true });
}
