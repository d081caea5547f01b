using System.Globalization;
using Weft.Books;
using Weft.Model;
using Weft.Storage;
using Weft.Storage.Sqlite;

namespace Weft.Graph.Sqlite;

/// <summary>The raw layer's rows: books, chapters, mentions, relations.</summary>
internal sealed class RawRows(TimeProvider time)
{
    public static bool Put(SqliteDb sql, GraphBook book)
    {
        var standing = sql.Number("find_book", ("@book", book.Id.Value));
        if (standing > book.EditionNumber)
            return false;
        if (standing is null)
            // What a deletion that was cut off left behind must not be taken for the book's.
            while (!DeleteSome(sql, book.Id, int.MaxValue)) { }
        sql.Execute(
            "put_book",
            ("@book", book.Id.Value),
            ("@title", book.Title),
            ("@language", book.Language),
            ("@edition", book.EditionNumber)
        );
        sql.Execute("clear_positions", ("@book", book.Id.Value));
        foreach (var chapter in book.Chapters)
            sql.Execute(
                "put_chapter",
                ("@book", book.Id.Value),
                ("@hash", chapter.Key.TextHash),
                ("@occurrence", chapter.Key.Occurrence),
                ("@position", chapter.Position),
                ("@number", chapter.Number),
                ("@kind", chapter.Kind.ToString()),
                ("@title", chapter.Title)
            );
        return true;
    }

    public static IReadOnlyList<BookId> Books(SqliteDb sql) => sql.Query("books", row => new BookId(row.Long("id")));

    /// <summary>True = nothing is left of the book.</summary>
    public static bool DeleteSome(SqliteDb sql, BookId book, int atMost)
    {
        var chapters = sql.Query("some_chapters", row => row.Long("id"), ("@book", book.Value), ("@limit", atMost));
        foreach (var chapter in chapters)
        {
            sql.Execute("clear_mentions", ("@chapter", chapter));
            sql.Execute("clear_relations", ("@chapter", chapter));
            sql.Execute("delete_chapter", ("@chapter", chapter));
        }
        if (chapters.Count > 0 && chapters.Count == atMost)
            return false;
        sql.Execute("drop_entities", ("@book", book.Value));
        sql.Execute("drop_links", ("@book", book.Value));
        sql.Execute("drop_all_same_as", ("@book", book.Value));
        sql.Execute("end_deleting", ("@book", book.Value));
        return true;
    }

    public WeaveResult Weave(SqliteDb sql, ChapterWeave weave)
    {
        if (sql.Number("find_book", ("@book", weave.Book.Value)) is null)
            return new WeaveResult.NoBook();
        if (!TryFindChapter(sql, weave, out var chapter, out var refused))
            return refused!;
        sql.Execute("clear_mentions", ("@chapter", chapter));
        sql.Execute("clear_relations", ("@chapter", chapter));
        AddMentions(sql, chapter, weave.Facts);
        AddRelations(sql, chapter, weave.Facts.Relations);
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        sql.Execute(
            "stamp_chapter",
            ("@job", weave.Token.Job.Value),
            ("@attempt", weave.Token.Attempt),
            ("@session", weave.Session.Value),
            ("@provider", weave.Provider),
            ("@at", at),
            ("@chapter", chapter)
        );
        sql.Execute("raise_version", ("@book", weave.Book.Value));
        return new WeaveResult.Woven();
    }

    /// <summary>False = the fence refuses the weave.</summary>
    private static bool TryFindChapter(SqliteDb sql, ChapterWeave weave, out long chapter, out WeaveResult? refused)
    {
        refused = null;
        ReadOnlySpan<(string, object?)> key =
        [
            ("@book", weave.Book.Value),
            ("@hash", weave.Chapter.TextHash),
            ("@occurrence", weave.Chapter.Occurrence),
        ];
        if (sql.First("find_chapter", StandingOf, key) is not { } standing)
        {
            chapter = sql.Number("add_chapter", key)!.Value;
            return true;
        }
        chapter = standing.Chapter;
        if (standing.Seen is not { } seen)
            return true;
        if (seen.Token > weave.Token || seen.Token == weave.Token && seen.Session != weave.Session)
            refused = new WeaveResult.Refused(seen.Token, seen.Session);
        return refused is null;
    }

    /// <summary>A chapter's row, and whose weave it has; null = none.</summary>
    private sealed record Standing(long Chapter, (FencingToken Token, SessionId Session)? Seen);

    private static Standing StandingOf(Row row) =>
        new(
            row.Long("id"),
            row.IsNull("job")
                ? null
                : (new FencingToken(new JobId(row.Long("job")), row.Int("attempt")), new SessionId(row.Long("session")))
        );

    private static void AddMentions(SqliteDb sql, long chapter, ChapterFacts facts)
    {
        var traits = facts.Traits.ToLookup(trait => trait.Name);
        for (var i = 0; i < facts.Mentions.Count; i++)
        {
            var mention = facts.Mentions[i];
            sql.Execute(
                "add_mention",
                ("@chapter", chapter),
                ("@ordinal", i),
                ("@name", mention.Name),
                ("@type", mention.Type),
                ("@count", mention.Count),
                ("@quote", mention.Quote),
                ("@start", mention.Offset),
                ("@traits", StoredTraits.Write(traits[mention.Name]))
            );
        }
    }

