using System.Collections.Concurrent;
using Weft.Model;
using Weft.Storage.Sqlite;

namespace Weft.Graph.Sqlite;

/// <summary>The graph in a SQLite file of its own; the default on one machine. Weaves cost the same however large the graph is.</summary>
internal sealed class SqliteGraph : IGraphStore, IAsyncDisposable
{
    private const int ChaptersPerBatch = 200;
    private const int ChangesPerBatch = 2000;

    private readonly SqliteFile _file;
    private readonly RawRows _raw;
    private readonly ResolvedRows _resolved;
    private readonly SemaphoreSlim _resolving = new(1);
    private readonly ConcurrentDictionary<BookId, (long Revision, ResolvedView View)> _views = [];

    private SqliteGraph(SqliteFile file, TimeProvider time)
    {
        _file = file;
        _raw = new RawRows(time);
        _resolved = new ResolvedRows(time);
    }

    /// <summary>Opens the file, or makes it; its folder must exist. <see cref="GraphException"/> where it is damaged or no graph.</summary>
    public static Task<SqliteGraph> OpenAsync(string path, TimeProvider? time, CancellationToken cancel) =>
        Task.Run(() => new SqliteGraph(GraphFile.Open(path), time ?? TimeProvider.System), cancel);

    public Task PutBookAsync(GraphBook book, CancellationToken cancel) => _file.WriteAsync(sql => RawRows.Put(sql, book), cancel);

    public Task<IReadOnlyList<BookId>> BooksAsync(CancellationToken cancel) => _file.ReadAsync(RawRows.Books, cancel);

    public async Task DeleteBookAsync(BookId book, CancellationToken cancel)
    {
        await _file.WriteAsync(sql => sql.Execute("start_deleting", ("@book", book.Value)), cancel);
        while (!await _file.WriteAsync(sql => RawRows.DeleteSome(sql, book, ChaptersPerBatch), cancel)) { }
        _views.TryRemove(book, out _);
    }

    public Task<WeaveResult> WeaveAsync(ChapterWeave weave, CancellationToken cancel) =>
        _file.WriteAsync(sql => _raw.Weave(sql, weave), cancel);

    public Task<GraphBookState?> FindStateAsync(BookId book, CancellationToken cancel) =>
        _file.ReadAsync(sql => ResolvedRows.FindState(sql, book), cancel);

    public Task<TokenReply> TakeResolveTokenAsync(BookId book, SessionId session, SessionId? from, CancellationToken cancel) =>
        _file.WriteAsync(sql => ResolvedRows.TakeToken(sql, book, session, from), cancel);

    public Task<RawBook?> ReadRawAsync(BookId book, int behind, int atMost, CancellationToken cancel) =>
        _file.ReadAsync(sql => RawRows.Read(sql, book, behind, atMost), cancel);

    public async Task<bool> TryWriteResolvedAsync(
        BookId book,
        SessionId session,
        ResolvedBook resolved,
        ResolveStamp stamp,
        CancellationToken cancel
    )
    {
        // Two resolves of one session would hold the same token: they go one after the other, and the second finds it freed.
        await _resolving.WaitAsync(cancel);
        try
        {
            // Only the token's holder changes the resolved layer: what it reads here stands until it writes, or the batch is refused.
            if (!await _file.WriteAsync(sql => ResolvedRows.Holds(sql, book, session), cancel))
                return false;
            var changes = await _file.ReadAsync(sql => ResolvedRows.Changes(sql, book, resolved), cancel);
            foreach (var batch in changes.Chunk(ChangesPerBatch))
                if (!await _file.WriteAsync(sql => ResolvedRows.TryApply(sql, book, session, batch), cancel))
                    return false;
            return await _file.WriteAsync(sql => _resolved.TryStamp(sql, book, session, stamp), cancel);
        }
        finally
        {
            _resolving.Release();
        }
    }

    public async Task<ResolvedBook?> ReadResolvedAsync(BookId book, CancellationToken cancel) =>
        (await ViewAsync(book, cancel))?.Book;

    public async Task<IReadOnlyList<EntityRow>> TopEntitiesAsync(BookId book, EntityQuery query, CancellationToken cancel) =>
        (await ViewAsync(book, cancel))?.Top(query) ?? [];

    public async Task<EntityPage?> FindEntityAsync(BookId book, string entity, int? upTo, int quotes, CancellationToken cancel)
    {
        var view = await ViewAsync(book, cancel);
        if (view?.Find(entity, upTo) is not { } found)
            return null;
        var keys = view.KeysOf(found, upTo);
        return new(found, await _file.ReadAsync(sql => RawRows.Quotes(sql, book, keys, upTo, quotes), cancel));
    }

    public async Task<IReadOnlyList<ResolvedRelation>> NeighboursAsync(
        BookId book,
        string entity,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) => (await ViewAsync(book, cancel))?.Neighbours(entity, upTo, atMost) ?? [];

    public async Task<IReadOnlyList<EntityRow>> SearchAsync(
        BookId book,
        string text,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) => (await ViewAsync(book, cancel))?.Search(text, upTo, atMost) ?? [];

    public async Task<IReadOnlyList<string>> ShortestPathAsync(
        BookId book,
        string from,
        string to,
        int? upTo,
        CancellationToken cancel
    ) => (await ViewAsync(book, cancel))?.ShortestPath(from, to, upTo) ?? [];

    public Task<(int Entities, int Relations)> CountRawAsync(BookId book, CancellationToken cancel) =>
        _file.ReadAsync(sql => RawRows.Count(sql, book), cancel);

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _resolving.Dispose();
    }

    /// <summary>The resolved layer in memory, read anew only when a batch has changed it, by this process or another.</summary>
    private Task<ResolvedView?> ViewAsync(BookId book, CancellationToken cancel) =>
        _file.ReadAsync(
            sql =>
            {
                if (ResolvedRows.FindRevision(sql, book) is not { } revision)
                    return null;
                if (_views.TryGetValue(book, out var known) && known.Revision == revision)
                    return known.View;
                var view = new ResolvedView(ResolvedRows.Read(sql, book));
                if (_views.Count >= BooksInMemory)
                    _views.Clear();
                _views[book] = (revision, view);
                return view;
            },
            cancel
        );

    private const int BooksInMemory = 4;
}
