using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Work;

namespace Weft.Application;

/// <summary>Gives books other titles; editions to come keep them.</summary>
internal sealed class BookTitles(ILibrary library, IGraphStore graph, AuditLog audit)
{
    /// <summary>In UTF-16 units.</summary>
    public const int Longest = 200;

    /// <summary>As it would be kept: one line without blanks at its ends. Null where nothing is left, or too much.</summary>
    public static string? TryRead(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 and <= Longest } title
        && !title.Any(char.IsControl)
            ? title
            : null;

    /// <summary>The book under its new title. Where it has a graph, that is behind until somebody resolves it.</summary>
    public async Task<Result<Book>> RenameAsync(Book book, string text, CancellationToken cancel)
    {
        if (TryRead(text) is not { } title)
            return new Refusal.BadTitle(Longest);
        if (
            !await library.TryRenameAsync(book.Id, title, cancel)
            || await library.FindBookAsync(book.Id, cancel) is not { } renamed
        )
            return new Refusal.UnknownBook(book.Id.ToString());
        if (await graph.FindStateAsync(book.Id, cancel) is not null)
            await new GraphBooks(library, graph).PutAsync(renamed, cancel);
        if (title != book.Title)
            await audit.NoteAsync(AuditKind.BookRenamed, AuditReasons.BookRenamed(book.Id.Value, title, book.Title));
        return renamed;
    }
}
