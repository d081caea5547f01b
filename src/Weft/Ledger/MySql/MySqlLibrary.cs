using MySqlConnector;
using Weft.Books;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger.MySql;

/// <summary>Books, editions, profiles and people's words in a MySQL or MariaDB database.</summary>
internal sealed class MySqlLibrary(MySqlStore store, RowMapping rows) : ILibrary
{
    /// <summary>Rows of units that go in one packet.</summary>
    private const int UnitsPerPacket = 1000;

    /// <summary>Answers that are deleted in one transaction.</summary>
    private const int AnswersAtOnce = 1000;

    public async Task<Imported> ImportAsync(CutBook book, BookId? editionOf, CancellationToken cancel)
    {
        var hash = await Task.Run(() => EditionText.ContentHash(book), cancel);
        var units = await Task.Run(() => new ChapterRecognition(this).NumberAsync(book, editionOf, cancel), cancel);
        if (editionOf is { } target && await FindBookAsync(target, cancel) is null)
            throw new LedgerException(StoreReasons.NoBook(target.ToString()!));
        // A book does not fit into one packet. What is locked until the end is a turn of the same content, a book that is being corrected, and rows
        // that nobody else can see.
        var (id, isKnown) = await store.TransactAsync(
            async (connection, transaction) =>
            {
                Task<long?> NumberAsync(string name, params (string, object?)[] values) =>
                    ScalarAsync(connection, transaction, name, values, cancel);
                await NumberAsync("take-turn", ("@turn", MySqlTurns.OfImport(hash)));
                if (editionOf is { } corrected && await NumberAsync("lock-book", ("@book", corrected.Value)) is null)
                    throw new LedgerException(StoreReasons.NoBook(corrected.ToString()));
                if (await NumberAsync("book-with-content", ("@hash", hash), ("@target", editionOf?.Value)) is { } known)
                    return (known, true);
                var number = editionOf?.Value ?? (await NumberAsync("add-book"))!.Value;
                var edition = await NumberAsync("add-edition", EditionValues(book, number, hash));
                foreach (var some in units.Chunk(UnitsPerPacket))
                    await NumberAsync("add-units", ("@edition", edition), ("@units", ColumnFormats.Json(some.Select(UnitRow))));
                foreach (var unit in units.DistinctBy(unit => unit.Chapter.TextHash))
                    await NumberAsync(
                        "add-chapter",
                        ("@book", number),
                        ("@hash", unit.Chapter.TextHash),
                        ("@text", EditionText.Of(book, unit.Unit))
                    );
                await NumberAsync("set-edition", ("@book", number), ("@edition", edition), ("@again", editionOf is not null));
                return (number, false);
            },
            cancel
        );
        return new((await FindBookAsync(new(id), cancel))!, isKnown);
    }

    public async Task<Book?> FindSameAsync(CutBook book, BookId? editionOf, CancellationToken cancel)
    {
        var hash = await Task.Run(() => EditionText.ContentHash(book), cancel);
        var known = await store.NumberAsync("book-with-content", cancel, ("@hash", hash), ("@target", editionOf?.Value));
        return known is { } id ? await FindBookAsync(new(id), cancel) : null;
    }

    private (string, object?)[] EditionValues(CutBook book, long id, string hash) =>
        [
            ("@book", id),
            ("@hash", hash),
            ("@title", book.Title),
            ("@language", book.Language),
            ("@encoding", book.Text.Encoding),
            ("@format", book.Text.Format),
            ("@chapters", EditionText.Chapters(book)),
            ("@characters", book.Text.Text.Length),
            ("@now", store.NowMs),
            ("@told", EditionText.ToldColumn(book)),
            ("@metadata", EditionText.MetadataColumn(book)),
        ];

    private static object[] UnitRow(EditionUnit unit) =>
        [
            unit.Position,
            unit.Unit.Number,
            ColumnFormats.Word(unit.Unit.Kind),
            unit.Unit.Title,
            unit.Unit.Start,
            unit.Unit.Length,
            unit.Chapter.TextHash,
            unit.Chapter.Occurrence,
        ];

