using System.Globalization;
using System.Text;
using Weft.Graph.Neo4j;
using Weft.Runtime;
using Row = System.Collections.Generic.Dictionary<string, object?>;

namespace Weft.Graph.Exports;

/// <summary>
/// A script for Neo4j 5 and later that makes the nodes and relationships of docs/graph.md, with resolved entities alone. Keys begin with
/// <c>export:</c>, so that a Weft that works in the same database leaves it alone. Loaded again, it sets the same anew.
/// </summary>
internal static class CypherScript
{
    /// <summary>Rows in one statement.</summary>
    private const int Batch = 100;

    private const string Head = """
        CREATE CONSTRAINT weft_book IF NOT EXISTS FOR (n:Book) REQUIRE n.key IS UNIQUE;
        CREATE CONSTRAINT weft_chapter IF NOT EXISTS FOR (n:Chapter) REQUIRE n.key IS UNIQUE;
        CREATE CONSTRAINT weft_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.key IS UNIQUE;

        """;

    private const string Books = "MERGE (n:Book {key: row.key}) SET n += row";
    private const string Chapters =
        "MATCH (b:Book {key: row.book}) MERGE (n:Chapter {key: row.key}) SET n += row.facts MERGE (b)-[:HAS_CHAPTER]->(n)";
    private const string Order = "MATCH (a:Chapter {key: row.before}), (b:Chapter {key: row.key}) MERGE (a)-[:NEXT]->(b)";
    private const string Mentions =
        "MATCH (c:Chapter {key: row.chapter}), (e:Entity {key: row.entity}) MERGE (c)-[m:MENTIONS {name: row.facts.name}]->(e) SET m += row.facts";
    private const string Evidence =
        "MATCH (s:Entity {key: row.from}), (t:Entity {key: row.to}) MERGE (s)-[r:RELATES {chapter: row.facts.chapter, type: row.facts.type, label: row.facts.label, offset: row.facts.offset, source: row.facts.source, target: row.facts.target}]->(t) SET r += row.facts";

    private static string Entities(string label) => $"MERGE (n:Entity {{key: row.key}}) SET n += row, n:{CypherText.Name(label)}";

    private static string Links(string type) =>
        $"MATCH (s:Entity {{key: row.from}}), (t:Entity {{key: row.to}}) MERGE (s)-[r:{CypherText.Name(type)} {{type: row.facts.type}}]->(t) SET r += row.facts";

    public static async Task WriteAsync(Stream target, ExportedGraph graph, CancellationToken cancel)
    {
        var held = new HeldStream(target);
        var rows = new CypherRows(graph);
        Write(held, $"// {CypherText.Comment(graph.Book.Title)}\n{Head}");
        await AddAsync(Books, One(rows.Book));
        await AddAsync(Chapters, graph.Slices(cancel).Where(rows.IsKnown).Select(rows.Of));
        await AddAsync(Order, rows.OrderAsync(graph.Slices(cancel).Where(rows.IsKnown), cancel));
        foreach (var type in graph.Selected.Entities.GroupBy(entity => NodeLabels.OfEntity(entity.Type)))
            await AddAsync(Entities(type.Key), type.Select(rows.Of).ToAsyncEnumerable());
        await AddAsync(Mentions, graph.MentionsAsync(cancel).Select(rows.Of));
        await AddAsync(Evidence, graph.EvidenceAsync(cancel).Select(rows.Of));
        foreach (var type in graph.Selected.Relations.GroupBy(relation => NodeLabels.OfLink(relation.Type)))
            await AddAsync(Links(type.Key), type.Select(rows.Of).ToAsyncEnumerable());
        await held.PassOnAsync(cancel);

        async Task AddAsync(string statement, IAsyncEnumerable<Row> all)
        {
            await foreach (var batch in all.Chunk(Batch).WithCancellation(cancel))
            {
                Write(held, $"UNWIND {CypherText.Of(batch)} AS row {statement};\n");
                await held.PassOnIfMuchAsync(cancel);
            }
        }
    }

    private static IAsyncEnumerable<Row> One(Row row) => new[] { row }.ToAsyncEnumerable();

    private static void Write(HeldStream target, string text) => target.Write(Encoding.UTF8.GetBytes(text));
}
