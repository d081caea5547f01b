using System.Text.Encodings.Web;
using System.Text.Json;
using Weft.Model;
using Weft.Storage;
using Weft.Storage.Sqlite;

namespace Weft.Graph.Sqlite;

/// <summary>The resolved layer's rows, and the book's state and resolve token.</summary>
internal sealed class ResolvedRows(TimeProvider time)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A row as it is stored: which statement puts it, which drops it, its key, and the rest. Compared by text.</summary>
    internal sealed record StoredRow(string Kind, string Key, (string, object?)[] Keys, (string, object?)[] Values)
    {
        public bool SameAs(StoredRow other) => Values.AsSpan().SequenceEqual(other.Values);
    }

    /// <summary>A row to be put, or dropped.</summary>
    internal sealed record Change(bool Drop, StoredRow Row);

    public static GraphBookState? FindState(SqliteDb sql, BookId book) => sql.First("state", StateOf, ("@book", book.Value));

    private static GraphBookState StateOf(Row row)
    {
        var stamp = row.IsNull("resolved_version")
            ? null
            : new ResolveStamp(row.Long("resolved_version"), row.Int("resolved_word"), row.Int("resolved_edition"));
        var token = row.MaybeLong("resolve_token") is { } session ? new SessionId(session) : (SessionId?)null;
        return new(row.Long("version"), row.Int("edition"), stamp, token);
    }

    public static long? FindRevision(SqliteDb sql, BookId book) =>
        sql.First("state", row => (long?)row.Long("revision"), ("@book", book.Value));

    public static TokenReply TakeToken(SqliteDb sql, BookId book, SessionId session, SessionId? from)
    {
        var taken = sql.Execute("take_token", ("@session", session.Value), ("@book", book.Value), ("@from", from?.Value)) > 0;
        return FindState(sql, book) switch
        {
            null => new TokenReply.NoBook(),
            var state when taken => new TokenReply.Taken(state.Version, state.EditionNumber),
            var state => new TokenReply.HeldBy(state.Token!.Value),
        };
    }

    public static bool Holds(SqliteDb sql, BookId book, SessionId session) => FindState(sql, book)?.Token == session;

    /// <summary>What must change for the rows to be this resolved layer.</summary>
    public static List<Change> Changes(SqliteDb sql, BookId book, ResolvedBook resolved)
    {
        var standing = RowsOf(Read(sql, book)).ToDictionary(row => (row.Kind, row.Key));
        var changes = new List<Change>();
        foreach (var row in RowsOf(resolved))
            if (!standing.Remove((row.Kind, row.Key), out var old) || !old.SameAs(row))
                changes.Add(new(false, row));
        changes.AddRange(standing.Values.Select(row => new Change(true, row)));
        return changes;
    }

    public static bool TryApply(SqliteDb sql, BookId book, SessionId session, IReadOnlyList<Change> changes)
    {
        if (sql.Execute("hold_token", ("@book", book.Value), ("@session", session.Value)) == 0)
            return false;
        foreach (var (drop, row) in changes)
            sql.Execute((drop ? "drop_" : "put_") + row.Kind, [("@book", book.Value), .. row.Keys, .. drop ? [] : row.Values]);
        return true;
    }

    public bool TryStamp(SqliteDb sql, BookId book, SessionId session, ResolveStamp stamp)
    {
        if (sql.Execute("hold_token", ("@book", book.Value), ("@session", session.Value)) == 0)
            return false;
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        sql.Execute(
            "stamp_resolved",
            ("@version", stamp.Version),
            ("@word", stamp.LastWord),
            ("@edition", stamp.EditionNumber),
            ("@at", at),
            ("@book", book.Value),
            ("@session", session.Value)
        );
        return true;
    }

    public static ResolvedBook Read(SqliteDb sql, BookId book)
    {
        var entities = sql.Query("entities", EntityOf, ("@book", book.Value));
        var relations = sql.Query("links", RelationOf, ("@book", book.Value));
        var same = sql.Query("same_as", SameAsOf, ("@book", book.Value));
        return ResolvedBook.Ordered(entities, relations, same);
    }

    private static IEnumerable<StoredRow> RowsOf(ResolvedBook book)
    {
        foreach (var entity in book.Entities)
            yield return new(
                "entity",
                entity.Id,
                [("@id", entity.Id)],
                [
                    ("@name", entity.Name),
                    ("@name_chapter", entity.NameChapter),
                    ("@type", entity.Type),
                    ("@aliases", Json(entity.Aliases.Select(alias => new object[] { alias.Name, alias.Chapter }))),
                    ("@mentions", entity.Mentions),
                    ("@chapters", Json(entity.Chapters)),
                    ("@counts", Json(entity.Counts)),
                    ("@traits", Json(entity.Traits.Select(ListOf))),
                ]
            );
        foreach (var link in book.Relations)
            yield return new(
                "link",
                $"{link.Source}\n{link.Target}\n{link.Type}",
                [("@source", link.Source), ("@target", link.Target), ("@type", link.Type)],
                [
                    ("@label", link.Label),
                    ("@weight", link.Weight),
                    ("@count", link.Count),
                    ("@chapters", Json(link.Chapters)),
                    ("@counts", Json(link.Counts)),
                    ("@quotes", Json(link.Quotes.Select(quote => new object[] { quote.Chapter, quote.Quote, quote.Offset }))),
                    ("@mutual", link.Mutual ? 1 : 0),
                ]
            );
        foreach (var same in book.SameAs)
            yield return new(
                "same_as",
                $"{same.Name}\n{same.Other}",
                [("@name", same.Name), ("@other", same.Other)],
                [("@by", same.By), ("@chapter", same.Chapter)]
            );
    }

    private static ResolvedEntity EntityOf(Row row) =>
        new(
            row.Text("id"),
            row.Text("name"),
            row.Int("name_chapter"),
            row.Text("type"),
            [.. Lists(row.Text("aliases")).Select(alias => new EntityAlias(alias[0].GetString()!, alias[1].GetInt32()))],
            row.Int("mentions"),
            Numbers(row.Text("chapters")),
            Numbers(row.Text("counts"))
        )
        {
            Traits = [.. Lists(row.Text("traits")).Select(TraitOf)],
        };

    private static object[] ListOf(EntityTrait trait) => [trait.Kind, trait.Text, trait.Chapter, trait.Quote, trait.Offset];

    private static EntityTrait TraitOf(JsonElement[] list) =>
        new(list[0].GetString()!, list[1].GetString()!, list[2].GetInt32(), list[3].GetString()!, list[4].GetInt32());

    private static ResolvedRelation RelationOf(Row row) =>
        new(
            row.Text("source"),
            row.Text("target"),
            row.Text("type"),
            row.Text("label"),
            row.Double("weight"),
            row.Int("count"),
            Numbers(row.Text("chapters")),
            Numbers(row.Text("counts")),
            [
                .. Lists(row.Text("quotes"))
                    .Select(quote => new RelationQuote(quote[0].GetInt32(), quote[1].GetString()!, quote[2].GetInt32())),
            ]
        )
        {
            Mutual = row.Int("mutual") != 0,
        };

    private static SameAs SameAsOf(Row row) => new(row.Text("name"), row.Text("other"), row.Text("said_by"), row.Int("chapter"));

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Plain);

    private static int[] Numbers(string json) => JsonSerializer.Deserialize<int[]>(json)!;

    private static JsonElement[][] Lists(string json) => JsonSerializer.Deserialize<JsonElement[][]>(json)!;
}