    private static async Task<long?> ScalarAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        string name,
        (string, object?)[] values,
        CancellationToken cancel
    )
    {
        await using var command = MySqlStore.Command(connection, MySqlStatements.Sql(name), values);
        command.Transaction = transaction;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var number = await MySqlStore.NumberOfAsync(reader, cancel);
        while (await reader.NextResultAsync(cancel)) { }
        return number;
    }

    public async Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel) =>
        await store.QueryAsync("book-columns-of-live", rows.Book, cancel, ("@book", null));

    public Task<Book?> FindBookAsync(BookId book, CancellationToken cancel) =>
        store.FirstAsync("book-columns-of-live", rows.Book, cancel, ("@book", book.Value));

    public async Task<IReadOnlyList<EditionUnit>> UnitsAsync(EditionId edition, CancellationToken cancel) =>
        await store.QueryAsync("units", RowMapping.Unit, cancel, ("@edition", edition.Value));

    public Task<string?> FindTextAsync(BookId book, ChapterKey chapter, CancellationToken cancel) =>
        store.FirstAsync("text", row => row.Text("text"), cancel, ("@book", book.Value), ("@hash", chapter.TextHash));

    public Task<Profile?> FindProfileAsync(EditionId edition, string version, CancellationToken cancel) =>
        store.FirstAsync("profile", RowMapping.Profile, cancel, ("@edition", edition.Value), ("@version", version));

    public Task SaveProfileAsync(EditionId edition, Profile profile, CancellationToken cancel) =>
        store.ExecuteAsync(
            "add-profile",
            cancel,
            ("@edition", edition.Value),
            ("@version", profile.Version),
            ("@language", profile.Language),
            ("@roster", ColumnFormats.Json(profile.Roster)),
            ("@tables", profile.Tables)
        );

    public async Task<IReadOnlyList<NameDecision>> DecisionsAsync(BookId book, CancellationToken cancel) =>
        await store.QueryAsync("words", RowMapping.NameDecision, cancel, ("@book", book.Value));

    public async Task<IReadOnlyList<NameDecision>> AddDecisionsAsync(
        BookId book,
        IReadOnlyList<NewDecision> decisions,
        CancellationToken cancel
    )
    {
        var now = store.NowMs;
        var last = await store.NumberAsync(
            "add-words",
            cancel,
            ("@book", book.Value),
            ("@count", decisions.Count),
            ("@now", now),
            ("@words", ColumnFormats.Json(decisions.Select(WordRow)))
        );
        return last is { } number
            ? DecisionRows.Numbered(decisions, (int)number, DateTimeOffset.FromUnixTimeMilliseconds(now))
            : throw new LedgerException(StoreReasons.NoBook(book.ToString()));
    }

    private static object?[] WordRow(NewDecision decision) =>
        [
            ColumnFormats.Word(decision.Kind),
            decision.Name,
            decision.Other,
            decision.By,
            decision.At?.ToUnixTimeMilliseconds(),
            decision.Undoes,
        ];

    public async Task<GraphLayout?> FindLayoutAsync(BookId book, CancellationToken cancel) =>
        (await store.QueryAsync("layout", RowMapping.Layout, cancel, ("@book", book.Value))).FirstOrDefault();

    public Task<bool> TryKeepLayoutAsync(BookId book, string? before, GraphLayout layout, CancellationToken cancel) =>
        store.IsDoneAsync(
            before is null ? "add-layout" : "change-layout",
            cancel,
            ("@book", book.Value),
            ("@before", before ?? ""),
            ("@state", layout.State),
            ("@places", layout.Places)
        );

    public Task<bool> TryRenameAsync(BookId book, string title, CancellationToken cancel) =>
        store.IsDoneAsync("rename-book", cancel, ("@book", book.Value), ("@title", title));

    public Task<bool> TryDescribeAsync(BookId book, BookMetadata metadata, CancellationToken cancel) =>
        store.IsDoneAsync("describe-book", cancel, ("@book", book.Value), ("@metadata", EditionText.MetadataColumn(metadata)));

    public async Task<IReadOnlyList<Edition>> EditionsAsync(BookId book, CancellationToken cancel) =>
        await store.QueryAsync("editions", rows.Edition, cancel, ("@book", book.Value));

    public async Task<bool> TryDeleteBookAsync(BookId book, bool keepAnswers, CancellationToken cancel)
    {
        // First, so that who is cut off here finds the book and deletes it once more. Found without a lock, and deleted by their keys.
        if (!keepAnswers)
            await store.ExecuteAsync("forget-unanswered-calls", cancel, ("@book", book.Value));
        if (!keepAnswers)
            foreach (var keys in (await MySqlJournal.OwnAnswersAsync(store, book, cancel)).Chunk(AnswersAtOnce))
                await store.ExecuteAsync("delete-answers", cancel, ("@keys", ColumnFormats.Json(keys)));
        return await store.IsDoneAsync(
            "delete-book",
            cancel,
            ("@book", book.Value),
            ("@reason", RunReasons.BookDeleted.Sentence),
            ("@reason_code", RunReasons.BookDeleted.Code),
            ("@reason_args", ReasonJson.Write(RunReasons.BookDeleted)),
            ("@now", store.NowMs)
        );
    }
}
