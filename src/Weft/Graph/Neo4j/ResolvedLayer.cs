using System.Collections.Concurrent;
using Weft.Model;

namespace Weft.Graph.Neo4j;

/// <summary>Who is who, written in place by the holder of the book's resolve token, and read into memory for the readers' questions.</summary>
internal sealed class ResolvedLayer(Neo4jDatabase database, Neo4jKeys keys, Func<string> now) : IDisposable
{
    private const int ChangesAtOnce = 2_000;
    private const int BooksInMemory = 4;

    private readonly ResolvedNodes _nodes = new(keys);
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<BookId, (long Revision, ResolvedView View)> _views = [];

    public async Task<GraphBookState?> FindStateAsync(BookId book, CancellationToken cancel) =>
        ResolvedNodes.StateOf((await StateAsync(book, cancel)).First);

    public async Task<TokenReply> TakeTokenAsync(BookId book, SessionId session, SessionId? from, CancellationToken cancel)
    {
        var asked = new
        {
            book = keys.Of(book),
            session = session.Value,
            from = from?.Value,
        };
        return ResolvedNodes.TokenOf((await database.RunAsync("take_token", asked, cancel)).First);
    }

    public async Task<bool> TryWriteAsync(
        BookId book,
        SessionId session,
        ResolvedBook resolved,
        ResolveStamp stamp,
        CancellationToken cancel
    )
    {
        // Two resolves of one session would hold the same token: they go one after the other, and the second finds it freed.
        await _writing.WaitAsync(cancel);
        try
        {
            return await TryWriteAloneAsync(book, session, resolved, stamp, cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The resolved layer in memory, read anew only when a batch has changed it, by this process or another.</summary>
    public async Task<ResolvedView?> ViewAsync(BookId book, CancellationToken cancel)
    {
        if ((await StateAsync(book, cancel)).First is not { } state)
            return null;
        if (_views.TryGetValue(book, out var known) && known.Revision == state[6].GetInt64())
            return known.View;
        if (await ReadAsync(book, cancel) is not { } standing)
            return null;
        var view = new ResolvedView(standing.Book);
        if (_views.Count >= BooksInMemory)
            _views.Clear();
        _views[book] = (standing.Revision, view);
        return view;
    }

    public void Forget(BookId book) => _views.TryRemove(book, out _);

    public void Dispose() => _writing.Dispose();

    private async Task<bool> TryWriteAloneAsync(
        BookId book,
        SessionId session,
        ResolvedBook resolved,
        ResolveStamp stamp,
        CancellationToken cancel
    )
    {
        var held = await database.RunAsync("hold", new { book = keys.Of(book), session = session.Value }, cancel);
        // Only the token's holder changes the resolved layer: what it reads now stands until it writes, or the batch is refused.
        if (held.First is not { } row || await ReadAsync(book, cancel) is not { } standing)
            return false;
        var revision = row[0].GetInt64();
        var bared = false;
        foreach (var batch in _nodes.Changes(book, standing, resolved).Chunk(ChangesAtOnce))
        {
            var asked = ResolvedChange.Batch(batch);
            bared |= batch.Any(change => change.List == ResolvedChange.BareList);
            if (!await TryBatchAsync("apply", asked, book, session, revision++, cancel))
                return false;
        }
        if (bared)
            await SweepAsync(book, session, cancel);
        var stamped = new Dictionary<string, object?>
        {
            ["version"] = stamp.Version,
            ["word"] = stamp.LastWord,
            ["edition"] = stamp.EditionNumber,
            ["at"] = now(),
        };
        return await TryBatchAsync("stamp", stamped, book, session, revision, cancel);
    }

    /// <summary>
    /// Carried out once however often it is sent, and however late: it names the revision it was made for, and leaves its own mark.
    /// False = another session holds the token.
    /// </summary>
    private async Task<bool> TryBatchAsync(
        string statement,
        Dictionary<string, object?> asked,
        BookId book,
        SessionId session,
        long revision,
        CancellationToken cancel
    )
    {
        asked["book"] = keys.Of(book);
        asked["session"] = session.Value;
        asked["revision"] = revision;
        asked["batch"] = Neo4jDatabase.Mark();
        return (await database.RunAsync(statement, asked, cancel, Neo4jLink.LongPatience)).First is not null;
    }

    /// <summary>Names that no chapter mentions and no entity has go too.</summary>
    private async Task SweepAsync(BookId book, SessionId session, CancellationToken cancel)
    {
        var asked = new
        {
            book = keys.Of(book),
            session = session.Value,
            prefix = keys.Prefix(book),
            nodes = ChangesAtOnce,
        };
        while (
            (await database.RunAsync("sweep", asked, cancel, Neo4jLink.LongPatience)).First is { } row
            && row[0].GetInt32() == ChangesAtOnce
        ) { }
    }

    private Task<Neo4jReply> StateAsync(BookId book, CancellationToken cancel) =>
        database.RunAsync("state", new { book = keys.Of(book) }, cancel);

    private async Task<StandingBook?> ReadAsync(BookId book, CancellationToken cancel)
    {
        var asked = new { book = keys.Of(book), prefix = keys.Prefix(book) };
        return _nodes.Read(book, await database.RunAsync("read_resolved", asked, cancel, Neo4jLink.LongPatience));
    }
}
