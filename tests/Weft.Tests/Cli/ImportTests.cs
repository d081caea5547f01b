using Xunit;

namespace Weft.Tests.Cli;

public sealed class ImportTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task A_folder_gives_every_file_of_a_known_format_but_its_readme()
    {
        string[] names = ["one.txt", "two.TXT", "three.md", "deep/down/four.markdown"];
        foreach (var name in names)
            _weaver.Write($"books/{name}", $"Chapter 1\n\nBook {name} of the mill.\n");
        _weaver.Write("books/README.md", "About these books.\n");
        _weaver.Write("books/cover.png", "no book");
        Assert.Equal(0, await _weaver.RunAsync("import", Path.Combine(_weaver.Folder, "books"), "--json"));
        Assert.Equal(names.Length, _weaver.Answer.GetArrayLength());
    }

    [Fact]
    public async Task A_folder_without_books_is_named()
    {
        var picture = _weaver.Write("books/cover.png", "no book");
        Assert.Equal(1, await _weaver.RunAsync("import", Path.GetDirectoryName(picture)!));
        Assert.Contains("no text or Markdown file below this folder", _weaver.Error);
    }
}
