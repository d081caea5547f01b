using System.IO.Compression;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>Many files at once: a table says what came of each, a bad one stops none, and chapters in files of their own are one book.</summary>
public sealed class BatchStoryTests
{
    private const string Night = "Chapter 1. One\n\nEmma met Jane.\n\nChapter 2. Two\n\nJane met Frank in London.\n";
    private const string Day = "Chapter 1. Uno\n\nAnna met Karl.\n\nChapter 2. Due\n\nKarl met Otto in Vienna.\n";

    private sealed record Words(
        string Bad,
        string Import,
        string Came,
        string StartOn,
        string One,
        string AsOne,
        string Look,
        string Known
    );

    private static readonly Dictionary<string, Words> Said = new()
    {
        ["en-GB"] = new(
            "is damaged",
            "Import 2 books",
            "2 imported, 0 here already, 1 refused.",
            "Start a job on 2 books",
            "all are one book",
            "Import as one book",
            "Look at all 3",
            "0 imported, 2 here already, 0 refused."
        ),
        ["zh-CN"] = new(
            "已损坏",
            "导入 2 本书",
            "导入 2 个，已在书库 0 个，被拒 1 个。",
            "2 本书",
            "合起来是一本书",
            "合为一本书导入",
            "查看全部 3 个",
            "导入 0 个，已在书库 2 个，被拒 0 个。"
        ),
    };

    [Theory]
    [InlineData("en-GB", 1440)]
    [InlineData("zh-CN", 1440)]
    [InlineData("zh-CN", 390)]
    public async Task A_bad_file_of_an_archive_stops_none_of_the_others(string locale, int width)
    {
        var words = Said[locale];
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale, width);
        var zip = program.File("all.zip");
        await PackAsync(
            zip,
            ("night.txt", Night),
            ("more/day.txt", Day),
            ("broken.epub", "no archive at all"),
            ("cover.jpg", "x")
        );
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#files", zip);
        await visitor.IsAtAsync("/import\\?uploads=[0-9a-f]+$");
        await visitor.SeesAsync(words.Bad);
        await visitor.SeesAsync("all.zip/more/day.txt");
        await visitor.SeesAsync(".jpg");
        await LookAsync(visitor, $"batch-looked-{locale}-{width}");
        await visitor.Button(words.Import).ClickAsync();
        await visitor.SeesAsync(words.Came);
        await LookAsync(visitor, $"batch-{locale}-{width}");
        await visitor.Link(words.StartOn).ClickAsync();
        await visitor.IsAtAsync("/start\\?books=1,2$");
        visitor.AssertNoTroubles();
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("zh-CN")]
    public async Task Several_files_are_looked_at_together_and_become_one_book(string locale)
    {
        var words = Said[locale];
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        var files = new[] { 10, 2, 1 }.Select(day => program.File($"day {day}.txt")).ToArray();
        foreach (var file in files)
            await File.WriteAllTextAsync(
                file,
                $"It was {Path.GetFileName(file)} when Emma met Jane in London. Jane told Emma of Frank.\n",
                TestContext.Current.CancellationToken
            );
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#files", files);
        await visitor.Page.Locator("#uploads").GetByRole(AriaRole.Link, new() { Name = words.Look }).ClickAsync();
        await visitor.IsAtAsync("/import\\?uploads=");
        await visitor.Page.GetByLabel(words.One).CheckAsync();
        await visitor.IsAtAsync("as=one");
        await visitor.Page.Locator("#one-title").FillAsync("The Days");
        await LookAsync(visitor, "batch-one-" + locale);
        await visitor.Button(words.AsOne).ClickAsync();
        await visitor.IsAtAsync("/books/1$");
        await visitor.SeesAsync("The Days");
        await Assertions.Expect(visitor.Page.Locator(".trow .ell[lang]")).ToHaveTextAsync(["day 1", "day 2", "day 10"]);
        visitor.AssertNoTroubles();
    }

    [Theory]
    [InlineData("en-GB", "The Day", "gone.txt", "books.csv says of 1 file")]
    [InlineData("zh-CN", "另一天", "gone.txt", "books.csv 说明了 1 个文件")]
    public async Task A_folder_is_taken_with_the_table_in_it(string locale, string title, string gone, string tells)
    {
        var words = Said[locale];
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        var folder = program.File("我的书");
        Directory.CreateDirectory(Path.Combine(folder, "more"));
        foreach (
            var (name, text) in new[]
            {
                ("night 10.txt", Night),
                ("night 9.txt", Day),
                ("more/broken.epub", "no archive at all"),
                ("cover.jpg", "x"),
                ("books.csv", $"file,title\nnight 9.txt,{title}\n{gone},x\n"),
            }
        )
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#folder", folder);
        await visitor.Page.Locator("#uploads [data-all] a").ClickAsync();
        await visitor.IsAtAsync("/import\\?uploads=[0-9a-f]+&metadata=[0-9a-f]+$");
        await visitor.SeesAsync(words.Bad);
        await visitor.SeesAsync(tells);
        await visitor.SeesAsync(gone);
        await visitor.SeesAsync(".jpg");
        await visitor.SeesAsync(title);
        await Assertions
            .Expect(visitor.Page.Locator("td.name"))
            .ToHaveTextAsync(["我的书.zip/more/broken.epub", "我的书.zip/night 9.txt", "我的书.zip/night 10.txt"]);
        await LookAsync(visitor, "batch-folder-" + locale);
        await visitor.Button(words.Import).ClickAsync();
        await visitor.SeesAsync(words.Came);
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task A_table_that_is_wrong_is_said_and_can_be_left_out()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        var (night, table) = (program.File("night.txt"), program.File("books.csv"));
        await File.WriteAllTextAsync(night, Night, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(table, "file,colour\nnight.txt,blue\n", TestContext.Current.CancellationToken);
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#files", [table, night]);
        await visitor.Page.Locator("#uploads [data-all] a").ClickAsync();
        await visitor.SeesAsync("colour");
        await Assertions.Expect(visitor.Page.Locator("#import-now")).ToBeDisabledAsync();
        await visitor.Button("Without the table").ClickAsync();
        await visitor.Button("Import 1 book").ClickAsync();
        await visitor.SeesAsync("1 imported, 0 here already, 0 refused.");
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task What_is_here_already_is_said_and_an_upload_that_ended_too()
    {
        var words = Said["en-GB"];
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        var zip = program.File("two.zip");
        await PackAsync(zip, ("night.txt", Night), ("day.txt", Day));
        await program.RunAsync("", "import", zip);
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#files", zip);
        await visitor.IsAtAsync("/import\\?uploads=[0-9a-f]+$");
        await visitor.Button(words.Import).ClickAsync();
        await visitor.SeesAsync(words.Known);
        await visitor.Page.ReloadAsync();
        await visitor.SeesAsync("This upload was dropped");
    }

    private static async Task PackAsync(string path, params (string Name, string Text)[] files)
    {
        await using var stream = File.Create(path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, text) in files)
        {
            await using var entry = archive.CreateEntry(name).Open();
            await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        }
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
