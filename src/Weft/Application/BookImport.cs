using System.Diagnostics;
using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>A text that is in the ledger now.</summary>
/// <param name="AlreadyKnown">The same content was there; nothing was written.</param>
internal sealed record ImportedBook(Book Book, bool AlreadyKnown, CutBook Cut);

/// <summary>Books as people bring them: read, cut into chapters, kept.</summary>
internal sealed class BookImport(ILibrary library, AuditLog audit)
{
    /// <summary>How a text would be cut; nothing is kept.</summary>
    /// <param name="name">Of the file: for its format and its title.</param>
    /// <param name="hints">What a person said of the file.</param>
    public static Result<CutBook> Cut(byte[] content, string name, ReadingHints? hints = null)
    {
        try
        {
            return BookCutter.Cut(content, Path.GetFileName(name), hints ?? ReadingHints.None);
        }
        catch (BookReadException error)
        {
            return new Refusal.NoBookInFile(name, error.Reason);
        }
    }

    /// <summary>How a file would be cut; nothing is kept.</summary>
    public static async Task<Result<CutBook>> CutFileAsync(string path, ReadingHints hints, CancellationToken cancel) =>
        await ReadAsync(path, cancel) switch
        {
            Result<byte[]>.Done(var content) => await Task.Run(() => Cut(content, path, hints), cancel),
            Result<byte[]>.Refused(var why) => why,
            _ => throw new UnreachableException(),
        };

    /// <summary>Reads, cuts and keeps a file.</summary>
    /// <param name="editionOf">It is a new edition of this book; null = a book of its own.</param>
    /// <param name="said">What a table says of the book; it goes before what the file says.</param>
    public async Task<Result<ImportedBook>> ImportFileAsync(
        string path,
        BookId? editionOf,
        CancellationToken cancel,
        ReadingHints? hints = null,
        string? title = null,
        DescribedBook? said = null
    )
    {
        var cut = await CutFileAsync(path, hints ?? ReadingHints.None, cancel);
        if (said is not null && cut is Result<CutBook>.Done(var book))
            cut = said.Describe(book);
        return await KeepAsync(cut, path, editionOf, title ?? said?.Title, cancel);
    }

    /// <summary>Cuts and keeps a text.</summary>
    /// <param name="title">Goes before what the text says of itself; null = that is taken.</param>
    public async Task<Result<ImportedBook>> ImportAsync(
        byte[] content,
        string name,
        BookId? editionOf,
        CancellationToken cancel,
        ReadingHints? hints = null,
        string? title = null
    ) => await KeepAsync(await Task.Run(() => Cut(content, name, hints), cancel), name, editionOf, title, cancel);

