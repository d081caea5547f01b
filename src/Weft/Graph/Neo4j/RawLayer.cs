using Weft.Model;

namespace Weft.Graph.Neo4j;

/// <summary>Books, and what their chapters say.</summary>
internal sealed class RawLayer(Neo4jDatabase database, Neo4jKeys keys, Func<string> now)
{
    private const int ReadsWithoutHold = 4;

    /// <summary>What one transaction deletes: its memory is the server's heap.</summary>
    private const int NodesAtOnce = 5_000;
    private const int LinksAtOnce = 10_000;

    private readonly RawNodes _nodes = new(keys);

    public async Task PutAsync(GraphBook book, CancellationToken cancel)
    {
        var put = _nodes.Put(book, Neo4jDatabase.Mark());
        while ((await database.RunAsync("put_book", put, cancel)).First is null)
        {
            var standing = await FindAsync(book.Id, cancel);
            if (standing is { Deleting: false })
                return;
            // What a deletion that was cut off left behind must not be taken for the book's.
            await EmptyAsync(book.Id, cancel);
        }
    }

    public async Task<IReadOnlyList<BookId>> BooksAsync(CancellationToken cancel) =>
        [
            .. (await database.RunAsync("books", new { library = keys.Library }, cancel)).Rows.Select(row => new BookId(
                row[0].GetInt64()
            )),
        ];

    public async Task DeleteAsync(BookId book, CancellationToken cancel)
    {
        if (await FindAsync(book, cancel) is not { } standing)
            return;
        await database.RunAsync("start_deleting", new { book = keys.Of(book), born = standing.Born }, cancel);
        await EmptyAsync(book, cancel);
    }

    /// <summary>One transaction for all of them, chapters of one book and none twice.</summary>
    public async Task<IReadOnlyList<WeaveResult>> WeaveAsync(BookId book, IReadOnlyList<ChapterWeave> weaves) =>
        _nodes.Woven(weaves, await database.RunAsync("weave", _nodes.Weave(book, weaves, now()), CancellationToken.None));

    /// <summary>The server has no snapshots: a read counts if the book's version was the same before and after it.</summary>
    public async Task<RawBook?> ReadAsync(BookId book, int behind, int atMost, CancellationToken cancel)
    {
        for (var read = 1; ; read++)
        {
            // Where weaves never cease they are held off for one read.
            var hold = read > ReadsWithoutHold;
            var before = hold ? null : await SettleAsync(book, cancel);
            var asked = new
            {
                book = keys.Of(book),
                hold,
                behind,
                atMost,
            };
            var rows = await database.RunAsync("read_raw", asked, cancel, Neo4jLink.LongPatience);
            if (hold || await SettleAsync(book, cancel) == before)
                return RawNodes.Book(book, rows, atMost);
        }
    }

    public async Task<(int Entities, int Relations)> CountAsync(BookId book, CancellationToken cancel) =>
        (await database.RunAsync("count_raw", new { book = keys.Of(book) }, cancel)).First is { } row
            ? (row[0].GetInt32(), row[1].GetInt32())
            : (0, 0);

    /// <summary>The first quotes of these names, in the order of the text.</summary>
    public async Task<IReadOnlyList<EntityQuote>> QuotesAsync(
        BookId book,
        IEnumerable<string> names,
        int? upTo,
        int atMost,
        CancellationToken cancel
    )
    {
        var asked = new
        {
            names = names.Select(name => keys.OfEntity(book, name)),
            upTo = upTo ?? int.MaxValue,
            atMost,
        };
        return [.. (await database.RunAsync("quotes", asked, cancel)).Rows.Select(RawNodes.QuoteOf)];
    }

    /// <summary>Null where there is no such book. A read-only database is as settled as can be.</summary>
    private async Task<long?> SettleAsync(BookId book, CancellationToken cancel)
    {
        var asked = new { book = keys.Of(book) };
        var reply = await database.RunAsync("settle", asked, cancel, tolerated: Neo4jErrors.ReadOnly);
        return reply.First is { } row ? row[0].GetInt64() : null;
    }

    private async Task<(string Born, bool Deleting)?> FindAsync(BookId book, CancellationToken cancel) =>
        (await database.RunAsync("find_book", new { book = keys.Of(book) }, cancel)).First is { } row
            ? (row[0].GetString()!, row[1].GetBoolean())
            : null;

    /// <summary>Removes a book that is marked for it, the book itself last: until then it is known that something is left.</summary>
    private async Task EmptyAsync(BookId book, CancellationToken cancel)
    {
        var asked = new
        {
            book = keys.Of(book),
            prefix = keys.Prefix(book),
            nodes = NodesAtOnce,
            links = LinksAtOnce,
        };
        do
        {
            // The links of these nodes first, in pieces: a main character may have a hundred thousand.
            while (await CountAsync("delete_links", asked, cancel) == LinksAtOnce) { }
        } while (await CountAsync("delete_entities", asked, cancel) == NodesAtOnce);
        while (await CountAsync("delete_chapters", asked, cancel) == NodesAtOnce) { }
        await database.RunAsync("end_deleting", new { book = keys.Of(book) }, cancel);
    }

    private async Task<int> CountAsync(string statement, object asked, CancellationToken cancel) =>
        (await database.RunAsync(statement, asked, cancel, Neo4jLink.LongPatience)).First is { } row ? row[0].GetInt32() : 0;
}
