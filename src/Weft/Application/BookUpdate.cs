using System.Diagnostics;
using Weft.Books;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>A new edition that a book could get, and how it differs.</summary>
internal sealed record ProposedEdition(Book Book, CutBook Cut, EditionDifference Difference);

/// <summary>New editions of a book: looked at first, then taken. What is the same keeps what was read from it.</summary>
internal sealed class BookUpdate(ILibrary library, BookImport import)
{
    /// <summary>How a text differs from the book; nothing is kept.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="hints">What they leave open is as it was told of the current edition.</param>
    public async Task<Result<ProposedEdition>> LookAsync(
        Book book,
        byte[] content,
        string name,
        ReadingHints hints,
        CancellationToken cancel
    ) => await LookAsync(book, await Task.Run(() => BookImport.Cut(content, name, Kept(book.Told, hints)), cancel), name, cancel);

    /// <summary>How a file differs from the book; nothing is kept.</summary>
    public async Task<Result<ProposedEdition>> LookAtFileAsync(
        Book book,
        string path,
        ReadingHints hints,
        CancellationToken cancel
    ) => await LookAsync(book, await BookImport.CutFileAsync(path, Kept(book.Told, hints), cancel), path, cancel);

    /// <summary>Makes it the book's current edition. Where nothing is different, nothing is written.</summary>
    public async Task<ImportedBook> TakeAsync(ProposedEdition proposed, CancellationToken cancel) =>
        proposed.Difference.IsNothing
            ? new(proposed.Book, true, proposed.Cut)
            : await import.KeepAsync(proposed.Cut, proposed.Book.Id, cancel);

    private async Task<Result<ProposedEdition>> LookAsync(Book book, Result<CutBook> cut, string name, CancellationToken cancel)
    {
        if (cut is Result<CutBook>.Refused(var why))
            return why;
        var edition = BookImport.AsEditionOf(book, ((Result<CutBook>.Done)cut).Value);
        if (await library.FindSameAsync(edition, book.Id, cancel) is { } other && other.Id != book.Id)
            return new Refusal.TextOfAnotherBook(name, book, other);
        var before = await library.UnitsAsync(book.Edition, cancel);
        var after = await new ChapterRecognition(library).NumberAsync(edition, book.Id, cancel);
        return new ProposedEdition(
            book,
            edition,
            EditionDifference.Of(before, after) with
            {
                IsRecut = !BookImport.IsCutAlike(edition.Told, book.Told),
            }
        );
    }

    /// <summary>A cut that is told replaces the one that was; so does an encoding.</summary>
    private static ReadingHints Kept(ToldReading before, ReadingHints hints)
    {
        var (cut, told) = (hints.Told.TellsTheCut || hints.AsFound ? hints.Told : before, hints.Told);
        return ReadingHints.TryRead(cut with { Encoding = told.Encoding ?? before.Encoding }, out _)
            ?? throw new UnreachableException();
    }
}
