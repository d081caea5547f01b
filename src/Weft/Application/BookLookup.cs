using System.Globalization;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>A part of a book with its text.</summary>
internal sealed record PartText(EditionUnit Part, string Text);

/// <summary>Books as a person names them, and how they are cut.</summary>
internal sealed class BookLookup(ILibrary library)
{
    /// <summary>All books, by id.</summary>
    public Task<IReadOnlyList<Book>> ListAsync(CancellationToken cancel) => library.BooksAsync(cancel);

    public async Task<Result<Book>> FindAsync(BookId id, CancellationToken cancel) =>
        await library.FindBookAsync(id, cancel) is { } book ? book : new Refusal.UnknownBook(id.ToString());

    /// <summary>The parts of the book's current edition, by position.</summary>
    public Task<IReadOnlyList<EditionUnit>> PartsAsync(Book book, CancellationToken cancel) =>
        library.UnitsAsync(book.Edition, cancel);

    /// <summary>The book's editions by number, the current one last.</summary>
    public Task<IReadOnlyList<Edition>> EditionsAsync(Book book, CancellationToken cancel) =>
        library.EditionsAsync(book.Id, cancel);

    /// <summary>The text of one part.</summary>
    public async Task<Result<PartText>> TextAsync(Book book, int position, CancellationToken cancel)
    {
        var parts = await library.UnitsAsync(book.Edition, cancel);
        if (parts.FirstOrDefault(part => part.Position == position) is not { } found)
            return new Refusal.NoSuchPart(book.Title, parts.Count, position);
        // Null where the book was deleted just now.
        return await library.FindTextAsync(book.Id, found.Chapter, cancel) is { } text
            ? new PartText(found, text)
            : new Refusal.UnknownBook(book.Id.ToString());
    }

    /// <summary>How many characters of each part could not be read and stand as U+FFFD, by position; parts without any are left out.</summary>
    public async Task<IReadOnlyDictionary<int, int>> UnreadAsync(Book book, CancellationToken cancel)
    {
        var unread = new Dictionary<int, int>();
        foreach (var part in await library.UnitsAsync(book.Edition, cancel))
            if (
                await library.FindTextAsync(book.Id, part.Chapter, cancel) is { } text
                && text.Count(character => character == '\uFFFD') is > 0 and var count
            )
                unread[part.Position] = count;
        return unread;
    }

    /// <summary>The units of the book's current edition, in order.</summary>
    public async Task<IReadOnlyList<Unit>> UnitsAsync(Book book, CancellationToken cancel) =>
        [.. (await library.UnitsAsync(book.Edition, cancel)).Select(unit => unit.Unit)];

    /// <summary>The book of that id, of that title, or the only one whose title holds the text, however either is written (<see cref="TitleFolding"/>).</summary>
    public async Task<Result<Book>> FindAsync(string named, CancellationToken cancel)
    {
        var books = await library.BooksAsync(cancel);
        if (
            long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && books.FirstOrDefault(book => book.Id.Value == id) is { } byId
        )
            return byId;
        var holding = books.Where(book => TitleFolding.Holds(book.Title, named)).ToList();
        foreach (
            var exact in new Func<Book, bool>[] { book => book.Title == named, book => TitleFolding.AreSame(book.Title, named) }
        )
            if (holding.Where(exact).ToList() is [var only])
                return only;
        return holding.Count switch
        {
            1 => holding[0],
            0 => new Refusal.UnknownBook(
                named,
                Nearest.Holding(TitleFolding.Key(named), books, book => TitleFolding.Key(book.Title))
            ),
            _ => new Refusal.AmbiguousBook(named, holding),
        };
    }
}
