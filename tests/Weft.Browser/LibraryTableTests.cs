using System.IO.Compression;
using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>The library as a table: several books are picked and ordered at once.</summary>
public sealed class LibraryTableTests
{
    [Theory]
    [InlineData("en-GB", "2 books picked", "Start a job on 2 books", "Export graphs", "Delete 2 books and their jobs")]
    [InlineData("zh-CN", "已选 2 本", "对 2 本书开始任务", "导出图谱", "删除 2 本书及其任务")]
    public async Task Several_books_are_started_exported_and_deleted_at_once(
        string locale,
        string picked,
        string start,
        string export,
        string delete
    )
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await BringAsync(visitor, "alice.en.txt", "/books/1$");
        await BringAsync(visitor, "ah-q.zh.txt", "/books/2$");
        await visitor.OpenAsync("?as=table");
        // What the page shows may be a second old.
        await Assertions.Expect(visitor.Page.Locator(".booktable tbody tr")).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await visitor.Page.Locator(".booktable .pickall").CheckAsync();
        await visitor.SeesAsync(picked);
        await visitor.IsAtAsync("picked=1%2C2");
        // Who comes back, or another who gets the link, sees the same picks.
        await visitor.OpenAsync(visitor.Page.Url);
        await visitor.SeesAsync(picked);

        await visitor.Link(start).ClickAsync();
        await visitor.IsAtAsync("/start[?]books=1,2$");
        await visitor.Page.Locator("aside .btn.p").ClickAsync();
        await visitor.IsAtAsync("/jobs$");
        await Assertions.Expect(visitor.Page.Locator("tbody .st.done")).ToHaveCountAsync(2, new() { Timeout = 120_000 });

        await visitor.OpenAsync("?as=table&picked=1,2");
        var saved = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Link(export).ClickAsync());
        using (var archive = await ZipFile.OpenReadAsync(await saved.PathAsync(), TestContext.Current.CancellationToken))
            Assert.Equal(2, archive.Entries.Count);

        await visitor.Page.Locator("#delete-picked").ClickAsync();
        await visitor.Button(delete).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".booktable")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await visitor.IsAtAsync("/([?]as=table)?$");
        visitor.AssertNoTroubles();
    }

    private static async Task BringAsync(Visitor visitor, string sample, string at)
    {
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#files", StoryTests.Sample(sample));
        await visitor.IsAtAsync("/import/[0-9a-f]+$");
        await visitor.Page.WaitForSelectorAsync(".app[data-live]");
        // The address changes before the page does: its own button, not the one that stood there.
        await visitor.Page.Locator("#import-now").ClickAsync();
        await visitor.IsAtAsync(at);
    }
}
