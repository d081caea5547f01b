using System.Text.Encodings.Web;
using System.Text.Json;
using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>A book's graph for other programs: <c>{"book","title","authors","date","tags","hash","made","entities","relations"}</c>, as docs/cli.md describes it.</summary>
internal static class GraphJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private sealed record EntityShape(
        string Id,
        string Name,
        string Type,
        IEnumerable<string> Aliases,
        int Mentions,
        IReadOnlyList<int> Chapters,
        int First,
        int Last,
        IReadOnlyList<EntityTrait> Traits
    );

    private sealed record RelationShape(
        string Source,
        string Target,
        string Type,
        string Label,
        bool Mutual,
        double Weight,
        IReadOnlyList<int> Chapters,
        IEnumerable<string> Quotes
    );

    /// <summary>Where the facts come from, for a page.</summary>
    public static string Write(IReadOnlyList<GraphOrigin> made) => JsonSerializer.Serialize(made, Options);

    /// <summary>Entities without a mention are left out, as in the hash; relations name entities by their ids. Written piece by piece.</summary>
    /// <param name="made">Where the facts come from.</param>
    public static Task WriteAsync(
        Stream target,
        Book book,
        RawBook raw,
        ResolvedBook resolved,
        IReadOnlyList<GraphOrigin> made,
        CancellationToken cancel
    ) => JsonSerializer.SerializeAsync(target, Shape(book, raw, resolved, made), Options, cancel);

    private static object Shape(Book book, RawBook raw, ResolvedBook resolved, IReadOnlyList<GraphOrigin> made)
    {
        var entities = resolved
            .Entities.Where(entity => entity.Mentions > 0)
            .Select(entity => new EntityShape(
                entity.Id,
                entity.Name,
                entity.Type,
                entity.Aliases.Select(alias => alias.Name),
                entity.Mentions,
                entity.Chapters,
                entity.First,
                entity.Last,
                entity.Traits
            ));
        var relations = resolved.Relations.Select(relation => new RelationShape(
            relation.Source,
            relation.Target,
            relation.Type,
            relation.Label,
            relation.GoesBothWays,
            relation.Weight,
            relation.Chapters,
            relation.Quotes.Select(quote => quote.Quote)
        ));
        return new
        {
            book = book.Id.Value,
            title = book.Title,
            authors = book.Metadata.Authors,
            date = book.Metadata.Date,
            tags = book.Metadata.Tags,
            hash = CanonicalHash.Of(raw, resolved),
            made,
            entities,
            relations,
        };
    }
}
