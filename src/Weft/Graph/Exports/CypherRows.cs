using System.Runtime.CompilerServices;
using Weft.Graph.Neo4j;
using Row = System.Collections.Generic.Dictionary<string, object?>;

namespace Weft.Graph.Exports;

/// <summary>Nodes and relationships with the properties of docs/graph.md.</summary>
internal sealed class CypherRows(ExportedGraph graph)
{
    private const string Library = "export";
    private readonly Neo4jKeys _keys = new(Library);

    public Row Book =>
        new()
        {
            ["key"] = _keys.Of(graph.Book.Id),
            ["id"] = graph.Book.Id.Value,
            ["title"] = graph.Book.Title,
            ["language"] = graph.Book.Language,
            ["edition"] = graph.Book.EditionNumber,
            ["authors"] = graph.Book.Metadata.Authors,
            ["date"] = graph.Book.Metadata.Date,
        };

    public bool IsKnown(RawChapter chapter) => graph.Selection.UpTo is not { } limit || chapter.Chapter.Number <= limit;

    public Row Of(RawChapter chapter) =>
        new()
        {
            ["book"] = _keys.Of(graph.Book.Id),
            ["key"] = KeyOf(chapter.Chapter),
            ["facts"] = new Row
            {
                ["position"] = chapter.Chapter.Position,
                ["number"] = chapter.Chapter.Number,
                ["kind"] = chapter.Chapter.Kind.ToString().ToLowerInvariant(),
                ["title"] = chapter.Chapter.Title,
                ["provider"] = chapter.Provider,
            },
        };

    public async IAsyncEnumerable<Row> OrderAsync(
        IAsyncEnumerable<RawChapter> chapters,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        string? before = null;
        await foreach (var chapter in chapters.WithCancellation(cancel))
        {
            var key = KeyOf(chapter.Chapter);
            if (before is not null)
                yield return new() { ["before"] = before, ["key"] = key };
            before = key;
        }
    }

    public Row Of(ResolvedEntity entity) =>
        new()
        {
            ["key"] = KeyOf(entity.Id),
            ["name"] = entity.Name,
            ["type"] = entity.Type,
            ["aliases"] = entity.Aliases.Select(alias => alias.Name),
            ["aliasChapters"] = entity.Aliases.Select(alias => alias.Chapter),
            ["mentions"] = entity.Mentions,
            ["chapters"] = entity.Chapters,
            ["counts"] = entity.Counts,
            ["first"] = entity.First,
            ["last"] = entity.Last,
            ["traits"] = entity.Traits.Select(trait => trait.Text),
            ["traitKinds"] = entity.Traits.Select(trait => trait.Kind),
            ["traitChapters"] = entity.Traits.Select(trait => trait.Chapter),
            ["traitQuotes"] = entity.Traits.Select(trait => trait.Quote),
            ["traitOffsets"] = entity.Traits.Select(trait => trait.Offset),
        };

    public Row Of(MentionFact fact) =>
        new()
        {
            ["chapter"] = KeyOf(fact.Chapter),
            ["entity"] = KeyOf(fact.Entity),
            ["facts"] = With(
                fact.Reading,
                new()
                {
                    ["name"] = fact.Mention.Name,
                    ["type"] = fact.Mention.Type,
                    ["count"] = fact.Mention.Count,
                    ["quote"] = fact.Mention.Quote,
                    ["offset"] = fact.Mention.Offset,
                }
            ),
        };

    public Row Of(EvidenceFact fact) =>
        new()
        {
            ["from"] = KeyOf(fact.Source),
            ["to"] = KeyOf(fact.Target),
            ["facts"] = With(
                fact.Reading,
                new()
                {
                    ["chapter"] = KeyOf(fact.Chapter),
                    ["source"] = fact.Said.Source,
                    ["target"] = fact.Said.Target,
                    ["type"] = fact.Said.Type,
                    ["label"] = fact.Said.Label,
                    ["count"] = fact.Said.Count,
                    ["quote"] = fact.Said.Quote,
                    ["offset"] = fact.Said.Offset,
                    ["confidence"] = fact.Said.Confidence,
                    ["mutual"] = fact.Said.Mutual,
                }
            ),
        };

    public Row Of(ResolvedRelation relation) =>
        new()
        {
            ["from"] = KeyOf(relation.Source),
            ["to"] = KeyOf(relation.Target),
            ["facts"] = new Row
            {
                ["type"] = relation.Type,
                ["label"] = relation.Label,
                ["weight"] = relation.Weight,
                ["count"] = relation.Count,
                ["chapters"] = relation.Chapters,
                ["counts"] = relation.Counts,
                ["first"] = relation.First,
                ["last"] = relation.Last,
                ["quotes"] = relation.Quotes.Select(quote => quote.Quote),
                ["quoteChapters"] = relation.Quotes.Select(quote => quote.Chapter),
                ["quoteOffsets"] = relation.Quotes.Select(quote => quote.Offset),
                ["mutual"] = relation.GoesBothWays,
            },
        };

    private static Row With(FactReading reading, Row facts)
    {
        facts["provider"] = reading.Provider;
        facts["model"] = reading.Model;
        facts["recipe"] = reading.Recipe;
        facts["job"] = reading.Job;
        return facts;
    }

    private string KeyOf(GraphChapter chapter) => _keys.Of(graph.Book.Id, chapter.Key);

    private string KeyOf(string entity) => _keys.OfEntity(graph.Book.Id, entity);
}
