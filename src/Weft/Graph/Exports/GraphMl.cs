using System.Xml;
using static Weft.Graph.Exports.XmlFile;

namespace Weft.Graph.Exports;

/// <summary>
/// GraphML for NetworkX, igraph, yEd and Gephi. Every edge is directed, since readers refuse files that have both; <c>mutual</c> says which
/// go both ways.
/// </summary>
internal static class GraphMl
{
    private const string Space = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string For, string Name, string Kind)[] Keys =
    [
        ("graph", "title", "string"),
        ("graph", "authors", "string"),
        ("graph", "date", "string"),
        ("graph", "language", "string"),
        ("node", "name", "string"),
        ("node", "label", "string"),
        ("node", "type", "string"),
        ("node", "aliases", "string"),
        ("node", "description", "string"),
        ("node", "mentions", "int"),
        ("node", "importance", "double"),
        ("node", "community", "int"),
        ("node", "first", "int"),
        ("node", "last", "int"),
        ("node", "color", "string"),
        ("node", "size", "double"),
        ("node", "x", "double"),
        ("node", "y", "double"),
        ("edge", "kind", "string"),
        ("edge", "label", "string"),
        ("edge", "weight", "double"),
        ("edge", "mutual", "boolean"),
        ("edge", "count", "int"),
        ("edge", "first", "int"),
        ("edge", "last", "int"),
        ("edge", "color", "string"),
        ("edge", "quote", "string"),
    ];

    public static async Task WriteAsync(Stream target, ExportedGraph graph, CancellationToken cancel)
    {
        using var file = new XmlFile(target);
        var xml = file.Xml;
        Begin(xml, graph);
        foreach (var entity in graph.Selected.Entities)
        {
            Node(xml, entity, graph);
            await file.PassOnIfMuchAsync(cancel);
        }
        var number = 0;
        foreach (var relation in graph.Selected.Relations)
        {
            Edge(xml, relation, ++number);
            await file.PassOnIfMuchAsync(cancel);
        }
        await file.EndAsync(cancel);
    }

    private static void Begin(XmlWriter xml, ExportedGraph graph)
    {
        xml.WriteStartElement("graphml", Space);
        foreach (var (of, name, kind) in Keys)
        {
            xml.WriteStartElement("key", Space);
            xml.WriteAttributeString("id", IdOf(of, name));
            xml.WriteAttributeString("for", of);
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", kind);
            xml.WriteEndElement();
        }
        xml.WriteStartElement("graph", Space);
        xml.WriteAttributeString("edgedefault", "directed");
        var book = graph.Book;
        Value(xml, "graph", "title", book.Title);
        Value(xml, "graph", "authors", string.Join("; ", book.Metadata.Authors));
        Value(xml, "graph", "date", book.Metadata.Date ?? "");
        Value(xml, "graph", "language", book.Language);
    }

    private static void Node(XmlWriter xml, ResolvedEntity entity, ExportedGraph graph)
    {
        xml.WriteStartElement("node", Space);
        xml.WriteAttributeString("id", Text(entity.Id));
        Value(xml, "node", "name", entity.Name);
        Value(xml, "node", "label", entity.Name);
        Value(xml, "node", "type", entity.Type);
        Value(xml, "node", "aliases", entity.AliasLine());
        Value(xml, "node", "description", entity.Description());
        Value(xml, "node", "mentions", Number(entity.Mentions));
        Value(xml, "node", "importance", Number(graph.Structure.ImportanceOf(entity.Id)));
        // 0 = in none: readers make a number that is not there what they like.
        Value(xml, "node", "community", Number(graph.Structure.CommunityOf(entity.Id)?.Number ?? 0));
        Value(xml, "node", "first", Number(entity.First));
        Value(xml, "node", "last", Number(entity.Last));
        Value(xml, "node", "color", EntityDyes.OfEntity(entity.Type));
        Value(xml, "node", "size", Number(EntityDyes.Radius(entity.Mentions)));
        if (graph.Places.TryGetValue(entity.Id, out var place))
        {
            Value(xml, "node", "x", Number(place.X));
            Value(xml, "node", "y", Number(-place.Y));
        }
        xml.WriteEndElement();
    }

    private static void Edge(XmlWriter xml, ResolvedRelation relation, int number)
    {
        xml.WriteStartElement("edge", Space);
        xml.WriteAttributeString("id", "e" + Number(number));
        xml.WriteAttributeString("source", Text(relation.Source));
        xml.WriteAttributeString("target", Text(relation.Target));
        Value(xml, "edge", "kind", relation.Type);
        Value(xml, "edge", "label", relation.Label);
        Value(xml, "edge", "weight", Number(relation.Weight));
        Value(xml, "edge", "mutual", relation.GoesBothWays ? "true" : "false");
        Value(xml, "edge", "count", Number(relation.Count));
        Value(xml, "edge", "first", Number(relation.First));
        Value(xml, "edge", "last", Number(relation.Last));
        Value(xml, "edge", "color", EntityDyes.OfTie(relation.Type));
        Value(xml, "edge", "quote", relation.Quotes.Count > 0 ? relation.Quotes[0].Quote : "");
        xml.WriteEndElement();
    }

    private static void Value(XmlWriter xml, string of, string name, string value)
    {
        xml.WriteStartElement("data", Space);
        xml.WriteAttributeString("key", IdOf(of, name));
        xml.WriteString(Text(value));
        xml.WriteEndElement();
    }

    private static string IdOf(string of, string name) => $"{of}_{name}";
}
