using Weft.Graph.Exports.Pictures;

namespace Weft.Graph.Exports;

/// <summary>The forms in which graphs are exported: a line each.</summary>
internal static class GraphFormats
{
    public static readonly GraphFormat Json = GraphFormat.Text("json", "json", "application/json", GraphJson.WriteAsync);
    public static readonly GraphFormat Html = GraphFormat.Text("html", "html", "text/html", GraphPage.WriteAsync) with
    {
        IsDrawing = true,
    };

    public static readonly IReadOnlyList<GraphFormat> All =
    [
        Json,
        Html,
        GraphFormat.Text("gexf", "gexf", "application/gexf+xml", Gexf.WriteAsync),
        GraphFormat.Text("graphml", "graphml", "application/graphml+xml", GraphMl.WriteAsync),
        GraphFormat.Text("cypher", "cypher", "text/plain", CypherScript.WriteAsync),
        GraphFormat.Text("turtle", "ttl", "text/turtle", Turtle.WriteAsync),
        GraphFormat.Text("jsonld", "jsonld", "application/ld+json", JsonLd.WriteAsync),
        GraphFormat.Text("svg", "svg", "image/svg+xml", SvgPicture.WriteAsync) with
        {
            IsDrawing = true,
        },
        new("csv", "csv.zip", "application/zip", false, GraphTables.Files),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>By the ending of a file's name; null where it says none.</summary>
    public static GraphFormat? OfFile(string file) =>
        All.FirstOrDefault(format => file.EndsWith("." + format.Extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Null where no format is called so.</summary>
    public static GraphFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
