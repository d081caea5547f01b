using System.Globalization;
using Weft.Books;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>Books as a person names them, and how they are cut.</summary>
internal sealed class BookLookup(ILibrary library)
{
    /// <summary>All books, by id.</summary>
    public Task<IReadOnlyList<Book>> ListAsync(CancellationToken cancel) => library.BooksAsync(cancel);

    /// <summary>The units of the book's current edition, in order.</summary>
    public async Task<IReadOnlyList<Unit>> UnitsAsync(Book book, CancellationToken cancel) =>
        [.. (await library.UnitsAsync(book.Edition, cancel)).Select(unit => unit.Unit)];

    /// <summary>The book of that id, of that title, or the only one whose title holds the text.</summary>
    public async Task<Result<Book>> FindAsync(string named, CancellationToken cancel)
    {
        var books = await library.BooksAsync(cancel);
        if (
            long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && books.FirstOrDefault(book => book.Id.Value == id) is { } byId
        )
            return byId;
        var holding = books.Where(book => book.Title.Contains(named, StringComparison.OrdinalIgnoreCase)).ToList();
        var exact = holding.Where(book => book.Title.Equals(named, StringComparison.OrdinalIgnoreCase)).ToList();
        if (exact.Count == 1)
            return exact[0];
        return holding.Count switch
        {
            1 => holding[0],
            0 => new Refusal.UnknownBook(named),
            _ => new Refusal.AmbiguousBook(named, holding),
        };
    }
}
