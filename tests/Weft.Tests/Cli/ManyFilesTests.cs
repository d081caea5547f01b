using Weft.Books;
using Weft.Tests.Books;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>Folders and archives: of many books, and of one.</summary>
public sealed class ManyFilesTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task An_archive_brings_the_books_in_it_and_again_only_what_is_missing()
    {
        var path = Archive(
            ("a/one.txt", "Chapter 1\n\nThe mill.\n"),
            ("two.md", "# Two\n\n## A\n\nThe ford.\n"),
            ("cover.png", "no book")
        );
        Assert.Equal(0, await _weaver.RunAsync("import", path));
        Assert.Contains("2 files: 2 imported, 0 known already, 0 refused.", _weaver.Out);
        Assert.Contains("1 × .png (cover.png)", _weaver.Error);
        Archive(
            ("a/one.txt", "Chapter 1\n\nThe mill.\n"),
            ("two.md", "# Two\n\n## A\n\nThe ford.\n"),
            ("three.txt", "Chapter 1\n\nThe wood.\n"),
            ("bad.epub", "no book")
        );
        Assert.Equal(1, await _weaver.RunAsync("import", path));
        Assert.Contains("4 files: 1 imported, 2 known already, 1 refused.", _weaver.Out);
        Assert.Contains("bad.epub is damaged", _weaver.Error);
    }

    [Fact]
    public async Task A_damaged_archive_and_one_without_books_are_refused()
    {
        _weaver.Write("books.zip", "PK no archive");
        Assert.Equal(1, await _weaver.RunAsync("import", Path.Combine(_weaver.Folder, "books.zip")));
        Assert.Contains("books.zip is damaged", _weaver.Error);
        Assert.Equal(1, await _weaver.RunAsync("import", Archive(("cover.png", "no book"))));
        Assert.Contains("Passed over: 1 × .png (cover.png).", _weaver.Error);
    }

    [Fact]
    public async Task A_folder_with_a_file_per_chapter_is_one_book()
    {
        for (var chapter = 1; chapter <= 11; chapter++)
            _weaver.Write($"长夜行/{chapter}.txt", $"他走了第 {chapter} 天的路。");
        var folder = Path.Combine(_weaver.Folder, "长夜行");
        Assert.Equal(0, await _weaver.RunAsync("import", folder, "--as-one-book", "--dry-run"));
        Assert.Contains("11 chapters", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("import", folder, "--as-one-book", "--json"));
        Assert.Equal(
            ("长夜行", 11),
            (_weaver.Answer.GetProperty("title").GetString(), _weaver.Answer.GetProperty("chapters").GetInt32())
        );
        Assert.Equal(0, await _weaver.RunAsync("chapters", "1", "--json"));
        Assert.Equal(
            Enumerable.Range(1, 11).Select(chapter => $"{chapter}"),
            _weaver.Answer.EnumerateArray().Select(unit => unit.GetProperty("title").GetString())
        );
        Assert.Equal(2, await _weaver.RunAsync("import", folder, "--as-one-book", "--update", "1"));
        Assert.Contains("--edition-of", _weaver.Error);
        _weaver.Write("长夜行/12.epub", "no book");
        Assert.Equal(1, await _weaver.RunAsync("import", folder, "--as-one-book", "--edition-of", "1"));
        Assert.Contains("12.epub", _weaver.Error);
    }

    [Fact]
    public async Task A_folder_in_place_of_one_file_is_said()
    {
        Assert.Equal(0, await _weaver.RunAsync("import", _weaver.Write("one.txt", "Chapter 1\n\nThe mill.\n")));
        Assert.Equal(1, await _weaver.RunAsync("import", "--update", "1", _weaver.Folder));
        Assert.Contains("folder", _weaver.Error);
    }

    [Fact]
    public async Task A_file_larger_than_any_book_is_refused_before_it_is_read()
    {
        var path = Path.Combine(_weaver.Folder, "large.txt");
        await using (var file = File.Create(path))
            file.SetLength(64L * 1024 * 1024 * 1024);
        Assert.Equal(1, await _weaver.RunAsync("import", path));
        Assert.Contains("large.txt", _weaver.Error);
        Assert.Contains("65536 MB", _weaver.Error);
    }

    [Fact]
    public void Names_stand_as_people_number_them()
    {
        string[] names = ["序", "第十章", "第二章", "第一百零二章", "10", "2", "b", "１１", "第十一章", "a"];
        Assert.Equal(
            ["2", "10", "１１", "a", "b", "序", "第二章", "第十章", "第十一章", "第一百零二章"],
            names.Order(NaturalOrder.Instance)
        );
    }

    private string Archive(params (string Name, string Text)[] files)
    {
        var path = Path.Combine(_weaver.Folder, "books.zip");
        File.WriteAllBytes(path, ZipOf.Files(files));
        return path;
    }
}
