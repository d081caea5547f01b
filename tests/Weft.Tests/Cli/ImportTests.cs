using Weft.Books.Formats;
using Xunit;

namespace Weft.Tests.Cli;

public sealed class ImportTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task A_folder_gives_every_file_of_a_known_format_but_its_readme()
    {
        string[] extensions = [.. BookFormats.All.SelectMany(format => format.Extensions)];
        foreach (var (number, extension) in extensions.Index())
            _weaver.Write($"books/{number}/BOOK{extension.ToUpperInvariant()}", $"Chapter 1\n\nBook {number} of the mill.\n");
        _weaver.Write("books/README.md", "About these books.\n");
        _weaver.Write("books/cover.png", "no book");
        Assert.Equal(0, await _weaver.RunAsync("import", Path.Combine(_weaver.Folder, "books"), "--json"));
        Assert.Equal(extensions.Length, _weaver.Answer.GetArrayLength());
    }

    [Fact]
    public async Task A_folder_without_books_is_named()
    {
        var picture = _weaver.Write("books/cover.png", "no book");
        Assert.Equal(1, await _weaver.RunAsync("import", Path.GetDirectoryName(picture)!));
        Assert.Contains("no text or Markdown file below this folder", _weaver.Error);
    }
}
