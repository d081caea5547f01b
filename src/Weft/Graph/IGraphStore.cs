using Weft.Books;
using Weft.Model;

namespace Weft.Graph;

/// <summary>A chapter of a book's current edition as the graph keeps it.</summary>
public sealed record GraphChapter(ChapterKey Key, int Position, int Number, UnitKind Kind, string Title);

/// <summary>A book and its current edition for the graph.</summary>
public sealed record GraphBook(BookId Id, string Title, string Language, int EditionNumber, IReadOnlyList<GraphChapter> Chapters);

/// <summary>What one completed reading of a chapter puts in place of whatever the graph held of it.</summary>
public sealed record ChapterWeave(
    BookId Book,
    ChapterKey Chapter,
    FencingToken Token,
    SessionId Session,
    string Provider,
    ChapterFacts Facts
);

/// <summary>What came of a weave.</summary>
public abstract record WeaveResult
{
    /// <summary>The facts stand (also where the same weave of the same session was carried out before).</summary>
    public sealed record Woven : WeaveResult;

    /// <summary>The graph has seen a higher token, or the same one from another session.</summary>
    public sealed record Refused(FencingToken Seen, SessionId Session) : WeaveResult;

    /// <summary>The graph has no such book; it was deleted, or never put.</summary>
    public sealed record NoBook : WeaveResult;
}

/// <summary>How far a book's resolved layer is.</summary>
/// <param name="Version">Raised by each weave and each put.</param>
/// <param name="Resolved">What the last resolve stamped, or null.</param>
/// <param name="Token">The session that holds the resolve token, or null.</param>
public sealed record GraphBookState(long Version, int EditionNumber, ResolveStamp? Resolved, SessionId? Token)
{
    /// <summary>Nothing was woven, said or re-edited since the last resolve.</summary>
    public bool IsResolved(int lastWord) =>
        Resolved is { } stamp && stamp.Version == Version && stamp.LastWord == lastWord && stamp.EditionNumber == EditionNumber;
}

/// <summary>What a resolve was made from. <paramref name="LastWord"/> = number of the last person's word, 0 = none.</summary>
public sealed record ResolveStamp(long Version, int LastWord, int EditionNumber);

/// <summary>The raw layer of one chapter of the current edition.</summary>
public sealed record RawChapter(GraphChapter Chapter, ChapterFacts Facts, string Provider);

/// <summary>The raw layer of a book's current edition, by position; chapters without facts are left out. Rejections are not kept in the graph.</summary>
public sealed record RawBook(BookId Book, string Language, IReadOnlyList<RawChapter> Chapters)
{
    /// <summary>Of a slice: the position behind which the next one begins; null at the book's end.</summary>
    public int? Next { get; init; }
}

/// <summary>What came of asking for a book's resolve token.</summary>
public abstract record TokenReply
{
    /// <summary>It is the session's; the book's version and edition are those read after it was taken.</summary>
    public sealed record Taken(long Version, int EditionNumber) : TokenReply;

    /// <summary>Another session holds it: look in the ledger whether that one has ended.</summary>
    public sealed record HeldBy(SessionId Session) : TokenReply;

    public sealed record NoBook : TokenReply;
}

/// <summary>
/// The graph: raw facts by chapter, and the resolved layer made from them. Each method is one transaction unless it says otherwise.
/// Everything in it can be made again from the ledger without one call.
/// </summary>
public interface IGraphStore
{
    /// <summary>Puts a book and its edition, and raises its version; an older edition than the one that stands changes nothing. Safe to repeat.</summary>
    Task PutBookAsync(GraphBook book, CancellationToken cancel);

    /// <summary>Ids of all books in the graph.</summary>
    Task<IReadOnlyList<BookId>> BooksAsync(CancellationToken cancel);

    /// <summary>Removes a book and all that hangs on it, in batches. Safe to repeat.</summary>
    Task DeleteBookAsync(BookId book, CancellationToken cancel);

    /// <summary>
    /// One transaction: locks the book, must find it, compares the token with the one that stands for the chapter, replaces the
    /// chapter's facts, raises the book's version. The same token from the same session again is carried out again.
    /// </summary>
    Task<WeaveResult> WeaveAsync(ChapterWeave weave, CancellationToken cancel);

    /// <summary>Null where there is no such book.</summary>
    Task<GraphBookState?> FindStateAsync(BookId book, CancellationToken cancel);

    /// <summary>
    /// Takes the book's resolve token: where it is free, its own already, or held by <paramref name="from"/> (a session that the
    /// ledger has ended).
    /// </summary>
    Task<TokenReply> TakeResolveTokenAsync(BookId book, SessionId session, SessionId? from, CancellationToken cancel);

    /// <summary>
    /// Chapters of the raw layer of the current edition in one consistent read: those that were woven, behind a position. Null where there is no
    /// such book.
    /// </summary>
    /// <param name="behind">A position; 0 = from the start.</param>
    /// <param name="atMost">Chapters that are looked at, those without facts among them.</param>
    Task<RawBook?> ReadRawAsync(BookId book, int behind, int atMost, CancellationToken cancel);

    /// <summary>
    /// Writes the resolved layer in place, only what changed, in batches; each is refused once another session holds the token.
    /// The last one stamps the book and frees the token. False = refused: somebody else resolves. Calls of one session go one after
    /// the other; the second finds the token freed.
    /// </summary>
    Task<bool> TryWriteResolvedAsync(
        BookId book,
        SessionId session,
        ResolvedBook resolved,
        ResolveStamp stamp,
        CancellationToken cancel
    );

    // ---- reading, each "up to chapter N" (null = all)

    /// <summary>The resolved layer as it stands. Null where there is no such book.</summary>
    Task<ResolvedBook?> ReadResolvedAsync(BookId book, CancellationToken cancel);

    /// <summary>Entities with most mentions first, events only where they are asked for; ties by id.</summary>
    Task<IReadOnlyList<EntityRow>> TopEntitiesAsync(BookId book, EntityQuery query, CancellationToken cancel);

    /// <summary>An entity with its quotes, by chapter; null where there is none such up to that chapter.</summary>
    Task<EntityPage?> FindEntityAsync(BookId book, string entity, int? upTo, int quotes, CancellationToken cancel);

    /// <summary>Entities linked with this one, heaviest first; of one that is no event, without its events.</summary>
    Task<IReadOnlyList<ResolvedRelation>> NeighboursAsync(
        BookId book,
        string entity,
        int? upTo,
        int atMost,
        CancellationToken cancel
    );

    /// <summary>Entities whose name or alias contains the text, folded; best first: equal, then beginning with it, then by mentions; events behind all others.</summary>
    Task<IReadOnlyList<EntityRow>> SearchAsync(BookId book, string text, int? upTo, int atMost, CancellationToken cancel);

    /// <summary>Fewest steps between two entities over links of any type, through no event; ids from first to last, empty where there is no path.</summary>
    Task<IReadOnlyList<string>> ShortestPathAsync(BookId book, string from, string to, int? upTo, CancellationToken cancel);

    /// <summary>Distinct names and typed links in the raw layer so far, for progress.</summary>
    Task<(int Entities, int Relations)> CountRawAsync(BookId book, CancellationToken cancel);
}

/// <param name="Type">Null = all but events.</param>
public sealed record EntityQuery(string? Type, int? UpTo, int AtMost);

public sealed record EntityRow(string Id, string Name, string Type, int Mentions, int First, int Last);

public sealed record EntityQuote(int Chapter, string Title, string Name, string Quote, int Offset, string Provider);

public sealed record EntityPage(ResolvedEntity Entity, IReadOnlyList<EntityQuote> Quotes);
