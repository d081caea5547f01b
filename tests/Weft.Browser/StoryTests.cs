using Microsoft.Playwright;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Browser;

/// <summary>What a person does who never saw a terminal, from the empty library to the sentence that a tie stands on.</summary>
public sealed class StoryTests
{
    private sealed record Words(
        string Hello,
        string Import,
        string Start,
        string Go,
        string Done,
        string Graph,
        string Ties,
        string Merge,
        string Merged,
        string Undo
    );

    private static readonly Words English = new(
        "Bring a book",
        "Import",
        "Start a job",
        "Start",
        "completed",
        "Open the graph",
        "Strongest ties",
        "Merge",
        "merged",
        "Undo"
    );

    private static readonly Words Chinese = new(
        "放入一本书",
        "导入",
        "开始任务",
        "开始",
        "已完成",
        "打开图谱",
        "最强的关系",
        "合并",
        "合并",
        "撤销"
    );

    internal static string Sample(string name) => Path.Combine(Root(), "samples", name);

    [Theory]
    [InlineData("en-GB", "alice.en.txt", "CHAPTER I. Down the Rabbit-Hole")]
    [InlineData("zh-CN", "ah-q.zh.txt", "第一章")]
    public async Task A_book_is_brought_read_and_looked_into(string locale, string sample, string firstTitle)
    {
        var words = locale.StartsWith("zh", StringComparison.Ordinal) ? Chinese : English;
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("");
        await visitor.SeesAsync(words.Hello);

        await visitor.Page.SetInputFilesAsync("#files", Sample(sample));
        await visitor.IsAtAsync("/import/[0-9a-f]+$");
        await visitor.SeesAsync(firstTitle);
        await visitor.Button(words.Import).ClickAsync();
        await visitor.IsAtAsync("/books/1$");
        await visitor.Link(words.Start).ClickAsync();
        await visitor.IsAtAsync("/books/1/start$");
        await visitor.Page.Locator("aside .btn.p").ClickAsync();
        await visitor.IsAtAsync("/jobs/1$");
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToHaveTextAsync(words.Done, new() { Timeout = 60_000 });

        await visitor
            .Page.Locator("canvas.map")
            .ClickAsync(
                new()
                {
                    Position = new() { X = 60, Y = 8 },
                }
            );
        await visitor.IsAtAsync("part=1");
        await visitor.Link(words.Graph).ClickAsync();
        await visitor.IsAtAsync("/books/1/graph$");
        await visitor.Page.Locator(".gside .rel:not(.com)").First.ClickAsync();
        await visitor.IsAtAsync("[?&]e=");
        await visitor.SeesAsync(words.Ties);
        await visitor.Page.Locator(".gside .ties a").First.ClickAsync();
        await visitor.IsAtAsync("tie=");
        await Assertions.Expect(visitor.Page.Locator(".gside .who h2 a")).ToHaveCountAsync(2);
        var quote = visitor.Page.Locator(".gside .quote").First;
        var said = await quote.EvaluateAsync<string>("one => one.firstChild.textContent");
        await quote.Locator("a").ClickAsync();
        await visitor.IsAtAsync("/books/1/read/\\d+\\?at=");
        await Assertions.Expect(visitor.Page.Locator("#sentence")).ToBeFocusedAsync();
        Assert.Equal(Bare(said), Bare(string.Concat(await visitor.Page.Locator("article .sent").AllTextContentsAsync())));

        await visitor.OpenAsync("books/1/names");
        await visitor.Page.Locator(".plist input").Nth(0).CheckAsync();
        await visitor.Page.Locator(".plist input").Nth(1).CheckAsync();
        await visitor.ButtonExactly(words.Merge).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("table")).ToContainTextAsync(words.Merged);
        await visitor.Button(words.Undo).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("table tbody tr")).ToHaveCountAsync(2);
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task Restart_all_names_what_it_will_do_and_does_it()
    {
        await using var provider = await ScriptedProvider.StartAsync(new() { Rules = [new(ScriptedFault.Moderated)] });
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await visitor.OpenAsync("");
        await visitor.Button("Read it now").ClickAsync();
        await visitor.IsAtAsync("/jobs/1$");

        await visitor.OpenAsync("providers/add");
        await visitor.Page.FillAsync("#pn", "scripted");
        await visitor.Page.FillAsync("#pu", provider.Url);
        await visitor.Page.FillAsync("#pm", "model");
        await visitor.Page.FillAsync("#pk", " \"very-secret\" ");
        await visitor.Button("Add").ClickAsync();
        await visitor.IsAtAsync("/providers/scripted$");
        Assert.DoesNotContain("very-secret", await visitor.Page.ContentAsync());

        await visitor.OpenAsync("books/1/start?providers=scripted&chapters=1-2");
        await visitor.Page.Locator("aside .btn.p").ClickAsync();
        await visitor.IsAtAsync("/jobs/2$");
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.fail")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        // Both chapters failed for one cause, which is told once.
        await Assertions.Expect(visitor.Page.Locator(".grp")).ToHaveCountAsync(1);

        provider.Follow([]);
        await visitor.OpenAsync("jobs");
        await visitor.Page.Locator("#restart").ClickAsync();
        await visitor.IsAtAsync("ask=restart");
        var dialog = visitor.Page.Locator("dialog[open]");
        await Assertions.Expect(dialog).ToContainTextAsync("2 chapters of 1 job");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Restart 2 chapters" }).ClickAsync();
        await visitor.OpenAsync("jobs/2");
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task A_node_that_dies_does_not_end_the_page()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await visitor.OpenAsync("jobs?state=failed");
        await program.KillAsync();
        await Assertions.Expect(visitor.Page.Locator("#lost")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await program.StartAgainAsync();
        await Assertions.Expect(visitor.Page.Locator("#lost")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        Assert.EndsWith("jobs?state=failed", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.SeesAsync("No jobs yet");
    }

    private static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    internal static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Weft.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("the tests do not run inside the source tree");
    }
}
