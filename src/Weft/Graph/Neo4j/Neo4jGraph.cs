using System.Globalization;
using Weft.Model;

namespace Weft.Graph.Neo4j;

/// <summary>The graph in Neo4j, for many machines and for people who query it; docs/graph.md tells its model.</summary>
internal sealed class Neo4jGraph : IGraphStore, IAsyncDisposable
{
    private readonly Neo4jLink _link;
    private readonly Neo4jDatabase _database;
    private readonly RawLayer _raw;
    private readonly ResolvedLayer _resolved;
    private readonly WeaveLine _line;

    public Neo4jGraph(Neo4jAddress address, TimeProvider time, Random random)
    {
        var keys = new Neo4jKeys(address.Library);
        _link = new Neo4jLink(address, time, random);
        _database = new Neo4jDatabase(_link);
        _raw = new RawLayer(_database, keys, Now);
        _resolved = new ResolvedLayer(_database, keys, Now);
        _line = new WeaveLine(_raw.WeaveAsync);

        string Now() => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Deadlocks so far; every writer locks the book first, so that there should be none.</summary>
    public int Deadlocks => _link.Deadlocks;

    public Task PutBookAsync(GraphBook book, CancellationToken cancel) => _raw.PutAsync(book, cancel);

    public Task<IReadOnlyList<BookId>> BooksAsync(CancellationToken cancel) => _raw.BooksAsync(cancel);

    public async Task DeleteBookAsync(BookId book, CancellationToken cancel)
    {
        await _raw.DeleteAsync(book, cancel);
        _resolved.Forget(book);
    }

    public Task<WeaveResult> WeaveAsync(ChapterWeave weave, CancellationToken cancel) => _line.WeaveAsync(weave, cancel);

    public Task<GraphBookState?> FindStateAsync(BookId book, CancellationToken cancel) => _resolved.FindStateAsync(book, cancel);

    public Task<TokenReply> TakeResolveTokenAsync(BookId book, SessionId session, SessionId? from, CancellationToken cancel) =>
        _resolved.TakeTokenAsync(book, session, from, cancel);

    public Task<RawBook?> ReadRawAsync(BookId book, int behind, int atMost, CancellationToken cancel) =>
        _raw.ReadAsync(book, behind, atMost, cancel);

    public Task<bool> TryWriteResolvedAsync(
        BookId book,
        SessionId session,
        ResolvedBook resolved,
        ResolveStamp stamp,
        CancellationToken cancel
    ) => _resolved.TryWriteAsync(book, session, resolved, stamp, cancel);

    public async Task<ResolvedBook?> ReadResolvedAsync(BookId book, CancellationToken cancel) =>
        (await _resolved.ViewAsync(book, cancel))?.Book;

    public async Task<IReadOnlyList<EntityRow>> TopEntitiesAsync(BookId book, EntityQuery query, CancellationToken cancel) =>
        (await _resolved.ViewAsync(book, cancel))?.Top(query) ?? [];

    public async Task<EntityPage?> FindEntityAsync(BookId book, string entity, int? upTo, int quotes, CancellationToken cancel)
    {
        var view = await _resolved.ViewAsync(book, cancel);
        if (view?.Find(entity, upTo) is not { } found)
            return null;
        return new(found, await _raw.QuotesAsync(book, view.KeysOf(found, upTo), upTo, quotes, cancel));
    }

    public async Task<IReadOnlyList<ResolvedRelation>> NeighboursAsync(
        BookId book,
        string entity,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) => (await _resolved.ViewAsync(book, cancel))?.Neighbours(entity, upTo, atMost) ?? [];

    public async Task<IReadOnlyList<EntityRow>> SearchAsync(
        BookId book,
        string text,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) => (await _resolved.ViewAsync(book, cancel))?.Search(text, upTo, atMost) ?? [];

    public async Task<IReadOnlyList<string>> ShortestPathAsync(
        BookId book,
        string from,
        string to,
        int? upTo,
        CancellationToken cancel
    ) => (await _resolved.ViewAsync(book, cancel))?.ShortestPath(from, to, upTo) ?? [];

    public Task<(int Entities, int Relations)> CountRawAsync(BookId book, CancellationToken cancel) =>
        _raw.CountAsync(book, cancel);

    public ValueTask DisposeAsync()
    {
        _resolved.Dispose();
        _database.Dispose();
        return ValueTask.CompletedTask;
    }
}
