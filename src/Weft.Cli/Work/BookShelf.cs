using System.Globalization;
using Weft.Books;
using Weft.Books.Formats;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Work;

/// <summary>Books as a person names and brings them.</summary>
internal sealed class BookShelf(Workplace place)
{
    /// <summary>The book of that id, of that title, or the only one whose title holds the text.</summary>
    public async Task<Book> FindAsync(string named, CancellationToken cancel)
    {
        var books = await place.Ledger.Library.BooksAsync(cancel);
        if (
            long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && books.FirstOrDefault(one => one.Id.Value == id) is { } byId
        )
            return byId;
        var holding = books.Where(one => one.Title.Contains(named, StringComparison.OrdinalIgnoreCase)).ToList();
        var exact = holding.Where(one => one.Title.Equals(named, StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count == 1)
            return exact[0];
        return holding.Count switch
        {
            1 => holding[0],
            0 => throw new Refusal(place.Shell.Phrases.Say("book.unknown", named, place.Folder)),
            _ => throw new Refusal(
                place.Shell.Phrases.Say(
                    "book.ambiguous",
                    named,
                    string.Join(", ", holding.Select(one => $"{one.Id} ({one.Title})"))
                )
            ),
        };
    }

    /// <summary>Reads, cuts and keeps a file. Refuses with one line that names it.</summary>
    public async Task<Import> ImportAsync(string path, BookId? editionOf, CancellationToken cancel)
    {
        var phrases = place.Shell.Phrases;
        try
        {
            var content = await File.ReadAllBytesAsync(path, cancel);
            var cut = await Task.Run(() => BookCutter.Cut(content, Path.GetFileName(path)), cancel);
            var imported = await place.Ledger.Library.ImportAsync(cut, editionOf, cancel);
            return new(path, imported.Book, imported.AlreadyKnown, cut);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Refusal(phrases.Say("file.missing", path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(phrases.Say("file.unreadable", path, Cells.OneLine(error.Message)));
        }
        catch (BookReadException error)
        {
            throw new Refusal(phrases.Say("file.noBook", path, Cells.OneLine(error.Message)));
        }
    }

    /// <summary>
    /// All files that the paths name: files as they are, folders with every book below them (but READMEs) in order of their names. A path that
    /// is neither stays, to be refused with the others.
    /// </summary>
    public static IReadOnlyList<string> FilesOf(Shell shell, IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths.Select(shell.FullPath))
        {
            if (!Directory.Exists(path))
            {
                files.Add(path);
                continue;
            }
            var inside = Directory
                .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(IsBook)
                .Order(StringComparer.Ordinal)
                .ToList();
            if (inside.Count == 0)
                throw new Refusal(shell.Phrases.Say("file.noneInFolder", path));
            files.AddRange(inside);
        }
        return [.. files.Distinct()];
    }

    /// <summary>What tells of a folder is no book of it; named itself, it is taken.</summary>
    private static bool IsBook(string path) =>
        BookFormats.Knows(path) && !Path.GetFileName(path).StartsWith("README", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A file that is in the ledger now.</summary>
internal sealed record Import(string Path, Book Book, bool AlreadyKnown, CutBook Cut)
{
    public object ToJson() =>
        new
        {
            book = Book.Id.Value,
            title = Book.Title,
            language = Book.Language,
            chapters = Book.Chapters,
            characters = Book.Characters,
            encoding = Book.Encoding,
            already_known = AlreadyKnown,
            unreadable_characters = Cut.Text.Replaced,
        };
}
