using System.Text.Json;
using Weft.Books;
using Weft.Model;

namespace Weft.Graph.Neo4j;

/// <summary>The raw layer as the statements take and give it. Records go as lists: a chapter has hundreds of them.</summary>
internal sealed class RawNodes(Neo4jKeys keys)
{
    public object Put(GraphBook book, string born) =>
        new
        {
            book = keys.Of(book.Id),
            id = book.Id.Value,
            library = keys.Library,
            born,
            edition = book.EditionNumber,
            title = book.Title,
            language = book.Language,
            chapters = book.Chapters.Select(chapter => new
            {
                key = keys.Of(book.Id, chapter.Key),
                hash = chapter.Key.TextHash,
                occurrence = chapter.Key.Occurrence,
                position = chapter.Position,
                number = chapter.Number,
                kind = chapter.Kind.ToString(),
                title = chapter.Title,
            }),
        };

    public object Weave(BookId book, IReadOnlyList<ChapterWeave> weaves, string at) =>
        new
        {
            book = keys.Of(book),
            at,
            chapters = weaves.Select(Chapter),
        };

    /// <summary>What each weave came to, in their order.</summary>
    public IReadOnlyList<WeaveResult> Woven(IReadOnlyList<ChapterWeave> weaves, Neo4jReply reply)
    {
        var rows = reply.Rows.ToDictionary(row => row[0].GetString()!);
        return [.. weaves.Select(weave => Result(rows.GetValueOrDefault(keys.Of(weave.Book, weave.Chapter))))];

        static WeaveResult Result(JsonElement row)
        {
            if (row.ValueKind == JsonValueKind.Undefined)
                return new WeaveResult.NoBook();
            if (!row[1].GetBoolean())
                return new WeaveResult.Woven();
            var seen = new FencingToken(new JobId(row[2].GetInt64()), row[3].GetInt32());
            return new WeaveResult.Refused(seen, new SessionId(row[4].GetInt64()));
        }
    }

    /// <summary>Null where there is no such book.</summary>
    /// <param name="atMost">As many chapters were asked for.</param>
    public static RawBook? Book(BookId book, Neo4jReply reply, int atMost)
    {
        var kinds = reply.Rows.Select(row => row[0]).ToLookup(row => row.GetArrayLength() == 1 ? "" : row[0].GetString()!);
        if (!kinds[""].Any())
            return null;
        var mentions = ByChapter(kinds["m"]);
        var relations = ByChapter(kinds["r"]);
        var woven = kinds["c"].ToList();
        var chapters = woven
            .Where(row => mentions.Contains(Key(row)) || relations.Contains(Key(row)))
            .Select(row => new RawChapter(
                ChapterOf(row),
                new([.. mentions[Key(row)].Select(MentionOf)], [.. relations[Key(row)].Select(RelationOf)], [])
                {
                    Traits = [.. mentions[Key(row)].SelectMany(TraitsOf)],
                },
                row[8].GetString()!
            ));
        var language = kinds[""].First()[0].GetString()!;
        return new(book, language, [.. chapters.OrderBy(chapter => chapter.Chapter.Position)])
        {
            Next = woven.Count == atMost ? woven.Max(row => ChapterOf(row).Position) : null,
        };

        static string Key(JsonElement row) => row[1].GetString()!;

        static ILookup<string, JsonElement> ByChapter(IEnumerable<JsonElement> rows) =>
            rows.OrderBy(row => row[2].GetInt32()).ToLookup(Key);
    }

    public static EntityQuote QuoteOf(JsonElement row) =>
        new(
            row[0].GetInt32(),
            row[1].GetString()!,
            row[2].GetString()!,
            row[3].GetString()!,
            row[4].GetInt32(),
            row[5].GetString()!
        );

    private object Chapter(ChapterWeave weave)
    {
        var names = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var (mentions, relations) = (weave.Facts.Mentions, weave.Facts.Relations);
        var traits = weave.Facts.Traits.ToLookup(trait => trait.Name);
        return new
        {
            key = keys.Of(weave.Book, weave.Chapter),
            hash = weave.Chapter.TextHash,
            occurrence = weave.Chapter.Occurrence,
            job = weave.Token.Job.Value,
            attempt = weave.Token.Attempt,
            session = weave.Session.Value,
            provider = weave.Provider,
            mentions = mentions
                .Select(
                    (it, i) =>
                        new[] { i, Place(it.Name), it.Name, it.Type, it.Count, it.Quote, it.Offset, SetOf([.. traits[it.Name]]) }
                )
                .ToArray(),
            relations = relations.Select(RelationRow).ToArray(),
            // Last: the rows above fill it.
            names,
        };

        object?[] RelationRow(Relation it, int i) =>
            [
                i,
                Place(it.Source),
                Place(it.Target),
                it.Source,
                it.Target,
                it.Type,
                it.Label,
                it.Count,
                it.Quote,
                it.Offset,
                it.Confidence,
                // Most are not, and then have no such property.
                it.Mutual
                    ? true
                    : null,
            ];

        int Place(string name)
        {
            var key = keys.OfName(weave.Book, name);
            if (places.TryAdd(key, names.Count))
                names.Add(key);
            return places[key];
        }
    }

    /// <summary>Beside the mention's own: lists of one length, none where nothing is said.</summary>
    private static object SetOf(IReadOnlyList<Trait> traits) =>
        traits.Count == 0
            ? new { }
            : new
            {
                traitKinds = traits.Select(trait => trait.Kind),
                traits = traits.Select(trait => trait.Text),
                traitQuotes = traits.Select(trait => trait.Quote),
                traitOffsets = traits.Select(trait => trait.Offset),
            };

    private static IEnumerable<Trait> TraitsOf(JsonElement row)
    {
        if (row[8].ValueKind == JsonValueKind.Null)
            yield break;
        for (var i = 0; i < row[8].GetArrayLength(); i++)
            yield return new(
                row[3].GetString()!,
                row[8][i].GetString()!,
                row[9][i].GetString()!,
                row[10][i].GetString()!,
                row[11][i].GetInt32()
            );
    }

    private static GraphChapter ChapterOf(JsonElement row) =>
        new(
            new ChapterKey(row[2].GetString()!, row[3].GetInt32()),
            row[4].GetInt32(),
            row[5].GetInt32(),
            Enum.Parse<UnitKind>(row[6].GetString()!),
            row[7].GetString()!
        );

    private static Mention MentionOf(JsonElement row) =>
        new(row[3].GetString()!, row[4].GetString()!, row[5].GetInt32(), row[6].GetString()!, row[7].GetInt32());

    private static Relation RelationOf(JsonElement row) =>
        new(
            row[3].GetString()!,
            row[4].GetString()!,
            row[5].GetString()!,
            row[6].GetString()!,
            row[7].GetInt32(),
            row[8].GetString()!,
            row[9].GetInt32(),
            row[10].GetDouble()
        )
        {
            Mutual = row[11].ValueKind == JsonValueKind.True,
        };
}
