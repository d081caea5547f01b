using System.Globalization;
using Microsoft.Data.Sqlite;
using Weft.Books;
using Weft.Model;

namespace Weft.Graph.Sqlite;

/// <summary>The raw layer's rows: books, chapters, mentions, relations.</summary>
internal sealed class RawRows(TimeProvider time)
{
    public static bool Put(Statements sql, GraphBook book)
    {
        var standing = sql.Scalar("find_book", book.Id.Value);
        if (standing is long edition && edition > book.EditionNumber)
            return false;
        if (standing is null)
            // What a deletion that was cut off left behind must not be taken for the book's.
            while (!DeleteSome(sql, book.Id, int.MaxValue)) { }
        sql.Run("put_book", book.Id.Value, book.Title, book.Language, book.EditionNumber);
        sql.Run("clear_positions", book.Id.Value);
        foreach (var chapter in book.Chapters)
            sql.Run(
                "put_chapter",
                book.Id.Value,
                chapter.Key.TextHash,
                chapter.Key.Occurrence,
                chapter.Position,
                chapter.Number,
                chapter.Kind.ToString(),
                chapter.Title
            );
        return true;
    }

    public static IReadOnlyList<BookId> Books(Statements sql)
    {
        using var rows = sql.Read("books");
        var books = new List<BookId>();
        while (rows.Read())
            books.Add(new BookId(rows.GetInt64(0)));
        return books;
    }

    /// <summary>True = nothing is left of the book.</summary>
    public static bool DeleteSome(Statements sql, BookId book, int atMost)
    {
        var chapters = new List<long>();
        using (var rows = sql.Read("some_chapters", book.Value, atMost))
            while (rows.Read())
                chapters.Add(rows.GetInt64(0));
        foreach (var chapter in chapters)
        {
            sql.Run("clear_mentions", chapter);
            sql.Run("clear_relations", chapter);
            sql.Run("delete_chapter", chapter);
        }
        if (chapters.Count > 0 && chapters.Count == atMost)
            return false;
        sql.Run("drop_entities", book.Value);
        sql.Run("drop_links", book.Value);
        sql.Run("drop_all_same_as", book.Value);
        sql.Run("end_deleting", book.Value);
        return true;
    }

    public WeaveResult Weave(Statements sql, ChapterWeave weave)
    {
        if (sql.Scalar("find_book", weave.Book.Value) is null)
            return new WeaveResult.NoBook();
        if (!TryFindChapter(sql, weave, out var chapter, out var refused))
            return refused!;
        sql.Run("clear_mentions", chapter);
        sql.Run("clear_relations", chapter);
        AddMentions(sql, chapter, weave.Facts.Mentions);
        AddRelations(sql, chapter, weave.Facts.Relations);
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        sql.Run("stamp_chapter", weave.Token.Job.Value, weave.Token.Attempt, weave.Session.Value, weave.Provider, at, chapter);
        sql.Run("raise_version", weave.Book.Value);
        return new WeaveResult.Woven();
    }

    /// <summary>False = the fence refuses the weave.</summary>
    private static bool TryFindChapter(Statements sql, ChapterWeave weave, out long chapter, out WeaveResult? refused)
    {
        refused = null;
        using (var row = sql.Read("find_chapter", weave.Book.Value, weave.Chapter.TextHash, weave.Chapter.Occurrence))
            if (row.Read())
            {
                chapter = row.GetInt64(0);
                if (row.IsDBNull(1))
                    return true;
                var seen = new FencingToken(new JobId(row.GetInt64(1)), row.GetInt32(2));
                var session = new SessionId(row.GetInt64(3));
                if (seen > weave.Token || seen == weave.Token && session != weave.Session)
                    refused = new WeaveResult.Refused(seen, session);
                return refused is null;
            }
        chapter = (long)sql.Scalar("add_chapter", weave.Book.Value, weave.Chapter.TextHash, weave.Chapter.Occurrence)!;
        return true;
    }

    private static void AddMentions(Statements sql, long chapter, IReadOnlyList<Mention> mentions)
    {
        for (var i = 0; i < mentions.Count; i++)
        {
            var mention = mentions[i];
            sql.Run("add_mention", chapter, i, mention.Name, mention.Type, mention.Count, mention.Quote, mention.Offset);
        }
    }

    private static void AddRelations(Statements sql, long chapter, IReadOnlyList<Relation> relations)
    {
        for (var i = 0; i < relations.Count; i++)
        {
            var said = relations[i];
            sql.Run(
                "add_relation",
                chapter,
                i,
                said.Source,
                said.Target,
                said.Type,
                said.Label,
                said.Count,
                said.Quote,
                said.Offset,
                said.Confidence
            );
        }
    }

    public static RawBook? Read(Statements sql, BookId book)
    {
        if (sql.Scalar("book_language", book.Value) is not string language)
            return null;
        var mentions = ByChapter(
            "raw_mentions",
            row => new Mention(row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetInt32(5))
        );
        var relations = ByChapter("raw_relations", RelationOf);
        var chapters = new List<RawChapter>();
        using var rows = sql.Read("raw_chapters", book.Value);
        while (rows.Read())
        {
            var facts = new ChapterFacts(
                mentions.GetValueOrDefault(rows.GetInt64(0), []),
                relations.GetValueOrDefault(rows.GetInt64(0), []),
                []
            );
            if (facts.Mentions.Count + facts.Relations.Count > 0)
                chapters.Add(new(ChapterOf(rows), facts, rows.GetString(7)));
        }
        return new(book, language, chapters);

        Dictionary<long, List<T>> ByChapter<T>(string name, Func<SqliteDataReader, T> make)
        {
            var lists = new Dictionary<long, List<T>>();
            using var found = sql.Read(name, book.Value);
            while (found.Read())
            {
                var chapter = found.GetInt64(0);
                if (!lists.TryGetValue(chapter, out var list))
                    lists[chapter] = list = [];
                list.Add(make(found));
            }
            return lists;
        }
    }

    /// <summary>The first quotes of these names in the order of the text.</summary>
    public static IReadOnlyList<EntityQuote> Quotes(Statements sql, BookId book, HashSet<string> keys, int? upTo, int atMost)
    {
        var quotes = new List<EntityQuote>();
        using var rows = sql.Read("mentions_by_chapter", book.Value, upTo ?? int.MaxValue);
        while (quotes.Count < atMost && rows.Read())
            if (keys.Contains(NameFolding.Key(rows.GetString(3))))
                quotes.Add(
                    new(
                        rows.GetInt32(0),
                        rows.GetString(1),
                        rows.GetString(3),
                        rows.GetString(4),
                        rows.GetInt32(5),
                        rows.GetString(2)
                    )
                );
        return quotes;
    }

    public static (int Entities, int Relations) Count(Statements sql, BookId book) =>
        ((int)(long)sql.Scalar("count_names", book.Value)!, (int)(long)sql.Scalar("count_relations", book.Value)!);

    private static GraphChapter ChapterOf(SqliteDataReader row) =>
        new(
            new ChapterKey(row.GetString(1), row.GetInt32(2)),
            row.GetInt32(3),
            row.GetInt32(4),
            Enum.Parse<UnitKind>(row.GetString(5)),
            row.GetString(6)
        );

    private static Relation RelationOf(SqliteDataReader row) =>
        new(
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetInt32(5),
            row.GetString(6),
            row.GetInt32(7),
            row.GetDouble(8)
        );
}
