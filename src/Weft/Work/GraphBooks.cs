using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Work;

/// <summary>Puts a book as the ledger has it into the graph.</summary>
internal sealed class GraphBooks(ILibrary library, IGraphStore graph)
{
    /// <summary>The book's current edition, with its chapters. Harmless if twice.</summary>
    public async Task PutAsync(Book book, CancellationToken cancel)
    {
        var units = await library.UnitsAsync(book.Edition, cancel);
        var chapters = units.Select(unit => new GraphChapter(
            unit.Chapter,
            unit.Position,
            unit.Unit.Number,
            unit.Unit.Kind,
            unit.Unit.Title
        ));
        await graph.PutBookAsync(new GraphBook(book.Id, book.Title, book.Language, book.EditionNumber, [.. chapters]), cancel);
    }
}
