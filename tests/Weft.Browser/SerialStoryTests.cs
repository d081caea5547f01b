using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>A serial gains a chapter: its difference is shown, taken, and what is new is read like the rest; the book gets another title.</summary>
public sealed class SerialStoryTests
{
    private const string Story =
        "Chapter 1. The Ford\n\nEmma met Jane at the ford. Jane told Emma of London.\n\nChapter 2. The Gate\n\nJane met Frank at the gate. Frank saw Jane.\n\n";

    private const string Longer = Story + "Chapter 3. The Letter\n\nEmma wrote to Frank of Jane. Frank answered Emma.\n";

    private sealed record Words(
        string More,
        string Edition,
        string Same,
        string Fresh,
        string Take,
        string Continue,
        string AsBefore,
        string Start,
        string Completed,
        string Nothing,
        string Discard,
        string Rename,
        string Save,
        string Title,
        string Doubt,
        string Meant
    );

    private static readonly Dictionary<string, Words> Said = new()
    {
        ["en-GB"] = new(
            "More",
            "New edition…",
            "the same 2",
            "new",
            "Take as edition 2",
            "Continue with 1 new chapter",
            "as the last job was ordered: rules",
            "Start",
            "completed",
            "Nothing is different",
            "Discard",
            "Rename",
            "Save",
            "Letters from the Ford",
            "is this the right file?",
            "It is the right file"
        ),
        ["zh-CN"] = new(
            "更多",
            "新版本……",
            "相同 2",
            "新增",
            "采用为版本 2",
            "继续处理新增的 1 章",
            "照上一个任务的设置：rules",
            "开始",
            "已完成",
            "没有变化",
            "放弃",
            "改名",
            "保存",
            "渡口来信",
            "文件对吗",
            "文件没有错"
        ),
    };

    [Theory]
    [InlineData("en-GB", 1440)]
    [InlineData("zh-CN", 1440)]
    [InlineData("zh-CN", 390)]
    public async Task A_serial_gains_a_chapter_which_is_read_like_the_rest(string locale, int width)
    {
        var words = Said[locale];
        await using var program = await ServedProgram.StartAsync();
        var (first, second) = (program.File("serial.txt"), program.File("serial-2.txt"));
        await File.WriteAllTextAsync(first, Story, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(second, Longer, TestContext.Current.CancellationToken);
        await program.RunAsync("", "import", first);
        await program.RunAsync("", "job", "start", "1", "--detach");
        await using var visitor = await Visitor.ComeAsync(program.Url, locale, width);
        await visitor.OpenAsync("jobs/1");
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.OpenAsync("books/1");
        await ChooseEditionAsync(visitor, words, second);
        await visitor.SeesAsync(words.Same);
        await visitor.SeesAsync("Chapter 3. The Letter");
        await LookAsync(visitor, $"edition-{locale}-{width}");
        await visitor.Button(words.Take).ClickAsync();
        await visitor.IsAtAsync("/books/1$");
        await visitor.Button(words.Continue).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("dialog[open]")).ToContainTextAsync(words.AsBefore);
        await LookAsync(visitor, $"continue-{locale}-{width}");
        await visitor.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = words.Start }).ClickAsync();
        await visitor.IsAtAsync("/jobs/2$");
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        // The book shows what both jobs read, and there is nothing new any more.
        await visitor.OpenAsync("books/1");
        await Assertions.Expect(visitor.Page.Locator(".trow .st.done")).ToHaveCountAsync(3);
        await Assertions.Expect(visitor.Page.Locator("#continue")).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Page.Locator("#editions tr")).ToHaveCountAsync(2);
        await RenameAsync(visitor, words);
        await LookAsync(visitor, $"serial-{locale}-{width}");
        visitor.AssertNoTroubles();
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("zh-CN")]
    public async Task The_same_file_and_a_wrong_one_are_known_for_what_they_are(string locale)
    {
        var words = Said[locale];
        await using var program = await ServedProgram.StartAsync();
        var (first, other) = (program.File("serial.txt"), program.File("whale.txt"));
        await File.WriteAllTextAsync(first, Longer, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            other,
            "Chapter 1\n\nA whale was seen.\n\nChapter 2\n\nA ship went out.\n\nChapter 3\n\nThe captain stood there.\n",
            TestContext.Current.CancellationToken
        );
        await program.RunAsync("", "import", first);
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("books/1");
        await ChooseEditionAsync(visitor, words, first);
        await visitor.SeesAsync(words.Nothing);
        await Assertions.Expect(visitor.Page.Locator("#take-edition")).ToHaveCountAsync(0);
        await visitor.PictureAsync("edition-nothing-" + locale);
        await visitor.Button(words.Discard).ClickAsync();
        await visitor.IsAtAsync("/books/1$");
        await ChooseEditionAsync(visitor, words, other);
        await visitor.SeesAsync(words.Doubt);
        await Assertions.Expect(visitor.Page.Locator("#take-edition")).ToBeDisabledAsync();
        await LookAsync(visitor, "edition-doubt-" + locale);
        await visitor.Page.GetByLabel(words.Meant).CheckAsync();
        await visitor.Button(words.Take).ClickAsync();
        await visitor.IsAtAsync("/books/1$");
        await visitor.SeesAsync(locale == "en-GB" ? "edition 2" : "版本 2");
        visitor.AssertNoTroubles();
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("zh-CN")]
    public async Task A_file_that_was_dropped_on_the_library_may_be_an_edition_too(string locale)
    {
        var words = Said[locale];
        await using var program = await ServedProgram.StartAsync();
        var (first, second) = (program.File("serial.txt"), program.File("serial-2.txt"));
        await File.WriteAllTextAsync(first, Story, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(second, Longer, TestContext.Current.CancellationToken);
        await program.RunAsync("", "import", first);
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#files", second);
        await visitor.IsAtAsync("/import/[0-9a-f]+$");
        await visitor.Page.WaitForSelectorAsync("#update-book");
        await LookAsync(visitor, "import-or-edition-" + locale);
        await visitor.Page.Locator("#update-book").SelectOptionAsync("1");
        await visitor.IsAtAsync("/books/1/update/[0-9a-f]+$");
        await visitor.SeesAsync(words.Same);
        visitor.AssertNoTroubles();
    }

    private static async Task ChooseEditionAsync(Visitor visitor, Words words, string file)
    {
        await visitor.Page.Locator($"summary[aria-label='{words.More}']").ClickAsync();
        var chooser = await visitor.Page.RunAndWaitForFileChooserAsync(() => visitor.Button(words.Edition).ClickAsync());
        Assert.False(chooser.IsMultiple);
        await chooser.SetFilesAsync(file);
        await visitor.IsAtAsync("/books/1/update/[0-9a-f]+$");
        await visitor.Page.WaitForSelectorAsync(".app[data-live]");
    }

    private static async Task RenameAsync(Visitor visitor, Words words)
    {
        await visitor.Page.Locator($"summary[aria-label='{words.More}']").ClickAsync();
        await visitor.Button(words.Rename).ClickAsync();
        await visitor.Page.Locator("#book-title").FillAsync(words.Title);
        await visitor.Button(words.Save).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("main h1")).ToHaveTextAsync(words.Title);
    }

    /// <summary>A picture is kept; nobody is shut out, and nothing runs out of the width.</summary>
    private static async Task LookAsync(Visitor visitor, string name)
    {
        await visitor.PictureAsync(name);
        var found = await visitor.Page.RunAxe();
        Assert.Empty(found.Violations.Select(barrier => $"{name}: {barrier.Id} {barrier.Nodes[0].Html}"));
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
    }
}
