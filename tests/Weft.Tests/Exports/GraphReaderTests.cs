using System.Text.Json;
using Weft.Graph;
using Weft.Graph.Exports;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Exports;

/// <summary>Exported graphs are opened by the tools of those who want them, and have the same names and ties there.</summary>
[Needs("readers")]
public sealed class GraphReaderTests
{
    private const string NetworkX = """
        import json, sys, networkx
        from networkx.readwrite.gexf import GEXF
        # As later releases have it.
        GEXF.versions.setdefault("1.3", {"NS_GEXF": "http://gexf.net/1.3", "NS_VIZ": "http://gexf.net/1.3/viz", "NS_XSI": "http://w3.org/2001/XMLSchema-instance", "SCHEMALOCATION": "", "VERSION": "1.3"})
        graph = networkx.read_gexf(sys.argv[1]) if sys.argv[1].endswith("gexf") else networkx.read_graphml(sys.argv[1])
        print(json.dumps({"nodes": dict(graph.nodes(data=True)), "edges": [[a, b, data] for a, b, data in graph.edges(data=True)], "directed": graph.is_directed()}))
        """;

    private const string IGraph = """
        import html, json, sys, igraph
        graph = igraph.Graph.Read_GraphML(sys.argv[1])
        # It leaves an ampersand in an id as the file writes it.
        graph.vs["id"] = [html.unescape(id) for id in graph.vs["id"]]
        print(json.dumps({"nodes": {node["id"]: node.attributes() for node in graph.vs}, "edges": [[graph.vs[edge.source]["id"], graph.vs[edge.target]["id"], edge.attributes()] for edge in graph.es], "directed": graph.is_directed(), "title": graph["title"]}))
        """;

    private const string Tables = """
        import csv, json, sys, zipfile, io
        tables = zipfile.ZipFile(sys.argv[1])
        print(json.dumps({name: list(csv.DictReader(io.TextIOWrapper(tables.open(name), "utf-8-sig", newline=""))) for name in tables.namelist() if name.endswith(".csv")}))
        """;

    private const string Rdf = """
        import json, sys, rdflib
        from rdflib.compare import isomorphic
        graph, other = rdflib.Graph().parse(sys.argv[1], format="turtle"), rdflib.Graph().parse(sys.argv[2], format="json-ld")
        weft, schema = rdflib.Namespace("urn:weft:term:"), rdflib.Namespace("https://schema.org/")
        name = lambda one: str(graph.value(one, schema.name))
        kinds = rdflib.URIRef("urn:weft:kind:friend")
        print(json.dumps({
            "same": isomorphic(graph, other),
            "nodes": [[name(one), str(graph.value(one, weft.type))] for one in graph.subjects(weft.mentions)],
            "ties": [[name(graph.value(tie, weft.source)), name(graph.value(tie, weft.target)), str(graph.value(tie, weft.kind)), str(graph.value(tie, weft.weight).toPython().normalize())] for tie in graph.subjects(rdflib.RDF.type, weft.Tie)],
            "quotes": [str(graph.value(one, weft.quote)) for one in graph.subjects(rdflib.RDF.type, weft.Evidence)],
            "friends": [[name(a), name(b)] for a, b in graph.subject_objects(kinds)],
        }))
        """;

    /// <summary>A control character has no place in XML: its picture stands for it.</summary>
    private static string InXml(string text) => text.Replace('\u0007', '\u2407');

    private static string Cell(string text) =>
        text.StartsWith('\'') && text.Length > 1 && "=+-@\t".Contains(text[1]) ? text[1..] : text;

    private static string Of(JsonElement data, string name) => data.GetProperty(name).GetString()!;

    private static void Same(
        IEnumerable<(string Id, string Name, string Type)> entities,
        IEnumerable<(string Source, string Target, string Kind, string Weight)> ties,
        AwkwardGraph graph,
        Func<string, string> written
    )
    {
        Assert.Equal(
            graph.Resolved.Entities.Select(one => (written(one.Id), written(one.Name), one.Type)).Order(),
            entities.Order()
        );
        Assert.Equal(
            graph
                .Resolved.Relations.Select(one =>
                    (written(one.Source), written(one.Target), one.Type, XmlFile.Number(one.Weight))
                )
                .Order(),
            ties.Order()
        );
    }

    [Theory]
    [InlineData("graphml", NetworkX)]
    [InlineData("graphml", IGraph)]
    public async Task GraphML_has_every_name_and_tie(string format, string script)
    {
        using var graph = await AwkwardGraph.MakeAsync();
        var read = await DebianPython.AskAsync(script, await graph.WriteAsync(format));
        Same(
            read.GetProperty("nodes")
                .EnumerateObject()
                .Select(node => (node.Name, Of(node.Value, "name"), Of(node.Value, "type"))),
            read.GetProperty("edges")
                .EnumerateArray()
                .Select(edge => (edge[0].GetString()!, edge[1].GetString()!, Of(edge[2], "kind"), Weight(edge[2]))),
            graph,
            InXml
        );
        Assert.True(read.GetProperty("directed").GetBoolean());
    }

