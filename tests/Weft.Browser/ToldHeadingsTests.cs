using Xunit;

namespace Weft.Browser;

/// <summary>A file whose headings are not found: a person says how they are written, before anything is kept.</summary>
public sealed class ToldHeadingsTests
{
    [Theory]
    [InlineData(
        "en-GB",
        "Tell how the file is written",
        "at headings as told",
        "Cut again",
        "no pattern for headings",
        "Import 2 chapters",
        "not at all",
        "not split"
    )]
    [InlineData("zh-CN", "说明文件的写法", "按所给的标题写法", "重新切分", "不能用作标题的模式", "导入 2 章", "不切分", "不切分")]
    public async Task Headings_are_told_and_the_file_is_cut_again(
        string locale,
        string tell,
        string byHeadings,
        string cut,
        string wrong,
        string import,
        string notAtAll,
        string whole
    )
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        var book = program.File("marked.txt");
        await File.WriteAllTextAsync(
            book,
            "¶ The Ford\n\nHe went along the river. He came to the ford.\n\n¶ The Gate\n\nThe gate was shut. He slept.\n",
            TestContext.Current.CancellationToken
        );
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#files", book);
        await visitor.IsAtAsync("/import/[0-9a-f]+$");
        await visitor.Page.WaitForSelectorAsync(".app[data-live]");
        await visitor.Page.GetByText(tell).ClickAsync();
        await visitor.Page.GetByLabel(byHeadings).CheckAsync();
        await visitor.Page.Locator("#told-headings").FillAsync("(");
        await visitor.Button(cut).ClickAsync();
        await visitor.SeesAsync(wrong);
        await visitor.Page.Locator("#told-headings").FillAsync("^¶");
        await visitor.Button(cut).ClickAsync();
        await visitor.IsAtAsync("pattern=");
        await visitor.PictureAsync("told-headings-" + locale);
        // The address holds what was told: a reload shows the same cut.
        await visitor.Page.ReloadAsync();
        await visitor.Page.WaitForSelectorAsync(".app[data-live]");
        await visitor.Page.GetByLabel(notAtAll, new() { Exact = true }).CheckAsync();
        await visitor.Button(cut).ClickAsync();
        await visitor.SeesAsync(whole);
        await visitor.Page.GetByLabel(byHeadings).CheckAsync();
        await visitor.Page.Locator("#told-headings").FillAsync("^¶");
        await visitor.Button(cut).ClickAsync();
        await visitor.Button(import).ClickAsync();
        await visitor.IsAtAsync("/books/1$");
        await visitor.SeesAsync("^¶");
        visitor.AssertNoTroubles();
    }
}
