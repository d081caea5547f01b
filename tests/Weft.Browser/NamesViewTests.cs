using Microsoft.Playwright;
using Weft.Testing;
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

    [Theory]
    [InlineData("en-GB", "Yes, merge", "No", "Later")]
    [InlineData("zh-CN", "是，合并", "不是", "先放着")]
    public async Task Suggestions_are_taken_and_refused_one_by_one(string locale, string yes, string no, string later)
    {
        var novel = Path.Combine(Require.Corpus(), "en", "pride-and-prejudice.txt");
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await program.RunAsync("", "import", novel);
        await program.RunAsync("", "job", "start", "1");
        await visitor.OpenAsync("books/1/names");
        await Assertions.Expect(visitor.Page.Locator(".sg.open")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        var first = await visitor.Page.Locator(".sg.open h3").InnerTextAsync();
        await visitor.PictureAsync("names-suggested-" + locale);
        await visitor.Button(later).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".sg.open h3")).Not.ToHaveTextAsync(first);
        await visitor.Page.Locator(".sg-h").First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".sg.open h3")).ToHaveTextAsync(first);
        await visitor.Button(yes).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("table tbody tr")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Assertions.Expect(visitor.Page.Locator(".sgs")).Not.ToContainTextAsync(first, new() { Timeout = Patience });
        await visitor.Page.Locator(".sg.open").GetByRole(AriaRole.Button, new() { Name = no, Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("table tbody tr")).ToHaveCountAsync(2, new() { Timeout = Patience });
        visitor.AssertNoTroubles();
    }

    private static ILocator RowAsync(Visitor visitor, string name) =>
        visitor.Page.Locator(".trow").GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true });
}
