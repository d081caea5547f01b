using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>Deletes a book: its jobs are cancelled, its graph is emptied, its id is never used again.</summary>
internal sealed class BookDeletion(ILibrary library, IGraphStore graph, AuditLog audit)
{
    /// <summary>False = there was none (any more).</summary>
    /// <param name="forgetAnswers">Its answers, which stay in the journal, serve no job of the same chapters that comes later.</param>
    public async Task<bool> DeleteAsync(BookId book, bool forgetAnswers, CancellationToken cancel)
    {
        var title = (await library.FindBookAsync(book, cancel))?.Title ?? "";
        if (forgetAnswers)
            await library.ForgetAnswersAsync(book, cancel);
        var deleted = await library.TryDeleteBookAsync(book, cancel);
        // Whoever works would do it too, with its next pass.
        await graph.DeleteBookAsync(book, cancel);
        if (deleted)
            await audit.NoteAsync(AuditKind.BookDeleted, AuditReasons.BookDeleted(book.Value, title));
        return deleted;
    }
}
