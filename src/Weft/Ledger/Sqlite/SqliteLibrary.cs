using Weft.Books;
using Weft.Model;
using Weft.Reasons;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Books, editions, profiles and people's words in a SQLite file.</summary>
internal sealed class SqliteLibrary(SqliteFile file, TimeProvider time) : ILibrary
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    /// <summary>The statements that delete what is of a book.</summary>
    private static readonly string[] Parts =
    [
        "delete-chapters",
        "delete-units",
        "delete-profiles",
        "delete-words",
        "delete-layout",
        "delete-woven",
        "delete-rejections",
        "delete-runs",
    ];

    public async Task<Imported> ImportAsync(CutBook book, BookId? editionOf, CancellationToken cancel)
    {
        // Hashing a long book takes longer than writing it: not in the transaction.
        var hash = await Task.Run(() => EditionText.ContentHash(book), cancel);
        var units = await Task.Run(() => new ChapterRecognition(this).NumberAsync(book, editionOf, cancel), cancel);
        return await file.WriteAsync(db => Import(db, book, editionOf, hash, units), cancel);
    }

    public async Task<Book?> FindSameAsync(CutBook book, BookId? editionOf, CancellationToken cancel)
    {
        var hash = await Task.Run(() => EditionText.ContentHash(book), cancel);
        return await file.ReadAsync(
            db =>
                db.Number("book-with-content", ("$hash", hash), ("$target", editionOf?.Value)) is { } known
                    ? LiveBook(db, new(known))
                    : null,
            cancel
        );
    }

    private Imported Import(SqliteDb db, CutBook book, BookId? editionOf, string hash, IReadOnlyList<EditionUnit> units)
    {
        if (editionOf is { } target && LiveBook(db, target) is null)
            throw new LedgerException(StoreReasons.NoBook(target.ToString()!));
        if (db.Number("book-with-content", ("$hash", hash), ("$target", editionOf?.Value)) is { } known)
            return new(LiveBook(db, new(known))!, true);
        var id = editionOf?.Value ?? db.Number("add-book")!.Value;
        var edition = db.Number(
            "add-edition",
            ("$book", id),
            ("$hash", hash),
            ("$title", book.Title),
            ("$language", book.Language),
            ("$encoding", book.Text.Encoding),
            ("$format", book.Text.Format),
            ("$chapters", EditionText.Chapters(book)),
            ("$characters", book.Text.Text.Length),
            ("$now", time.NowMs()),
            ("$told", EditionText.ToldColumn(book)),
            ("$metadata", EditionText.MetadataColumn(book))
        );
        foreach (var unit in units)
            AddUnit(db, book, id, edition!.Value, unit);
        db.Execute("set-edition", ("$book", id), ("$edition", edition));
        if (editionOf is not null)
            ChangeNumber.Raise(db);
        return new(LiveBook(db, new(id))!, false);
    }

    private static void AddUnit(SqliteDb db, CutBook book, long id, long edition, EditionUnit unit)
    {
        db.Execute(
            "add-unit",
            ("$edition", edition),
            ("$position", unit.Position),
            ("$number", unit.Unit.Number),
            ("$kind", ColumnFormats.Word(unit.Unit.Kind)),
            ("$title", unit.Unit.Title),
            ("$start", unit.Unit.Start),
            ("$length", unit.Unit.Length),
            ("$hash", unit.Chapter.TextHash),
            ("$occurrence", unit.Chapter.Occurrence)
        );
        db.Execute("add-chapter", ("$book", id), ("$hash", unit.Chapter.TextHash), ("$text", EditionText.Of(book, unit.Unit)));
    }

    private static Book? LiveBook(SqliteDb db, BookId book) => db.First("book-columns-of-live", Rows.Book, ("$book", book.Value));

    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("book-columns-of-live", Rows.Book, ("$book", null)), cancel);

    public Task<Book?> FindBookAsync(BookId book, CancellationToken cancel) => file.ReadAsync(db => LiveBook(db, book), cancel);

    public Task<IReadOnlyList<Edition>> EditionsAsync(BookId book, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("editions", Rows.Edition, ("$book", book.Value)), cancel);

    public Task<IReadOnlyList<EditionUnit>> UnitsAsync(EditionId edition, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("units", RowMapping.Unit, ("$edition", edition.Value)), cancel);

    public Task<string?> FindTextAsync(BookId book, ChapterKey chapter, CancellationToken cancel) =>
        file.ReadAsync(
            db => db.First("text", row => row.Text("text"), ("$book", book.Value), ("$hash", chapter.TextHash)),
            cancel
        );

    public Task<Profile?> FindProfileAsync(EditionId edition, string version, CancellationToken cancel) =>
        file.ReadAsync(db => db.First("profile", RowMapping.Profile, ("$edition", edition.Value), ("$version", version)), cancel);

    public Task SaveProfileAsync(EditionId edition, Profile profile, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
                db.Execute(
                    "add-profile",
                    ("$edition", edition.Value),
                    ("$version", profile.Version),
                    ("$language", profile.Language),
                    ("$roster", ColumnFormats.Json(profile.Roster)),
                    ("$tables", profile.Tables)
                ),
            cancel
        );

    public Task<IReadOnlyList<NameDecision>> DecisionsAsync(BookId book, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("words", RowMapping.NameDecision, ("$book", book.Value)), cancel);

    public Task<IReadOnlyList<NameDecision>> AddDecisionsAsync(
        BookId book,
        IReadOnlyList<NewDecision> decisions,
        CancellationToken cancel
    ) =>
        file.WriteAsync<IReadOnlyList<NameDecision>>(
            db =>
            {
                var last =
                    db.Number("take-words", ("$book", book.Value), ("$count", decisions.Count))
                    ?? throw new LedgerException(StoreReasons.NoBook(book.ToString()));
                var kept = DecisionRows.Numbered(decisions, (int)last, time.GetUtcNow());
                foreach (var decision in kept)
                    db.Execute(
                        "add-word",
                        ("$book", book.Value),
                        ("$number", decision.Number),
                        ("$kind", ColumnFormats.Word(decision.Kind)),
                        ("$name", decision.Name),
                        ("$other", decision.Other),
                        ("$by", decision.By),
                        ("$at", decision.At?.ToUnixTimeMilliseconds()),
                        ("$undoes", decision.Undoes)
                    );
                ChangeNumber.Raise(db);
                return kept;
            },
            cancel
        );

    public Task<GraphLayout?> FindLayoutAsync(BookId book, CancellationToken cancel) =>
        file.ReadAsync(db => db.Query("layout", RowMapping.Layout, ("$book", book.Value)).FirstOrDefault(), cancel);

    public Task<bool> TryKeepLayoutAsync(BookId book, string? before, GraphLayout layout, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
                db.Execute(
                    before is null ? "add-layout" : "change-layout",
                    ("$book", book.Value),
                    ("$before", before ?? ""),
                    ("$state", layout.State),
                    ("$places", layout.Places)
                ) > 0,
            cancel
        );

    public Task<bool> TryRenameAsync(BookId book, string title, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                if (db.Execute("rename-book", ("$book", book.Value), ("$title", title)) == 0)
                    return false;
                ChangeNumber.Raise(db);
                return true;
            },
            cancel
        );

    public Task<bool> TryDescribeAsync(BookId book, BookMetadata metadata, CancellationToken cancel) =>
        file.WriteAsync(
            db => db.Execute("describe-book", ("$book", book.Value), ("$metadata", EditionText.MetadataColumn(metadata))) > 0,
            cancel
        );

    public Task<bool> TryDeleteBookAsync(BookId book, bool keepAnswers, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                if (!keepAnswers)
                    db.Execute("forget-unanswered-calls", ("$book", book.Value));
                if (!keepAnswers)
                    db.Execute("delete-answers", ("$keys", ColumnFormats.Json(SqliteJournal.OwnAnswers(db, book))));
                if (db.Execute("delete-book", ("$book", book.Value), ("$now", time.NowMs())) == 0)
                    return false;
                foreach (var job in db.Query("unfinished-jobs-of-book", row => row.Long("job_id"), ("$book", book.Value)))
                    SqliteJobs.Cancel(db, new(job), RunReasons.BookDeleted, time.NowMs());
                foreach (var part in Parts)
                    db.Execute(part, ("$book", book.Value));
                ChangeNumber.Raise(db);
                return true;
            },
            cancel
        );
}
