using Weft.Testing;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>A table of books goes with an import of many, into metadata and exports, and is kept with later editions.</summary>
public sealed class MetadataTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Theory]
    [InlineData(
        "en",
        "1 row is about no file that is imported: row 3 (gone.txt)",
        "1 file has no row: other.txt",
        "goes with neither"
    )]
    [InlineData("zh", "有 1 行说的文件不在导入之列：第 3 行（gone.txt）", "有 1 个文件没有对应的行：other.txt", "不能与")]
    public async Task What_it_says_is_kept_and_what_does_not_fit_is_said(
        string language,
        string missing,
        string without,
        string alone
    )
    {
        _weaver.Variables["WEFT_LANG"] = language;
        var file = _weaver.Write("mill.txt", Mill.Book);
        var other = _weaver.Write("other.txt", Mill.Book + "More.\n");
        var table = _weaver.Write(
            "books.csv",
            "file,title,author,year,tags\nmill.txt,The Mill,Ann Lee,1860,river; mill\ngone.txt,,,,\n"
        );
        Assert.Equal(0, await _weaver.RunAsync("import", file, other, "--metadata", table, "--dry-run", "--json"));
        Assert.Equal(file, _weaver.Answer[0].GetProperty("file").GetString());
        Assert.Equal("The Mill", _weaver.Answer[0].GetProperty("title").GetString());
        Assert.Equal(0, await _weaver.RunAsync("import", file, other, "--metadata", table));
        Assert.Contains(missing, _weaver.Error);
        Assert.Contains(without, _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("run", file));
        Assert.Equal(0, await _weaver.RunAsync("graph", "export", "1", "--format", "json"));
        Assert.Equal("The Mill", _weaver.Answer.GetProperty("title").GetString());
        Assert.Equal("Ann Lee", _weaver.Answer.GetProperty("authors")[0].GetString());
        Assert.Equal("1860", _weaver.Answer.GetProperty("date").GetString());
        Assert.Equal("mill", _weaver.Answer.GetProperty("tags")[1].GetString());
        Assert.Equal(2, await _weaver.RunAsync("import", file, "--metadata", table, "--title", "x"));
        Assert.Contains(alone, _weaver.Error);
        Assert.Equal(1, await _weaver.RunAsync("import", file, "--metadata", file));
        Assert.Equal(1, await _weaver.RunAsync("import", file, "--metadata", "none.csv"));
    }

    [Fact]
    public async Task A_book_that_is_known_gets_what_the_table_says_and_editions_keep_it()
    {
        var file = _weaver.Write("mill.txt", Mill.Book);
        Assert.Equal(0, await _weaver.RunAsync("import", file));
        var table = _weaver.Write("books.csv", "file,title,tags\nmill.txt,The Mill,river\n");
        Assert.Equal(0, await _weaver.RunAsync("import", file, "--metadata", table));
        foreach (var way in new[] { "--update", "--edition-of" })
        {
            var longer = _weaver.Write("mill.txt", Mill.Book + $"\n\nChapter 3\n\nAnna left, {way}.\n");
            Assert.Equal(0, await _weaver.RunAsync("import", way, "1", longer));
            Assert.Equal(0, await _weaver.RunAsync("book", "show", "1", "--json"));
            var book = _weaver.Answer.GetProperty("book");
            Assert.Equal("The Mill", book.GetProperty("title").GetString());
            Assert.Equal("river", book.GetProperty("metadata").GetProperty("tags")[0].GetString());
        }
        Assert.Equal("text", _weaver.Answer.GetProperty("format").GetString());
        Assert.Equal(3, _weaver.Answer.GetProperty("editions").GetArrayLength());
        Assert.Equal(0, await _weaver.RunAsync("book", "show", "1"));
        Assert.Contains("read from text", _weaver.Out);
        Assert.Contains("#river", _weaver.Out);
        Assert.Equal(1, await _weaver.RunAsync("import", "--dry-run", "--edition-of", "7", file));
        Assert.Contains("7", _weaver.Error);
        var windows = _weaver.Write(
            "mill.txt",
            (Mill.Book + "\n\nChapter 3\n\nAnna left, --edition-of.\n").ReplaceLineEndings("\r\n")
        );
        Assert.Equal(0, await _weaver.RunAsync("import", "--update", "1", windows, "--json"));
        Assert.Equal(0, await _weaver.RunAsync("book", "show", "1", "--json"));
        Assert.Equal(3, _weaver.Answer.GetProperty("editions").GetArrayLength());
    }
}
