using Weft.Books;
using Weft.Model;

namespace Weft.Ledger;

/// <summary>A unit of an edition with the chapter that holds its text. <paramref name="Position"/> from 1.</summary>
public sealed record EditionUnit(int Position, Unit Unit, ChapterKey Chapter);

/// <summary>What an import came to. <paramref name="AlreadyKnown"/>: the same content was there, nothing was written.</summary>
public sealed record Imported(Book Book, bool AlreadyKnown);

/// <summary>The part of the ledger that keeps books, editions, chapters, profiles and people's decisions.</summary>
public interface ILibrary
{
    /// <summary>Writes a book, or a new edition of <paramref name="editionOf"/>, in one transaction. The same content again is the same book, and writes nothing.</summary>
    Task<Imported> ImportAsync(CutBook book, BookId? editionOf, CancellationToken cancel);

    /// <summary>
    /// The book that has this content already, which an import would find; null where none has. Of <paramref name="editionOf"/> only the current
    /// edition counts.
    /// </summary>
    Task<Book?> FindSameAsync(CutBook book, BookId? editionOf, CancellationToken cancel);

    /// <summary>All books that are not deleted, by id.</summary>
    Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel);

    /// <summary>Null where there is no such book or it is deleted.</summary>
    Task<Book?> FindBookAsync(BookId book, CancellationToken cancel);

    /// <summary>The book's editions by number; empty where there is no such book.</summary>
    Task<IReadOnlyList<Edition>> EditionsAsync(BookId book, CancellationToken cancel);

    /// <summary>The units of an edition by position; also of a book's older editions.</summary>
    Task<IReadOnlyList<EditionUnit>> UnitsAsync(EditionId edition, CancellationToken cancel);

    /// <summary>A chapter's text. Null where the book is deleted or has no such chapter.</summary>
    Task<string?> FindTextAsync(BookId book, ChapterKey chapter, CancellationToken cancel);

    /// <summary>The profile of an edition by the rules of that version, or null.</summary>
    Task<Profile?> FindProfileAsync(EditionId edition, string version, CancellationToken cancel);

    /// <summary>Keeps a profile. The first one written stands; repeating it does no harm.</summary>
    Task SaveProfileAsync(EditionId edition, Profile profile, CancellationToken cancel);

    /// <summary>People's decisions on a book, by number.</summary>
    Task<IReadOnlyList<NameDecision>> DecisionsAsync(BookId book, CancellationToken cancel);

    /// <summary>Keeps people's words in one transaction, and gives them the book's next numbers.</summary>
    Task<IReadOnlyList<NameDecision>> AddDecisionsAsync(
        BookId book,
        IReadOnlyList<NewDecision> decisions,
        CancellationToken cancel
    );

    /// <summary>Where the names of the book's graph stand; null where nobody kept that yet.</summary>
    Task<GraphLayout?> FindLayoutAsync(BookId book, CancellationToken cancel);

    /// <summary>
    /// Keeps the layout in place of the one of the state <paramref name="before"/> (null = there was none). False = another stands there
    /// by now, or there is no such book: what is kept is what all see.
    /// </summary>
    Task<bool> TryKeepLayoutAsync(BookId book, string? before, GraphLayout layout, CancellationToken cancel);

    /// <summary>Gives the book another title. False = there is no such book.</summary>
    Task<bool> TryRenameAsync(BookId book, string title, CancellationToken cancel);

    /// <summary>Gives the book's current edition other metadata. False = there is no such book.</summary>
    Task<bool> TryDescribeAsync(BookId book, BookMetadata metadata, CancellationToken cancel);

    /// <summary>
    /// Deletes a book's text, profiles, decisions and layout, cancels its jobs and deletes their runs, in one transaction. Jobs and calls stay, for what
    /// was spent. Without <paramref name="keepAnswers"/> the answers go too that <see cref="IJournal.CountOwnAnswersAsync"/> counts, at the latest before
    /// the book. False = there was none. Its id is never used again; the graph is emptied afterwards by whoever sees it missing here.
    /// </summary>
    Task<bool> TryDeleteBookAsync(BookId book, bool keepAnswers, CancellationToken cancel);
}
