using System.Net;
using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>A book's graph as one HTML file that needs nothing beside it: no server, no network. Its module is the one of the page.</summary>
internal static class GraphPage
{
    /// <summary>The module's scripts, in the order in which they are loaded.</summary>
    private static readonly string[] Scripts = ["graph-model.js", "graph-canvas.js", "graph-parts.js", "graph-view.js"];

    /// <param name="data">What <see cref="GraphPicture.Write"/> wrote.</param>
    /// <param name="made">Where the facts come from.</param>
    public static string Write(Book book, string data, IReadOnlyList<GraphOrigin> made) =>
        GraphPicture
            .Piece("graph-page.html")
            .Replace("{{title}}", WebUtility.HtmlEncode(book.Title), StringComparison.Ordinal)
            .Replace("{{styles}}", GraphPicture.Piece("graph-view.css"), StringComparison.Ordinal)
            .Replace("{{script}}", string.Join('\n', Scripts.Select(GraphPicture.Piece)), StringComparison.Ordinal)
            // Last, so that a book's text is never searched for places to fill. No tag can end in it.
            .Replace("{{made}}", Tagless(GraphJson.Write(made)), StringComparison.Ordinal)
            .Replace("{{graph}}", Tagless(data), StringComparison.Ordinal);

    private static string Tagless(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);
}