    /// <summary>Keeps what was read, if it is a book.</summary>
    /// <param name="name">Of the file.</param>
    public async Task<Result<ImportedBook>> KeepAsync(
        Result<CutBook> read,
        string name,
        BookId? editionOf,
        string? title,
        CancellationToken cancel
    )
    {
        switch (read)
        {
            case Result<CutBook>.Done(var cut):
                if (editionOf is { } corrected && await library.FindBookAsync(corrected, cancel) is { } book)
                    cut = AsEditionOf(book, cut);
                // Cut as told it is an edition of the book that the text is, whether that is known or not.
                if (cut.Told.TellsTheCut && editionOf is null)
                    editionOf = (await library.ImportAsync(CutByItself(cut, name), null, cancel)).Book.Id;
                return await KeepAsync(title is null ? cut : cut with { Title = title }, editionOf, cancel);
            case Result<CutBook>.Refused(var why):
                return why;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The title that a book has is a person's word, and stays; so does what the new file does not say.</summary>
    public static CutBook AsEditionOf(Book book, CutBook cut) =>
        cut with
        {
            Title = book.Title,
            Text = cut.Text with { Metadata = cut.Text.Metadata.After(book.Metadata) },
        };

    /// <summary>Keeps a book that is cut already.</summary>
    public async Task<ImportedBook> KeepAsync(CutBook cut, BookId? editionOf, CancellationToken cancel)
    {
        if (editionOf is { } book && await TryFindAlikeAsync(cut, book, cancel) is { } alike)
            return new(alike, true, cut);
        var imported = await library.ImportAsync(cut, editionOf, cancel);
        var (id, title) = (imported.Book.Id.Value, imported.Book.Title);
        if (!imported.AlreadyKnown)
            await audit.NoteAsync(
                AuditKind.BookImported,
                imported.Book.EditionNumber == 1
                    ? AuditReasons.BookImported(id, title)
                    : AuditReasons.BookUpdated(id, title, imported.Book.EditionNumber)
            );
        return new(imported.Book, imported.AlreadyKnown, cut);
    }

    /// <summary>The book, if its edition has the same parts already: lines that end otherwise make no new one.</summary>
    private async Task<Book?> TryFindAlikeAsync(CutBook cut, BookId id, CancellationToken cancel)
    {
        if (await library.FindBookAsync(id, cancel) is not { } book || !IsCutAlike(cut.Told, book.Told))
            return null;
        var after = await new ChapterRecognition(library).NumberAsync(cut, id, cancel);
        return EditionDifference.Of(await library.UnitsAsync(book.Edition, cancel), after).IsNothing ? book : null;
    }

    /// <summary>Told to be cut in the same way; the encoding is no way of cutting.</summary>
    public static bool IsCutAlike(ToldReading one, ToldReading other) =>
        one with { Encoding = null } == other with { Encoding = null };

    private static CutBook CutByItself(CutBook told, string name)
    {
        var hints = ReadingHints.TryRead(new ToldReading(told.Told.Encoding), out _)!;
        return BookCutter.Cut(told.Text, Path.GetFileName(name), hints);
    }

    /// <summary>
    /// All files that the paths name: files as they are, folders and zip archives with every book in them. A path that is neither stays, to be refused
    /// with the others.
    /// </summary>
    /// <param name="paths">Full paths.</param>
    public static Result<FoundFiles> FilesOf(IEnumerable<string> paths)
    {
        var files = new List<string>();
        var passed = new List<PassedOver>();
        foreach (var path in paths)
        {
            var isArchive = ArchivedFiles.IsArchive(path);
            if (!isArchive && !Directory.Exists(path))
            {
                files.Add(path);
                continue;
            }
            FoundFiles found;
            try
            {
                found = isArchive ? ArchivedFiles.In(path) : FolderSearch.In(path);
            }
            catch (Exception error) when (error is BookReadException or IOException or UnauthorizedAccessException)
            {
                // It is refused with the others, when it is read.
                files.Add(path);
                continue;
            }
            if (found.Files.Count == 0)
                return new Refusal.NoBookInFolder(path, found.PassedOver);
            files.AddRange(found.Files);
            passed.AddRange(found.PassedOver);
        }
        return new FoundFiles([.. files.Distinct()], passed);
    }

    private static async Task<Result<byte[]>> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            if (Directory.Exists(path))
                return new Refusal.NoBookInFile(path, BookReasons.Missing(Path.GetFileName(path)));
            if (
                new FileInfo(path) is { Exists: true, Length: > BookReader.DefaultSizeLimit } large
                && !ArchivedFiles.IsArchive(path)
            )
                return new Refusal.NoBookInFile(
                    path,
                    BookReasons.TooLarge(large.Name, large.Length, BookReader.DefaultSizeLimit)
                );
            return await Task.Run(() => ArchivedFiles.TryRead(path), cancel) ?? await File.ReadAllBytesAsync(path, cancel);
        }
        catch (BookReadException error)
        {
            return new Refusal.NoBookInFile(path, error.Reason);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Refusal.FileMissing(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Refusal.FileUnreadable(path, SystemTrouble.Of(error));
        }
    }
}
