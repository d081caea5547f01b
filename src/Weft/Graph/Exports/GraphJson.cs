using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Weft.Graph.Communities;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Graph.Exports;

/// <summary>A book's graph for other programs, with the source of every fact; docs/cli.md describes it.</summary>
internal static class GraphJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly JsonWriterOptions Form = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Where the facts come from, for a page.</summary>
    public static string Write(IReadOnlyList<GraphOrigin> made) => JsonSerializer.Serialize(made, Options);

    /// <summary>Entities without a mention are left out, as in the hash; relations name entities by their ids. Written piece by piece.</summary>
    public static async Task WriteAsync(Stream target, ExportedGraph graph, CancellationToken cancel)
    {
        var held = new HeldStream(target);
        await using var json = new Utf8JsonWriter(held, Form);
        json.WriteStartObject();
        await BookAsync(json, graph, cancel);
        await ListAsync(
            json,
            held,
            "entities",
            graph.Selected.Entities.Select(entity => EntityOf(entity, graph.Structure)).ToAsyncEnumerable(),
            cancel
        );
        await ListAsync(json, held, "relations", graph.Selected.Relations.Select(RelationOf).ToAsyncEnumerable(), cancel);
        await ListAsync(json, held, "mentions", graph.MentionsAsync(cancel).Select(MentionOf), cancel);
        await ListAsync(json, held, "evidence", graph.EvidenceAsync(cancel).Select(EvidenceOf), cancel);
        await EndAsync(json, held, cancel);
    }

    /// <summary>The book alone, and with what its graph was made: it lies beside the tables.</summary>
    public static async Task WriteBookAsync(Stream target, ExportedGraph graph, CancellationToken cancel)
    {
        var held = new HeldStream(target);
        await using var json = new Utf8JsonWriter(held, Form);
        json.WriteStartObject();
        await BookAsync(json, graph, cancel);
        await EndAsync(json, held, cancel);
    }

    private static async Task BookAsync(Utf8JsonWriter json, ExportedGraph graph, CancellationToken cancel)
    {
        var (book, metadata, selection) = (graph.Book, graph.Book.Metadata, graph.Selection);
        Value(json, "book", book.Id.Value);
        Value(json, "title", book.Title);
        Value(json, "authors", metadata.Authors);
        Value(json, "date", metadata.Date);
        Value(json, "publisher", metadata.Publisher);
        Value(json, "description", metadata.Description);
        Value(json, "tags", metadata.Tags);
        Value(json, "language", book.Language);
        Value(json, "edition", book.EditionNumber);
        Value(json, "imported_at", book.ImportedAt);
        Value(json, "hash", await CanonicalHash.OfAsync(graph.Slices(cancel), graph.Whole, cancel));
        Value(
            json,
            "selection",
            new
            {
                selection.UpTo,
                selection.Types,
                selection.MinWeight,
            }
        );
        Value(json, "made", graph.Made);
        Value(json, "decisions", graph.Decisions.Select(DecisionOf));
    }

    private static void Value<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, Options);
    }

    private static async Task ListAsync<T>(
        Utf8JsonWriter json,
        HeldStream held,
        string name,
        IAsyncEnumerable<T> items,
        CancellationToken cancel
    )
    {
        json.WriteStartArray(name);
        await foreach (var item in items.WithCancellation(cancel))
        {
            JsonSerializer.Serialize(json, item, Options);
            await json.FlushAsync(cancel);
            await held.PassOnIfMuchAsync(cancel);
        }
        json.WriteEndArray();
    }

    private static async Task EndAsync(Utf8JsonWriter json, HeldStream held, CancellationToken cancel)
    {
        json.WriteEndObject();
        await json.FlushAsync(cancel);
        await held.PassOnAsync(cancel);
    }

    private static object DecisionOf(NameDecision decision) =>
        new
        {
            decision.Number,
            decision.Kind,
            decision.Name,
            decision.Other,
            decision.By,
            decision.At,
        };

    private static object EntityOf(ResolvedEntity entity, CastStructure structure) =>
        new
        {
            entity.Id,
            entity.Name,
            entity.Type,
            Aliases = entity.Aliases.Select(alias => alias.Name),
            entity.Mentions,
            Importance = structure.ImportanceOf(entity.Id),
            Community = structure.CommunityOf(entity.Id)?.Number,
            entity.Chapters,
            entity.First,
            entity.Last,
            entity.Traits,
        };

    private static object RelationOf(ResolvedRelation relation) =>
        new
        {
            relation.Source,
            relation.Target,
            relation.Type,
            relation.Label,
            Mutual = relation.GoesBothWays,
            relation.Weight,
            relation.Count,
            relation.Chapters,
            Quotes = relation.Quotes.Select(quote => quote.Quote),
        };

    private static object MentionOf(MentionFact fact) =>
        new
        {
            fact.Entity,
            fact.Mention.Name,
            fact.Mention.Type,
            fact.Mention.Count,
            Chapter = fact.Chapter.Number,
            ChapterTitle = fact.Chapter.Title,
            fact.Mention.Offset,
            fact.Mention.Quote,
            fact.Reading.Provider,
            fact.Reading.Model,
            fact.Reading.Recipe,
            fact.Reading.Job,
        };

    private static object EvidenceOf(EvidenceFact fact) =>
        new
        {
            fact.Source,
            fact.Target,
            fact.Said.Type,
            fact.Said.Label,
            SourceName = fact.Said.Source,
            TargetName = fact.Said.Target,
            fact.Said.Count,
            fact.Said.Confidence,
            Chapter = fact.Chapter.Number,
            ChapterTitle = fact.Chapter.Title,
            fact.Said.Offset,
            fact.Said.Quote,
            fact.Reading.Provider,
            fact.Reading.Model,
            fact.Reading.Recipe,
            fact.Reading.Job,
        };
}