    private static string Weight(JsonElement data) => XmlFile.Number(data.GetProperty("weight").GetDouble());

    [Fact]
    public async Task GEXF_has_every_name_and_tie_with_places_colours_and_spells()
    {
        using var graph = await AwkwardGraph.MakeAsync();
        var read = await DebianPython.AskAsync(NetworkX, await graph.WriteAsync("gexf"));
        var nodes = read.GetProperty("nodes");
        // The kind of an edge is no attribute of it for NetworkX: the label says it where a tie has none.
        Assert.Equal(graph.Resolved.Relations.Count, read.GetProperty("edges").GetArrayLength());
        foreach (var entity in graph.Resolved.Entities)
        {
            var node = nodes.GetProperty(InXml(entity.Id));
            Assert.Equal((InXml(entity.Name), entity.Type), (Of(node, "label"), Of(node, "type")));
            var (red, green, blue) = EntityDyes.Parts(EntityDyes.OfEntity(entity.Type));
            var viz = node.GetProperty("viz");
            Assert.Equal(
                (red, green, blue),
                (
                    viz.GetProperty("color").GetProperty("r").GetByte(),
                    viz.GetProperty("color").GetProperty("g").GetByte(),
                    viz.GetProperty("color").GetProperty("b").GetByte()
                )
            );
            Assert.True(viz.GetProperty("position").TryGetProperty("x", out _));
            Assert.Equal(
                entity.Chapters.Zip(entity.Counts).Select(one => $"[{one.Second}, {one.First}.0, {one.First}.0]"),
                node.GetProperty("mentions_in_chapter").EnumerateArray().Select(one => one.GetRawText())
            );
            var spells = entity.Chapters.Count == 3 ? "[[1.0, 3.0]]" : "[[1.0, 1.0], [3.0, 3.0]]";
            Assert.Equal(spells, node.GetProperty("spells").GetRawText());
        }
    }

    [Fact]
    public async Task Turtle_and_JSON_LD_say_the_same_of_every_name_and_tie()
    {
        using var graph = await AwkwardGraph.MakeAsync();
        var read = await DebianPython.AskAsync(Rdf, await graph.WriteAsync("turtle"), await graph.WriteAsync("jsonld"));
        Assert.True(read.GetProperty("same").GetBoolean());
        var names = graph.Resolved.Entities.ToDictionary(entity => entity.Id, entity => entity.Name);
        Assert.Equal(graph.Resolved.Entities.Select(entity => $"{entity.Name} {entity.Type}").Order(), Lines("nodes"));
        Assert.Equal(
            graph
                .Resolved.Relations.Select(tie =>
                    $"{names[tie.Source]} {names[tie.Target]} {tie.Type} {XmlFile.Number(tie.Weight)}"
                )
                .Order(),
            Lines("ties")
        );
        Assert.Equal(graph.Resolved.Relations.Sum(tie => tie.Count), read.GetProperty("quotes").GetArrayLength());
        // Friends are so both ways.
        Assert.Equal(
            graph
                .Resolved.Relations.Where(tie => tie.Type == "friend")
                .SelectMany(tie =>
                    new[] { $"{names[tie.Source]} {names[tie.Target]}", $"{names[tie.Target]} {names[tie.Source]}" }
                )
                .Order(),
            Lines("friends")
        );

        IEnumerable<string> Lines(string list) =>
            read.GetProperty(list)
                .EnumerateArray()
                .Select(row => string.Join(' ', row.EnumerateArray().Select(cell => cell.GetString())))
                .Order();
    }

    [Fact]
    public async Task Tables_have_every_name_tie_mention_and_piece_of_evidence_and_no_formula()
    {
        using var graph = await AwkwardGraph.MakeAsync();
        var read = await DebianPython.AskAsync(Tables, await graph.WriteAsync("csv"));
        var cells = read.EnumerateObject()
            .SelectMany(table => table.Value.EnumerateArray())
            .SelectMany(row => row.EnumerateObject())
            .Select(cell => cell.Value.GetString()!);
        Assert.DoesNotContain(cells, cell => cell.Length > 0 && "=+-@\t＝＋－＠".Contains(cell[0]));
        Same(
            Rows("nodes.csv").Select(row => (Cell(Of(row, "id")), Cell(Of(row, "label")), Of(row, "type"))),
            Rows("edges.csv")
                .Select(row => (Cell(Of(row, "source")), Cell(Of(row, "target")), Of(row, "kind"), Of(row, "weight"))),
            graph,
            text => text
        );
        Assert.Equal(graph.Resolved.Entities.Sum(entity => entity.Chapters.Count), Rows("mentions.csv").Count());
        Assert.Equal(graph.Resolved.Relations.Sum(relation => relation.Count), Rows("evidence.csv").Count());
        Assert.All(Rows("evidence.csv"), row => Assert.Equal("rules", Of(row, "provider")));
        Assert.Equal(
            graph.Resolved.Entities.Single(one => one.Traits.Count > 0).Traits[0].Text,
            Of(Assert.Single(Rows("traits.csv")), "text")
        );

        IEnumerable<JsonElement> Rows(string table) => read.GetProperty(table).EnumerateArray();
    }
}
