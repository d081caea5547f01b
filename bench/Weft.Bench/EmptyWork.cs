using Weft.Books;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;

namespace Weft.Bench;

/// <summary>Chapters that say nothing: what is left is claims and completions.</summary>
internal sealed class EmptyReader : IExtractor
{
    private static readonly ReadingResult Read = new ReadingResult.Read(ChapterFacts.None, []);

    public Task<ReadingResult> ReadAsync(Reading reading, ILocalWork local, CancellationToken cancel) => Task.FromResult(Read);
}

/// <summary>A ledger whose texts nobody reads.</summary>
internal sealed class EmptyTexts(ILedger ledger) : ILedger
{
    public ISessions Sessions => ledger.Sessions;
    public IJobs Jobs => ledger.Jobs;
    public IRuns Runs => ledger.Runs;
    public IProviders Providers => ledger.Providers;
    public ILibrary Library { get; } = new EmptyLibrary(ledger.Library);
    public IJournal Journal => ledger.Journal;
    public IOverview Overview => ledger.Overview;
    public IChanges Changes => ledger.Changes;
    public IEvents Events => ledger.Events;
    public IAudit Audit => ledger.Audit;
    public IWebNodes WebNodes => ledger.WebNodes;
    public IAccounts Accounts => ledger.Accounts;
    public IAccessKeys AccessKeys => ledger.AccessKeys;
    public IWebhooks Webhooks => ledger.Webhooks;
}

/// <summary>Texts that nobody reads.</summary>
internal sealed class EmptyLibrary(ILibrary library) : ILibrary
{
    public Task<string?> FindTextAsync(BookId book, ChapterKey chapter, CancellationToken cancel) => Task.FromResult<string?>("");

    public Task<Imported> ImportAsync(CutBook book, BookId? editionOf, CancellationToken cancel) =>
        library.ImportAsync(book, editionOf, cancel);

    public Task<Book?> FindSameAsync(CutBook book, BookId? editionOf, CancellationToken cancel) =>
        library.FindSameAsync(book, editionOf, cancel);

    public Task<bool> TryRenameAsync(BookId book, string title, CancellationToken cancel) =>
        library.TryRenameAsync(book, title, cancel);

    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel) => library.BooksAsync(cancel);

    public Task<Book?> FindBookAsync(BookId book, CancellationToken cancel) => library.FindBookAsync(book, cancel);

    public Task<IReadOnlyList<EditionUnit>> UnitsAsync(EditionId edition, CancellationToken cancel) =>
        library.UnitsAsync(edition, cancel);

    public Task<Profile?> FindProfileAsync(EditionId edition, string version, CancellationToken cancel) =>
        library.FindProfileAsync(edition, version, cancel);

    public Task SaveProfileAsync(EditionId edition, Profile profile, CancellationToken cancel) =>
        library.SaveProfileAsync(edition, profile, cancel);

    public Task<IReadOnlyList<NameDecision>> DecisionsAsync(BookId book, CancellationToken cancel) =>
        library.DecisionsAsync(book, cancel);

    public Task<IReadOnlyList<NameDecision>> AddDecisionsAsync(
        BookId book,
        IReadOnlyList<NewDecision> decisions,
        CancellationToken cancel
    ) => library.AddDecisionsAsync(book, decisions, cancel);

    public Task<GraphLayout?> FindLayoutAsync(BookId book, CancellationToken cancel) => library.FindLayoutAsync(book, cancel);

    public Task<bool> TryKeepLayoutAsync(BookId book, string? before, GraphLayout layout, CancellationToken cancel) =>
        library.TryKeepLayoutAsync(book, before, layout, cancel);

    public Task<IReadOnlyList<Edition>> EditionsAsync(BookId book, CancellationToken cancel) =>
        library.EditionsAsync(book, cancel);

    public Task<bool> TryDescribeAsync(BookId book, BookMetadata metadata, CancellationToken cancel) =>
        library.TryDescribeAsync(book, metadata, cancel);

    public Task<bool> TryDeleteBookAsync(BookId book, bool keepAnswers, CancellationToken cancel) =>
        library.TryDeleteBookAsync(book, keepAnswers, cancel);
}

/// <summary>A graph that takes everything and keeps nothing.</summary>
internal sealed class EmptyGraph : IGraphStore
{
    private static readonly ResolvedBook Nothing = new([], [], []);

    public Task PutBookAsync(GraphBook book, CancellationToken cancel) => Task.CompletedTask;

    public Task<IReadOnlyList<BookId>> BooksAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<BookId>>([]);

    public Task DeleteBookAsync(BookId book, CancellationToken cancel) => Task.CompletedTask;

    public Task<WeaveResult> WeaveAsync(ChapterWeave weave, CancellationToken cancel) =>
        Task.FromResult<WeaveResult>(new WeaveResult.Woven());

    public Task<GraphBookState?> FindStateAsync(BookId book, CancellationToken cancel) =>
        Task.FromResult<GraphBookState?>(new(1, 1, new(1, 0, 1), null));

    public Task<TokenReply> TakeResolveTokenAsync(BookId book, SessionId session, SessionId? from, CancellationToken cancel) =>
        Task.FromResult<TokenReply>(new TokenReply.Taken(1, 1));

    public Task<RawBook?> ReadRawAsync(BookId book, int behind, int atMost, CancellationToken cancel) =>
        Task.FromResult<RawBook?>(null);

    public Task<bool> TryWriteResolvedAsync(
        BookId book,
        SessionId session,
        ResolvedBook resolved,
        ResolveStamp stamp,
        CancellationToken cancel
    ) => Task.FromResult(true);

    public Task<ResolvedBook?> ReadResolvedAsync(BookId book, CancellationToken cancel) =>
        Task.FromResult<ResolvedBook?>(Nothing);

    public Task<IReadOnlyList<EntityRow>> TopEntitiesAsync(BookId book, EntityQuery query, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<EntityRow>>([]);

    public Task<EntityPage?> FindEntityAsync(BookId book, string entity, int? upTo, int quotes, CancellationToken cancel) =>
        Task.FromResult<EntityPage?>(null);

    public Task<IReadOnlyList<ResolvedRelation>> NeighboursAsync(
        BookId book,
        string entity,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) => Task.FromResult<IReadOnlyList<ResolvedRelation>>([]);

    public Task<IReadOnlyList<EntityRow>> SearchAsync(
        BookId book,
        string text,
        int? upTo,
        int atMost,
        CancellationToken cancel
    ) => Task.FromResult<IReadOnlyList<EntityRow>>([]);

    public Task<IReadOnlyList<string>> ShortestPathAsync(
        BookId book,
        string from,
        string to,
        int? upTo,
        CancellationToken cancel
    ) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<(int Entities, int Relations)> CountRawAsync(BookId book, CancellationToken cancel) => Task.FromResult((0, 0));
}
