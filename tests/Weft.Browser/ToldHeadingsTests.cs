using Xunit;

namespace Weft.Browser;

/// <summary>A file whose headings are not found: a person says how they are written, before anything is kept.</summary>
public sealed class ToldHeadingsTests
{
    [Theory]
    [InlineData("en-GB", "Tell how the file is written", "Cut again", "no pattern for headings", "Import 2 chapters")]
    [InlineData("zh-CN", "说明文件的写法", "重新切分", "不能用作标题的模式", "导入 2 章")]
    public async Task Headings_are_told_and_the_file_is_cut_again(
        string locale,
        string tell,
        string cut,
        string wrong,
        string import
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
        await visitor.Page.Locator("#told-headings").FillAsync("(");
        await visitor.Button(cut).ClickAsync();
        await visitor.SeesAsync(wrong);
        await visitor.Page.Locator("#told-headings").FillAsync("^¶");
        await visitor.Button(cut).ClickAsync();
        await visitor.PictureAsync("told-headings-" + locale);
        await visitor.Button(import).ClickAsync();
        await visitor.IsAtAsync("/books/1$");
        visitor.AssertNoTroubles();
    }
}
