using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>The graph view by mouse, finger and keyboard, on the served page and as a file.</summary>
public sealed class GraphViewTests
{
    private const string Drawn = ".gv[data-drawn]";

    [Theory]
    [InlineData("en-GB", "Read it now", "person", "Queen")]
    [InlineData("zh-CN", "现在就读", "人物", "Queen")]
    public async Task Filters_search_slider_and_table_show_one_thing(string locale, string read, string person, string name)
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await BookIsReadAsync(visitor, read);
        await OpenAsync(visitor, "books/1/graph");
        var all = await NamesAsync(visitor);

        await visitor.Page.Locator(".gv-type").Filter(new() { HasText = person }).Locator("input").UncheckAsync();
        await visitor.IsAtAsync("types=place");
        Assert.InRange(await NamesAsync(visitor), 1, all - 1);
        await visitor.Page.Locator(".gv-type input[data-type=place]").UncheckAsync();
        await visitor.IsAtAsync("types=none");
        Assert.Equal(0, await NamesAsync(visitor));
        await visitor.Page.Locator(".gv-none button").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(Drawn)).ToHaveAttributeAsync("data-names", $"{all}");
        await visitor.Page.Locator("#gv-min").FillAsync("10");
        await visitor.IsAtAsync("min=10");
        var others = await NamesAsync(visitor);
        Assert.InRange(others, 1, all - 1);
        await visitor.Page.Locator(".gv .seg button").Last.ClickAsync();
        await visitor.IsAtAsync("as=table");
        await Assertions.Expect(visitor.Page.Locator(".gv-table tbody tr")).ToHaveCountAsync(others);
        await OpenAsync(visitor, "books/1/graph?as=table");
        await Assertions.Expect(visitor.Page.Locator(".gv-table tbody tr")).ToHaveCountAsync(all);
        await visitor.Page.Locator(".gv-table thead button").First.ClickAsync();
        var names = await visitor.Page.Locator(".gv-table tbody .gv-name").AllInnerTextsAsync();
        Assert.Equal(names.Min(StringComparer.OrdinalIgnoreCase), names[0]);

        await OpenAsync(visitor, "books/1/graph");
        await visitor.Page.FillAsync("#search", name[..3]);
        await Assertions.Expect(visitor.Page.Locator(".gv-hits .gv-hit").First).ToContainTextAsync(name);
        await visitor.Page.Locator("#search").PressAsync("Enter");
        await visitor.IsAtAsync("[?&]e=");
        await Assertions.Expect(visitor.Page.Locator(".gside .who h2")).ToContainTextAsync(name, new() { Timeout = 60_000 });

        await OpenAsync(visitor, "books/1/graph");
        await visitor.Page.Locator("#upto").FillAsync("2");
        await visitor.IsAtAsync("up=2");
        Assert.InRange(await NamesAsync(visitor), 1, all - 1);
        var early = await NamesAsync(visitor);
        await visitor.Page.ReloadAsync();
        await visitor.Page.WaitForSelectorAsync(Drawn);
        Assert.Equal(early, await NamesAsync(visitor));
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task What_the_view_shows_is_saved_as_a_picture()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, "en-GB");
        await BookIsReadAsync(visitor, "Read it now");
        await OpenAsync(visitor, "books/1/graph");
        var saved = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.Locator("[data-do=savePng]").ClickAsync());
        Assert.EndsWith(".png", saved.SuggestedFilename, StringComparison.Ordinal);
        var picture = await File.ReadAllBytesAsync(await saved.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal([0x89, .. "PNG\r\n"u8], picture[..6]);
        var size = await visitor.Page.Locator(".gv canvas").BoundingBoxAsync();
        Assert.Equal(Math.Round(3 * size!.Width), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)));
        // Names and ties stand in it: an empty one has a few kB.
        Assert.InRange(picture.Length, 40_000, int.MaxValue);
        visitor.AssertNoTroubles();
    }

    [Theory]
    [InlineData("en-GB", "Read it now", "Why it is an entity", "stands")]
    [InlineData("zh-CN", "现在就读", "为何是实体", "出现")]
    public async Task A_community_is_filtered_and_a_card_says_what_it_is_and_why(
        string locale,
        string read,
        string why,
        string stands
    )
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await BookIsReadAsync(visitor, read);
        await OpenAsync(visitor, "books/1/graph");
        var all = await NamesAsync(visitor);
        var communities = visitor.Page.Locator(".gv-com");
        Assert.InRange(await communities.CountAsync(), 2, 13);
        await communities.First.Locator("input").UncheckAsync();
        await visitor.IsAtAsync("com=");
        Assert.InRange(await NamesAsync(visitor), 1, all - 1);

        await OpenAsync(visitor, "books/1/graph?e=alice");
        await Assertions
            .Expect(visitor.Page.Locator(".gside .says"))
            .ToContainTextAsync(locale == "zh-CN" ? "社群" : "community", new() { Timeout = 60_000 });
        await visitor.Page.GetByText(why).ClickAsync();
        await visitor.IsAtAsync("why=1");
        await Assertions
            .Expect(visitor.Page.Locator(".gside .why li").First)
            .ToContainTextAsync(stands, new() { Timeout = 60_000 });
        await visitor.Page.GetByText(why).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".gside .why li")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task A_finger_opens_a_name_and_its_tie_leads_to_the_sentence()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, width: 390, height: 844, hasTouch: true);
        await BookIsReadAsync(visitor, "Read it now");
        await OpenAsync(visitor, "books/1/graph");
        var spot = await visitor.Page.Locator(".gv-keys button").BoundingBoxAsync();
        await visitor.Page.Touchscreen.TapAsync(spot!.X + spot.Width / 2, spot.Y + spot.Height / 2);
        await visitor.IsAtAsync("[?&]e=");
        await visitor.Page.Locator(".gside .ties a").First.ClickAsync();
        await visitor.IsAtAsync("tie=");
        var quotes = visitor.Page.Locator(".gside .quote");
        await Assertions.Expect(quotes.First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await quotes.First.Locator("a").ClickAsync();
        await visitor.IsAtAsync("/books/1/read/\\d+\\?at=");
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task The_keyboard_alone_walks_opens_moves_and_finds_a_path()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await BookIsReadAsync(visitor, "Read it now");
        await OpenAsync(visitor, "books/1/graph");
        var key = visitor.Page.Locator(".gv-keys button");
        await key.FocusAsync();
        var first = await key.GetAttributeAsync("data-id");
        foreach (var arrow in new[] { "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown" })
            if (await key.GetAttributeAsync("data-id") == first)
                await visitor.Page.Keyboard.PressAsync(arrow);
        await Assertions.Expect(key).ToBeFocusedAsync();
        var other = await key.GetAttributeAsync("data-id");
        Assert.NotEqual(first, other);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.IsAtAsync("[?&]e=" + Uri.EscapeDataString(other!).Replace("%20", "(\\+|%20)", StringComparison.Ordinal));
        await visitor.Page.Keyboard.PressAsync("+");
        await visitor.IsAtAsync("cam=");
        await visitor.Page.Keyboard.PressAsync("0");
        await Assertions
            .Expect(visitor.Page)
            .Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("cam="), new() { Timeout = 60_000 });

        await OpenAsync(visitor, $"books/1/graph?from={Uri.EscapeDataString(first!)}&e={Uri.EscapeDataString(other!)}");
        await Assertions.Expect(visitor.Page.Locator(".gv-path li").First).ToBeVisibleAsync();
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task The_file_needs_no_network_and_shows_the_same_names_in_the_same_places()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await BookIsReadAsync(visitor, "Read it now");
        await OpenAsync(visitor, "books/1/graph");
        var served = await visitor.Page.EvaluateAsync<string>(
            "fetch('books/1/graph/drawing').then(answer => answer.json()).then(data => JSON.stringify(data.places))"
        );
        var count = await NamesAsync(visitor);
        using var client = new HttpClient { BaseAddress = new(program.Url) };
        var file = program.File("graph.html");
        await File.WriteAllTextAsync(
            file,
            await client.GetStringAsync("books/1/graph.html", TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );

        var asked = new List<string>();
        visitor.Page.Request += (_, request) => asked.Add(request.Url);
        var address = new Uri(file).AbsoluteUri;
        await visitor.Page.GotoAsync(address);
        await visitor.Page.WaitForSelectorAsync(Drawn);
        Assert.Equal(count, await NamesAsync(visitor));
        Assert.Equal(
            served,
            await visitor.Page.EvaluateAsync<string>(
                "JSON.stringify(JSON.parse(document.getElementById('graph').textContent).places)"
            )
        );
        await visitor.Page.Locator("aside .gv-list .gv-name").First.ClickAsync();
        await visitor.Page.Locator("aside .gv-tie").First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("aside blockquote").First).ToBeVisibleAsync();
        await visitor.Page.ClickAsync("#language");
        await Assertions.Expect(visitor.Page.Locator(".gv .seg button").Last).ToHaveTextAsync("表格");
        Assert.All(asked, url => Assert.StartsWith(address, url, StringComparison.Ordinal));
        visitor.AssertNoTroubles();
    }

    private static async Task BookIsReadAsync(Visitor visitor, string read)
    {
        await visitor.OpenAsync("");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = read }).First.ClickAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = 120_000 });
    }

    private static async Task OpenAsync(Visitor visitor, string address)
    {
        await visitor.OpenAsync(address);
        await visitor.Page.WaitForSelectorAsync(Drawn, new() { Timeout = 60_000 });
    }

    private static async Task<int> NamesAsync(Visitor visitor) =>
        int.Parse((await visitor.Page.Locator(Drawn).GetAttributeAsync("data-names"))!, CultureInfo.InvariantCulture);
}
