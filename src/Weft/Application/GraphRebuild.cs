using Weft.Model;
using Weft.Reasons;
using Weft.Work;

namespace Weft.Application;

/// <summary>What a rebuild came to.</summary>
/// <param name="Chapters">Woven again.</param>
/// <param name="Missing">Numbers of chapters whose answers the journal no longer has.</param>
/// <param name="Hash">Of the graph; null while its resolved layer is behind.</param>
internal sealed record RebuiltGraph(Book Book, int Chapters, IReadOnlyList<int> Missing, string? Hash);

/// <summary>Makes a book's graph again from the ledger, without one call: after a loss, or in another store.</summary>
/// <param name="resolution">Null where somebody works who resolves the book with its next pass.</param>
internal sealed class GraphRebuild(RawLayerRebuild rawLayer, BookResolution? resolution, JobQueries queries, AuditLog audit)
{
    /// <param name="progress">Told after each chapter: how many are done, and of how many.</param>
    public async Task<Result<RebuiltGraph>> RebuildAsync(Book book, Action<int, int> progress, CancellationToken cancel)
    {
        if (await rawLayer.RunAsync(book.Id, progress, cancel) is not { } rebuilt)
            return new Refusal.UnknownBook(book.Title);
        if (resolution is not null)
            await resolution.ResolveAsync(book.Id, cancel);
        await audit.NoteAsync(AuditKind.GraphRebuilt, AuditReasons.GraphRebuilt(book.Id.Value, book.Title, rebuilt.Chapters));
        var hash = await queries.GraphHashAsync(book.Id, cancel);
        return new RebuiltGraph(book, rebuilt.Chapters, rebuilt.Missing, hash);
    }
}
