using System.Net;
using System.Text;
using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>A book's graph as one HTML file that needs nothing beside it: no server, no network. Its module is the one of the page.</summary>
internal static class GraphPage
{
    private const string Made = "{{made}}";
    private const string Graph = "{{graph}}";

    /// <summary>The module's scripts, in the order in which they are loaded.</summary>
    private static readonly string[] Scripts = ["graph-model.js", "graph-canvas.js", "graph-parts.js", "graph-view.js"];

    /// <summary>Writes it in UTF-8, piece by piece: the graph of a long book is never held as a text.</summary>
    public static async Task WriteAsync(Stream target, ExportedGraph graph, CancellationToken cancel)
    {
        var picture = new GraphPicture(graph.Drawn);
        var quotes = picture.Quotes();
        await foreach (var chapter in graph.Slices(cancel).WithCancellation(cancel))
            if (graph.Selection.UpTo is not { } limit || chapter.Chapter.Number <= limit)
                quotes.Add(chapter);
        // Parted first, so that a book's text is never searched for places to fill.
        var page = GraphPicture.Piece("graph-page.html");
        var (ofMade, ofGraph) = (page.IndexOf(Made, StringComparison.Ordinal), page.IndexOf(Graph, StringComparison.Ordinal));
        await SayAsync(page[..ofMade]);
        await using (var origins = new TaglessStream(target))
            await origins.WriteAsync(Encoding.UTF8.GetBytes(GraphJson.Write(graph.Made)), cancel);
        await SayAsync(page[(ofMade + Made.Length)..ofGraph]);
        await using (var data = new TaglessStream(target))
            await picture.WriteAsync(data, graph.Book, picture.Places(graph.Places), graph.Titles, quotes, cancel);
        await SayAsync(page[(ofGraph + Graph.Length)..]);

        async Task SayAsync(string piece) => await target.WriteAsync(Encoding.UTF8.GetBytes(Filled(piece, graph.Book)), cancel);
    }

    /// <summary>The title last: what it is called fills no place.</summary>
    private static string Filled(string piece, Book book) =>
        piece
            .Replace("{{styles}}", GraphPicture.Piece("graph-view.css"), StringComparison.Ordinal)
            .Replace("{{script}}", string.Join('\n', Scripts.Select(GraphPicture.Piece)), StringComparison.Ordinal)
            .Replace("{{title}}", WebUtility.HtmlEncode(book.Title), StringComparison.Ordinal);
}
