using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Weft.Runtime;

namespace Weft.Graph.Exports;

/// <summary>A graph as tables: UTF-8 with a mark, RFC 4180. An apostrophe stands before a cell that a spreadsheet would compute.</summary>
internal static class GraphTables
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(",;\"\r\n\t");

    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // A line break alone would not be quoted, for it is not the one between rows.
        ShouldQuote = cell =>
            cell.Field is { } text && (text.AsSpan().IndexOfAny(Marks) >= 0 || text.Trim().Length < text.Length),
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'],
    };

    private static readonly string[] Source =
    [
        "chapter",
        "chapter_title",
        "offset",
        "quote",
        "provider",
        "model",
        "recipe",
        "job",
    ];

    public static readonly IReadOnlyList<GraphFile> Files =
    [
        Table(
            "nodes.csv",
            ["id", "label", "type", "aliases", "description", "mentions", "importance", "community", "first", "last"],
            Nodes
        ),
        // Gephi takes the column "type" of edges for their direction.
        Table("edges.csv", ["source", "target", "type", "kind", "label", "weight", "count", "first", "last"], Edges),
        Table("mentions.csv", ["id", "name", "type", "count", .. Source], Mentions),
        Table("evidence.csv", ["source", "target", "kind", "label", "count", "confidence", .. Source], Evidence),
        Table("aliases.csv", ["id", "name", "chapter"], Aliases),
        Table("traits.csv", ["id", "kind", "text", "chapter", "offset", "quote"], Traits),
        new("book.json", GraphJson.WriteBookAsync),
    ];

    private static GraphFile Table(
        string name,
        IReadOnlyList<string> heads,
        Func<ExportedGraph, CancellationToken, IAsyncEnumerable<IReadOnlyList<object?>>> rows
    ) =>
        new(
            name,
            async (target, graph, cancel) =>
            {
                var held = new HeldStream(target);
                await using var text = new StreamWriter(held, new UTF8Encoding(true));
                await using var table = new CsvWriter(text, Form);
                Line(table, heads);
                await foreach (var row in rows(graph, cancel))
                {
                    Line(table, row);
                    table.Flush();
                    text.Flush();
                    await held.PassOnIfMuchAsync(cancel);
                }
                table.Flush();
                text.Flush();
                await held.PassOnAsync(cancel);
            }
        );

    private static void Line(CsvWriter table, IEnumerable<object?> cells)
    {
        foreach (var cell in cells)
            table.WriteField(Convert.ToString(cell, CultureInfo.InvariantCulture));
        table.NextRecord();
    }

    private static IAsyncEnumerable<IReadOnlyList<object?>> Nodes(ExportedGraph graph, CancellationToken cancel) =>
        graph
            .Selected.Entities.Select(entity =>
                (IReadOnlyList<object?>)
                    [
                        entity.Id,
                        entity.Name,
                        entity.Type,
                        entity.AliasLine(),
                        entity.Description(),
                        entity.Mentions,
                        graph.Structure.ImportanceOf(entity.Id),
                        graph.Structure.CommunityOf(entity.Id)?.Number,
                        entity.First,
                        entity.Last,
                    ]
            )
            .ToAsyncEnumerable();

    private static IAsyncEnumerable<IReadOnlyList<object?>> Edges(ExportedGraph graph, CancellationToken cancel) =>
        graph
            .Selected.Relations.Select(relation =>
                (IReadOnlyList<object?>)
                    [
                        relation.Source,
                        relation.Target,
                        relation.GoesBothWays ? "Undirected" : "Directed",
                        relation.Type,
                        relation.Label,
                        relation.Weight,
                        relation.Count,
                        relation.First,
                        relation.Last,
                    ]
            )
            .ToAsyncEnumerable();

    private static IAsyncEnumerable<IReadOnlyList<object?>> Mentions(ExportedGraph graph, CancellationToken cancel) =>
        graph
            .MentionsAsync(cancel)
            .Select(fact =>
                (IReadOnlyList<object?>)
                    [
                        fact.Entity,
                        fact.Mention.Name,
                        fact.Mention.Type,
                        fact.Mention.Count,
                        .. SourceOf(fact.Chapter, fact.Mention.Offset, fact.Mention.Quote, fact.Reading),
                    ]
            );

    private static IAsyncEnumerable<IReadOnlyList<object?>> Evidence(ExportedGraph graph, CancellationToken cancel) =>
        graph
            .EvidenceAsync(cancel)
            .Select(fact =>
                (IReadOnlyList<object?>)
                    [
                        fact.Source,
                        fact.Target,
                        fact.Said.Type,
                        fact.Said.Label,
                        fact.Said.Count,
                        fact.Said.Confidence,
                        .. SourceOf(fact.Chapter, fact.Said.Offset, fact.Said.Quote, fact.Reading),
                    ]
            );

    private static IAsyncEnumerable<IReadOnlyList<object?>> Aliases(ExportedGraph graph, CancellationToken cancel) =>
        graph
            .Selected.Entities.SelectMany(entity =>
                entity.Aliases.Select(alias => (IReadOnlyList<object?>)[entity.Id, alias.Name, alias.Chapter])
            )
            .ToAsyncEnumerable();

    private static IAsyncEnumerable<IReadOnlyList<object?>> Traits(ExportedGraph graph, CancellationToken cancel) =>
        graph
            .Selected.Entities.SelectMany(entity =>
                entity.Traits.Select(trait =>
                    (IReadOnlyList<object?>)[entity.Id, trait.Kind, trait.Text, trait.Chapter, trait.Offset, trait.Quote]
                )
            )
            .ToAsyncEnumerable();

    private static object?[] SourceOf(GraphChapter chapter, int offset, string quote, FactReading reading) =>
        [chapter.Number, chapter.Title, offset, quote, reading.Provider, reading.Model, reading.Recipe, reading.Job];
}
