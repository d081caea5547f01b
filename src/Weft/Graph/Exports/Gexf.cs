using System.Xml;
using Weft.Model;
using static Weft.Graph.Exports.XmlFile;

namespace Weft.Graph.Exports;

/// <summary>
/// GEXF 1.3 for Gephi: colours, sizes and places of the drawing, and a spell for each run of chapters, so that Gephi's timeline plays the book.
/// Every edge is directed, since readers refuse files that have both; <c>mutual</c> says which go both ways.
/// </summary>
internal static class Gexf
{
    private const string Space = "http://gexf.net/1.3";
    private const string Drawing = "http://gexf.net/1.3/viz";

    private static readonly (string Id, string Kind)[] OfNodes =
    [
        ("type", "string"),
        ("aliases", "string"),
        ("description", "string"),
        ("mentions", "integer"),
        ("importance", "double"),
        ("community", "integer"),
        ("first", "integer"),
        ("last", "integer"),
    ];

    private static readonly (string Id, string Kind)[] OfEdges =
    [
        ("mutual", "boolean"),
        ("count", "integer"),
        ("first", "integer"),
        ("last", "integer"),
    ];

    public static async Task WriteAsync(Stream target, ExportedGraph graph, CancellationToken cancel)
    {
        using var file = new XmlFile(target);
        var xml = file.Xml;
        Begin(xml, graph);
        xml.WriteStartElement("nodes", Space);
        foreach (var entity in graph.Selected.Entities)
        {
            Node(xml, entity, graph);
            await file.PassOnIfMuchAsync(cancel);
        }
        xml.WriteEndElement();
        xml.WriteStartElement("edges", Space);
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
        xml.WriteStartElement("gexf", Space);
        xml.WriteAttributeString("xmlns", "viz", null, Drawing);
        xml.WriteAttributeString("version", "1.3");
        xml.WriteStartElement("meta", Space);
        xml.WriteElementString("creator", Space, "Weft");
        xml.WriteElementString("title", Space, Text(graph.Book.Title));
        xml.WriteElementString("keywords", Space, Text(string.Join(", ", graph.Book.Metadata.Tags)));
        xml.WriteElementString("description", Space, Text(string.Join(", ", graph.Book.Metadata.Authors)));
        xml.WriteEndElement();
        xml.WriteStartElement("graph", Space);
        xml.WriteAttributeString("defaultedgetype", "directed");
        xml.WriteAttributeString("mode", "dynamic");
        xml.WriteAttributeString("timeformat", "double");
        xml.WriteAttributeString("timerepresentation", "interval");
        Attributes(xml, "node", "static", OfNodes);
        Attributes(xml, "node", "dynamic", [("mentions_in_chapter", "integer")]);
        Attributes(xml, "edge", "static", OfEdges);
        Attributes(xml, "edge", "dynamic", [("count_in_chapter", "integer")]);
    }

