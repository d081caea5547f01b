using Weft.Graph;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>
/// The graph in memory for the simulation: one thread, no time, tasks that are completed when they return. Each of its guards can be
/// switched off. Every method is one step, but for the writing of the resolved layer, which has two.
/// </summary>
/// <param name="betweenBatches">Awaited between the two batches of a resolved layer: what happens there, happens in the middle.</param>
internal sealed class MemoryGraph(ModelGuards? guards = null, Func<Task>? betweenBatches = null) : IGraphStore
{
    private readonly ModelGuards _guards = guards ?? ModelGuards.All;
    private readonly SortedDictionary<long, GraphBookRecord> _books = [];

    private sealed class GraphBookRecord
    {
        public required GraphBook Book { get; set; }
        public long Version { get; set; }
        public Dictionary<ChapterKey, ChapterWeave> Chapters { get; } = [];
        public ResolveStamp? Stamp { get; set; }
        public SessionId? Token { get; set; }
        public Dictionary<SessionId, SemaphoreSlim> Resolving { get; } = [];
        public ResolvedBook Resolved { get; set; } = ResolvedBook.Empty;
    }

    public Task PutBookAsync(GraphBook book, CancellationToken cancel)
    {
        if (!_books.TryGetValue(book.Id.Value, out var record))
            _books[book.Id.Value] = record = new GraphBookRecord { Book = book };
        if (record.Book.EditionNumber > book.EditionNumber)
            return Task.CompletedTask;
        record.Book = book;
        record.Version++;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<BookId>> BooksAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<BookId>>([.. _books.Keys.Select(id => new BookId(id))]);

    public Task DeleteBookAsync(BookId book, CancellationToken cancel)
    {
        _books.Remove(book.Value);
        return Task.CompletedTask;
    }

    /// <summary>The one method that the suite calls from many threads at once.</summary>
    public Task<WeaveResult> WeaveAsync(ChapterWeave weave, CancellationToken cancel)
    {
        lock (_books)
            return Task.FromResult(Weave(weave));
    }

    private WeaveResult Weave(ChapterWeave weave)
    {
        if (Find(weave.Book) is not { } record)
        {
            if (_guards.On(ModelGuard.BookFound))
                return new WeaveResult.NoBook();
            _books[weave.Book.Value] = record = new GraphBookRecord { Book = new(weave.Book, "", "en", 0, []) };
        }
        if (record.Chapters.TryGetValue(weave.Chapter, out var stands))
        {
            var stale = _guards.On(ModelGuard.GraphToken) && stands.Token > weave.Token;
            var others = _guards.On(ModelGuard.GraphSession) && stands.Token == weave.Token && stands.Session != weave.Session;
            if (stale || others)
                return new WeaveResult.Refused(stands.Token, stands.Session);
        }
        record.Chapters[weave.Chapter] = weave;
        record.Version++;
        return new WeaveResult.Woven();
    }

    public Task<GraphBookState?> FindStateAsync(BookId book, CancellationToken cancel) =>
        Task.FromResult(
            Find(book) is { } record
                ? new GraphBookState(record.Version, record.Book.EditionNumber, record.Stamp, record.Token)
                : null
        );

    public Task<TokenReply> TakeResolveTokenAsync(BookId book, SessionId session, SessionId? from, CancellationToken cancel)
    {
        if (Find(book) is not { } record)
            return Task.FromResult<TokenReply>(new TokenReply.NoBook());
        if (record.Token is { } holder && holder != session && holder != from)
            return Task.FromResult<TokenReply>(new TokenReply.HeldBy(holder));
        record.Token = session;
        return Task.FromResult<TokenReply>(new TokenReply.Taken(record.Version, record.Book.EditionNumber));
    }

    public Task<RawBook?> ReadRawAsync(BookId book, int behind, int atMost, CancellationToken cancel) =>
        Task.FromResult(Find(book) is { } record ? Raw(record, behind, atMost) : null);

    public async Task<bool> TryWriteResolvedAsync(
        BookId book,
        SessionId session,
        ResolvedBook resolved,
        ResolveStamp stamp,
        CancellationToken cancel
    )
    {
        if (Find(book) is not { } record)
            return false;
        // By session: one that dies between its batches never lets go.
        if (!record.Resolving.TryGetValue(session, out var turn))
            record.Resolving[session] = turn = new SemaphoreSlim(1);
        await turn.WaitAsync(cancel);
        try
        {
            if (!Holds(book, session))
                return false;
            record.Resolved = record.Resolved with { Entities = resolved.Entities };
            if (betweenBatches is not null)
                await betweenBatches();
            if (!Holds(book, session))
                return false;
            record.Resolved = resolved;
            record.Stamp = stamp;
            if (record.Token == session)
                record.Token = null;
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    public Task<ResolvedBook?> ReadResolvedAsync(BookId book, CancellationToken cancel) => Task.FromResult(Find(book)?.Resolved);

    public Task<IReadOnlyList<EntityRow>> TopEntitiesAsync(BookId book, EntityQuery query, CancellationToken cancel) =>
        Task.FromResult(View(book)?.Top(query) ?? []);

    public Task<EntityPage?> FindEntityAsync(BookId book, string entity, int? upTo, int quotes, CancellationToken cancel)
    {
        if (View(book) is not { } view || view.Find(entity, upTo) is not { } found)
            return Task.FromResult<EntityPage?>(null);
        var keys = view.KeysOf(found, upTo);
        var all =
            from raw in Raw(Find(book)!).Chapters
            where upTo is null || raw.Chapter.Number <= upTo
            from mention in raw.Facts.Mentions.OrderBy(mention => mention.Offset)
            where keys.Contains(NameFolding.Key(mention.Name))
            select new EntityQuote(
                raw.Chapter.Number,
                raw.Chapter.Title,
                mention.Name,
                mention.Quote,
                mention.Offset,
                raw.Provider
            );
        return Task.FromResult<EntityPage?>(new(found, [.. all.Take(quotes)]));
    }

    public Task<IReadOnlyList<ResolvedRelation>> NeighboursAsync(
        BookId book,
        string entity,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) => Task.FromResult(View(book)?.Neighbours(entity, upTo, atMost) ?? []);

    public Task<IReadOnlyList<EntityRow>> SearchAsync(
        BookId book,
        string text,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) => Task.FromResult(View(book)?.Search(text, upTo, atMost) ?? []);

    public Task<IReadOnlyList<string>> ShortestPathAsync(
        BookId book,
        string from,
        string to,
        int? upTo,
        CancellationToken cancel
    ) => Task.FromResult(View(book)?.ShortestPath(from, to, upTo) ?? []);

    public Task<(int Entities, int Relations)> CountRawAsync(BookId book, CancellationToken cancel)
    {
        var chapters = Find(book) is { } record ? Raw(record).Chapters : [];
        var names = chapters.SelectMany(raw => raw.Facts.Mentions).Select(mention => NameFolding.Key(mention.Name));
        var links = chapters
            .SelectMany(raw => raw.Facts.Relations)
            .Where(said => said.Type is not (RelationTypes.Alias or RelationTypes.Distinct))
            .Select(said => (NameFolding.Key(said.Source), NameFolding.Key(said.Target), said.Type));
        return Task.FromResult((names.Distinct().Count(), links.Distinct().Count()));
    }

    private GraphBookRecord? Find(BookId book) => _books.GetValueOrDefault(book.Value);

    private ResolvedView? View(BookId book) => Find(book) is { } record ? new ResolvedView(record.Resolved) : null;

    private bool Holds(BookId book, SessionId session) =>
        Find(book) is { } record && (record.Token == session || !_guards.On(ModelGuard.ResolveToken));

    private static RawBook Raw(GraphBookRecord record, int behind = 0, int atMost = int.MaxValue)
    {
        var woven = (
            from chapter in record.Book.Chapters
            let weave = record.Chapters.GetValueOrDefault(chapter.Key)
            where weave is not null && chapter.Position > behind
            orderby chapter.Position
            select new RawChapter(chapter, weave.Facts with { Rejected = [] }, weave.Provider)
        )
            .Take(atMost)
            .ToList();
        var withFacts = woven.Where(chapter => chapter.Facts.Mentions.Count + chapter.Facts.Relations.Count > 0);
        return new(record.Book.Id, record.Book.Language, [.. withFacts])
        {
            Next = woven.Count == atMost ? woven[^1].Chapter.Position : null,
        };
    }
}
