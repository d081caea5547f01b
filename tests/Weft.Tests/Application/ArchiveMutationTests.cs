using Weft.Application;
using Weft.Books;
using Weft.Testing;
using Weft.Tests.Books;
using Xunit;

namespace Weft.Tests.Application;

/// <summary>Archives of books changed by chance: each book in them is read or refused, and nothing else.</summary>
public sealed class ArchiveMutationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_damaged_archive_of_books_is_read_or_refused_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "books.zip");
        var whole = ZipOf.Files(
            ("one.txt", "Chapter 1\n\nAnna went to the mill.\n\nChapter 2\n\nShe came back.\n"),
            ("sub/第二本.md", "# 起点\n\n他走了。\n"),
            ("night.html", "<html><body><h1>A</h1><p>B</p></body></html>"),
            ("cover.jpg", "no book")
        );
        var (read, refused) = (0, 0);
        foreach (var (number, content) in Mutations.Of(whole))
        {
            await File.WriteAllBytesAsync(path, content, Stop);
            try
            {
                if (BookImport.FilesOf([path]) is not Result<FoundFiles>.Done(var found))
                {
                    refused++;
                    continue;
                }
                foreach (var file in found.Files)
                    if (await BookImport.CutFileAsync(file, ReadingHints.None, Stop) is Result<CutBook>.Done(var book))
                    {
                        Covering.Check(book.Text.Text, book.Units);
                        read++;
                    }
                    else
                        refused++;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"case {number}: {failure.Message}", failure);
            }
        }
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }
}