    private static void AddRelations(SqliteDb sql, long chapter, IReadOnlyList<Relation> relations)
    {
        for (var i = 0; i < relations.Count; i++)
        {
            var said = relations[i];
            sql.Execute(
                "add_relation",
                ("@chapter", chapter),
                ("@ordinal", i),
                ("@source", said.Source),
                ("@target", said.Target),
                ("@type", said.Type),
                ("@label", said.Label),
                ("@count", said.Count),
                ("@quote", said.Quote),
                ("@start", said.Offset),
                ("@confidence", said.Confidence),
                ("@mutual", said.Mutual ? 1 : 0)
            );
        }
    }

    public static RawBook? Read(SqliteDb sql, BookId book, int behind, int atMost)
    {
        if (sql.First("book_language", row => row.Text("language"), ("@book", book.Value)) is not { } language)
            return null;
        var woven = sql.Query(
            "raw_chapters",
            row => (Id: row.Long("id"), Chapter: ChapterOf(row), Provider: row.Text("provider")),
            ("@book", book.Value),
            ("@behind", behind),
            ("@most", atMost)
        );
        var until = woven.Count == 0 ? behind : woven[^1].Chapter.Position;
        var mentions = ByChapter(
            "raw_mentions",
            row => (Mention: MentionOf(row), Traits: StoredTraits.Read(row.Text("name"), row.Text("traits")))
        );
        var relations = ByChapter("raw_relations", RelationOf);
        var chapters = woven.Select(one => new RawChapter(
            one.Chapter,
            FactsOf(mentions.GetValueOrDefault(one.Id, []), relations.GetValueOrDefault(one.Id, [])),
            one.Provider
        ));
        return new(
            book,
            language,
            [.. chapters.Where(chapter => chapter.Facts.Mentions.Count + chapter.Facts.Relations.Count > 0)]
        )
        {
            Next = woven.Count == atMost ? until : null,
        };

        Dictionary<long, List<T>> ByChapter<T>(string name, Func<Row, T> make)
        {
            var lists = new Dictionary<long, List<T>>();
            sql.Each(
                name,
                row =>
                {
                    var chapter = row.Long("chapter");
                    if (!lists.TryGetValue(chapter, out var list))
                        lists[chapter] = list = [];
                    list.Add(make(row));
                    return true;
                },
                ("@book", book.Value),
                ("@behind", behind),
                ("@until", until)
            );
            return lists;
        }
    }

    private static ChapterFacts FactsOf(
        List<(Mention Mention, IReadOnlyList<Trait> Traits)> mentions,
        List<Relation> relations
    ) => new([.. mentions.Select(row => row.Mention)], relations, []) { Traits = [.. mentions.SelectMany(row => row.Traits)] };

    /// <summary>The first quotes of these names in the order of the text.</summary>
    public static IReadOnlyList<EntityQuote> Quotes(SqliteDb sql, BookId book, HashSet<string> keys, int? upTo, int atMost)
    {
        var quotes = new List<EntityQuote>();
        sql.Each(
            "mentions_by_chapter",
            row =>
            {
                if (quotes.Count < atMost && keys.Contains(NameFolding.Key(row.Text("name"))))
                    quotes.Add(QuoteOf(row));
                return quotes.Count < atMost;
            },
            ("@book", book.Value),
            ("@limit", upTo ?? int.MaxValue)
        );
        return quotes;
    }

    public static (int Entities, int Relations) Count(SqliteDb sql, BookId book) =>
        (
            (int)sql.Number("count_names", ("@book", book.Value))!.Value,
            (int)sql.Number("count_relations", ("@book", book.Value))!.Value
        );

    private static GraphChapter ChapterOf(Row row) =>
        new(
            new ChapterKey(row.Text("text_hash"), row.Int("occurrence")),
            row.Int("position"),
            row.Int("number"),
            Enum.Parse<UnitKind>(row.Text("kind")),
            row.Text("title")
        );

    private static Mention MentionOf(Row row) =>
        new(
            Name: row.Text("name"),
            Type: row.Text("type"),
            Count: row.Int("count"),
            Quote: row.Text("quote"),
            Offset: row.Int("start")
        );

    private static Relation RelationOf(Row row) =>
        new(
            Source: row.Text("source"),
            Target: row.Text("target"),
            Type: row.Text("type"),
            Label: row.Text("label"),
            Count: row.Int("count"),
            Quote: row.Text("quote"),
            Offset: row.Int("start"),
            Confidence: row.Double("confidence")
        )
        {
            Mutual = row.Int("mutual") != 0,
        };

    private static EntityQuote QuoteOf(Row row) =>
        new(row.Int("number"), row.Text("title"), row.Text("name"), row.Text("quote"), row.Int("start"), row.Text("provider"));
}
