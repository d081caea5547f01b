using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Weft.Model;

namespace Weft.Graph.Sqlite;

/// <summary>The resolved layer's rows, and the book's state and resolve token.</summary>
internal sealed class ResolvedRows(TimeProvider time)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A row as it is stored: which statement puts it, which drops it, its key, and the rest. Compared by text.</summary>
    internal sealed record Row(string Kind, string Key, object[] Keys, object[] Values)
    {
        public bool SameAs(Row other) => Values.AsSpan().SequenceEqual(other.Values);
    }

    /// <summary>A row to be put, or dropped.</summary>
    internal sealed record Change(bool Drop, Row Row);

    public static GraphBookState? FindState(Statements sql, BookId book)
    {
        using var row = sql.Read("state", book.Value);
        if (!row.Read())
            return null;
        var stamp = row.IsDBNull(2) ? null : new ResolveStamp(row.GetInt64(2), row.GetInt32(3), row.GetInt32(4));
        return new(row.GetInt64(0), row.GetInt32(1), stamp, row.IsDBNull(5) ? null : new SessionId(row.GetInt64(5)));
    }

    public static long? FindRevision(Statements sql, BookId book)
    {
        using var row = sql.Read("state", book.Value);
        return row.Read() ? row.GetInt64(6) : null;
    }

    public static TokenReply TakeToken(Statements sql, BookId book, SessionId session, SessionId? from)
    {
        var taken = sql.Run("take_token", session.Value, book.Value, from?.Value) > 0;
        return FindState(sql, book) switch
        {
            null => new TokenReply.NoBook(),
            var state when taken => new TokenReply.Taken(state.Version, state.EditionNumber),
            var state => new TokenReply.HeldBy(state.Token!.Value),
        };
    }

    public static bool Holds(Statements sql, BookId book, SessionId session) => FindState(sql, book)?.Token == session;

    /// <summary>What must change for the rows to be this resolved layer.</summary>
    public static List<Change> Changes(Statements sql, BookId book, ResolvedBook resolved)
    {
        var standing = RowsOf(Read(sql, book)).ToDictionary(row => (row.Kind, row.Key));
        var changes = new List<Change>();
        foreach (var row in RowsOf(resolved))
            if (!standing.Remove((row.Kind, row.Key), out var old) || !old.SameAs(row))
                changes.Add(new(false, row));
        changes.AddRange(standing.Values.Select(row => new Change(true, row)));
        return changes;
    }

    public static bool TryApply(Statements sql, BookId book, SessionId session, IReadOnlyList<Change> changes)
    {
        if (sql.Run("hold_token", book.Value, session.Value) == 0)
            return false;
        foreach (var (drop, row) in changes)
            sql.Run((drop ? "drop_" : "put_") + row.Kind, [book.Value, .. row.Keys, .. drop ? [] : row.Values]);
        return true;
    }

    public bool TryStamp(Statements sql, BookId book, SessionId session, ResolveStamp stamp)
    {
        if (sql.Run("hold_token", book.Value, session.Value) == 0)
            return false;
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        sql.Run("stamp_resolved", stamp.Version, stamp.LastWord, stamp.EditionNumber, at, book.Value, session.Value);
        return true;
    }

    public static ResolvedBook Read(Statements sql, BookId book)
    {
        var entities = All("entities", EntityOf);
        var relations = All("links", RelationOf);
        var same = All("same_as", row => new SameAs(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3)));
        return ResolvedBook.Ordered(entities, relations, same);

        List<T> All<T>(string name, Func<SqliteDataReader, T> make)
        {
            var list = new List<T>();
            using var rows = sql.Read(name, book.Value);
            while (rows.Read())
                list.Add(make(rows));
            return list;
        }
    }

    private static IEnumerable<Row> RowsOf(ResolvedBook book)
    {
        foreach (var entity in book.Entities)
            yield return new(
                "entity",
                entity.Id,
                [entity.Id],
                [
                    entity.Name,
                    entity.NameChapter,
                    entity.Type,
                    Json(entity.Aliases.Select(alias => new object[] { alias.Name, alias.Chapter })),
                    entity.Mentions,
                    Json(entity.Chapters),
                    Json(entity.Counts),
                ]
            );
        foreach (var link in book.Relations)
            yield return new(
                "link",
                $"{link.Source}\n{link.Target}\n{link.Type}",
                [link.Source, link.Target, link.Type],
                [
                    link.Label,
                    link.Weight,
                    link.Count,
                    Json(link.Chapters),
                    Json(link.Counts),
                    Json(link.Quotes.Select(quote => new object[] { quote.Chapter, quote.Quote, quote.Offset })),
                ]
            );
        foreach (var same in book.SameAs)
            yield return new("same_as", $"{same.Name}\n{same.Other}", [same.Name, same.Other], [same.By, same.Chapter]);
    }

    private static ResolvedEntity EntityOf(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetInt32(2),
            row.GetString(3),
            [.. Lists(row.GetString(4)).Select(alias => new EntityAlias(alias[0].GetString()!, alias[1].GetInt32()))],
            row.GetInt32(5),
            Numbers(row.GetString(6)),
            Numbers(row.GetString(7))
        );

    private static ResolvedRelation RelationOf(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetDouble(4),
            row.GetInt32(5),
            Numbers(row.GetString(6)),
            Numbers(row.GetString(7)),
            [
                .. Lists(row.GetString(8))
                    .Select(quote => new RelationQuote(quote[0].GetInt32(), quote[1].GetString()!, quote[2].GetInt32())),
            ]
        );

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Plain);

    private static int[] Numbers(string json) => JsonSerializer.Deserialize<int[]>(json)!;

    private static JsonElement[][] Lists(string json) => JsonSerializer.Deserialize<JsonElement[][]>(json)!;
}
