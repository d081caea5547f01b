using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>Deletes a book with its text, runs, decisions, graph and, unless told otherwise, its answers; its id is never used again.</summary>
internal sealed class BookDeletion(ILedger ledger, IGraphStore graph, AuditLog audit)
{
    /// <summary>How many answers go with the book: those whose passage no other book holds.</summary>
    public Task<int> CountAnswersAsync(BookId book, CancellationToken cancel) =>
        ledger.Journal.CountOwnAnswersAsync(book, cancel);

    /// <summary>False = there was none (any more).</summary>
    /// <param name="keepAnswers">Its answers stay in the journal and serve the same text again.</param>
    public async Task<bool> DeleteAsync(BookId book, bool keepAnswers, CancellationToken cancel)
    {
        var title = (await ledger.Library.FindBookAsync(book, cancel))?.Title ?? "";
        var deleted = await ledger.Library.TryDeleteBookAsync(book, keepAnswers, cancel);
        // Whoever works would do it too, with its next pass.
        await graph.DeleteBookAsync(book, cancel);
        if (deleted)
            await audit.NoteAsync(AuditKind.BookDeleted, AuditReasons.BookDeleted(book.Value, title));
        return deleted;
    }
}