    private static void Attributes(XmlWriter xml, string of, string mode, IEnumerable<(string Id, string Kind)> all)
    {
        xml.WriteStartElement("attributes", Space);
        xml.WriteAttributeString("class", of);
        xml.WriteAttributeString("mode", mode);
        foreach (var (id, kind) in all)
        {
            xml.WriteStartElement("attribute", Space);
            xml.WriteAttributeString("id", id);
            xml.WriteAttributeString("title", id);
            xml.WriteAttributeString("type", kind);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Node(XmlWriter xml, ResolvedEntity entity, ExportedGraph graph)
    {
        xml.WriteStartElement("node", Space);
        xml.WriteAttributeString("id", Text(entity.Id));
        xml.WriteAttributeString("label", Text(entity.Name));
        xml.WriteStartElement("attvalues", Space);
        Value(xml, "type", Text(entity.Type));
        Value(xml, "aliases", Text(entity.AliasLine()));
        Value(xml, "description", Text(entity.Description()));
        Value(xml, "mentions", Number(entity.Mentions));
        Value(xml, "importance", Number(graph.Structure.ImportanceOf(entity.Id)));
        // 0 = in none: readers make a number that is not there what they like.
        Value(xml, "community", Number(graph.Structure.CommunityOf(entity.Id)?.Number ?? 0));
        Value(xml, "first", Number(entity.First));
        Value(xml, "last", Number(entity.Last));
        ByChapter(xml, "mentions_in_chapter", entity.Chapters, entity.Counts);
        xml.WriteEndElement();
        Spells(xml, entity.Chapters);
        Dye(xml, EntityDyes.OfEntity(entity.Type));
        if (graph.Places.TryGetValue(entity.Id, out var place))
        {
            xml.WriteStartElement("position", Drawing);
            xml.WriteAttributeString("x", Number(place.X));
            // Upwards in Gephi, downwards on the page.
            xml.WriteAttributeString("y", Number(-place.Y));
            xml.WriteAttributeString("z", "0");
            xml.WriteEndElement();
        }
        Drawn(xml, "size", EntityDyes.Radius(entity.Mentions));
        xml.WriteEndElement();
    }

    private static void Edge(XmlWriter xml, ResolvedRelation relation, int number)
    {
        xml.WriteStartElement("edge", Space);
        xml.WriteAttributeString("id", Number(number));
        xml.WriteAttributeString("source", Text(relation.Source));
        xml.WriteAttributeString("target", Text(relation.Target));
        xml.WriteAttributeString("kind", Text(relation.Type));
        xml.WriteAttributeString("label", Text(relation.Label.Length > 0 ? relation.Label : relation.Type));
        xml.WriteAttributeString("weight", Number(relation.Weight));
        xml.WriteStartElement("attvalues", Space);
        Value(xml, "mutual", relation.GoesBothWays ? "true" : "false");
        Value(xml, "count", Number(relation.Count));
        Value(xml, "first", Number(relation.First));
        Value(xml, "last", Number(relation.Last));
        ByChapter(xml, "count_in_chapter", relation.Chapters, relation.Counts);
        xml.WriteEndElement();
        Spells(xml, relation.Chapters);
        Dye(xml, EntityDyes.OfTie(relation.Type));
        xml.WriteEndElement();
    }

    private static void ByChapter(XmlWriter xml, string id, IReadOnlyList<int> chapters, IReadOnlyList<int> counts)
    {
        for (var at = 0; at < chapters.Count; at++)
            Value(xml, id, Number(counts[at]), chapters[at]);
    }

    private static void Value(XmlWriter xml, string id, string value, int? chapter = null)
    {
        xml.WriteStartElement("attvalue", Space);
        xml.WriteAttributeString("for", id);
        xml.WriteAttributeString("value", value);
        if (chapter is { } at)
            Span(xml, at, at);
        xml.WriteEndElement();
    }

    /// <summary>One for each run of chapters; both ends belong to it.</summary>
    private static void Spells(XmlWriter xml, IReadOnlyList<int> chapters)
    {
        xml.WriteStartElement("spells", Space);
        for (var at = 0; at < chapters.Count; )
        {
            var first = at++;
            while (at < chapters.Count && chapters[at] == chapters[at - 1] + 1)
                at++;
            xml.WriteStartElement("spell", Space);
            Span(xml, chapters[first], chapters[at - 1]);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Span(XmlWriter xml, int start, int end)
    {
        xml.WriteAttributeString("start", Number(start));
        xml.WriteAttributeString("end", Number(end));
    }

    private static void Dye(XmlWriter xml, string dye)
    {
        var (red, green, blue) = EntityDyes.Parts(dye);
        xml.WriteStartElement("color", Drawing);
        xml.WriteAttributeString("r", Number(red));
        xml.WriteAttributeString("g", Number(green));
        xml.WriteAttributeString("b", Number(blue));
        xml.WriteEndElement();
    }

    private static void Drawn(XmlWriter xml, string what, double value)
    {
        xml.WriteStartElement(what, Drawing);
        xml.WriteAttributeString("value", Number(value));
        xml.WriteEndElement();
    }
}
