using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>A book's graph as one HTML file that needs nothing beside it: no server, no network.</summary>
internal static class GraphPage
{
    /// <summary>Beyond this a page gets slow to open; the heaviest relations stay.</summary>
    private const int MostRelations = 6000;
    private const int MostEntities = 3000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Book book, ResolvedBook resolved)
    {
        var entities = resolved.Entities.Take(MostEntities).ToList();
        var shown = entities.Select(entity => entity.Id).ToHashSet(StringComparer.Ordinal);
        var relations = resolved
            .Relations.Where(relation => shown.Contains(relation.Source) && shown.Contains(relation.Target))
            .OrderByDescending(relation => relation.Weight)
            .Take(MostRelations);
        var graph = JsonSerializer.Serialize(new { entities, relations }, Options);
        return Piece("graph-page.html")
            .Replace("{{title}}", WebUtility.HtmlEncode(book.Title), StringComparison.Ordinal)
            .Replace("{{script}}", Piece("graph-page.js"), StringComparison.Ordinal)
            // Last, so that a book's text is never searched for places to fill. No tag can end in it.
            .Replace("{{graph}}", graph.Replace("<", "\\u003c", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Piece(string name)
    {
        using var stream = typeof(GraphPage).Assembly.GetManifestResourceStream($"Weft.Graph.Exports.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
