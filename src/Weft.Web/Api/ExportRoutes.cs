using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Graph.Exports;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/books/ID/exports</c>: a book's graph as a file.</summary>
internal sealed class ExportRoutes(WebParts parts) : IResource
{
    /// <summary>Of a thousand books the zip file is as long as a disk is patient; more at once is a slip.</summary>
    private const int MostBooks = 1000;

    /// <summary>In place of numbers of books.</summary>
    private const string EveryBook = "all";

    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/exports/graphs.zip", ArchiveAsync)
            .WithTags("Exports")
            .ForReaders()
            .SaysOther(
                "exportArchive",
                "The graphs of several books (?books=1,7, or all) as one zip file, in any format, whole or a part of each",
                200,
                "application/zip",
                404
            );
        var exports = routes.MapGroup("/api/books/{book:long}/exports").WithTags("Exports");
        foreach (var format in GraphFormats.All)
            exports
                .MapGet($"graph.{format.Extension}", Export(format))
                .ForReaders()
                .SaysOther(NameOf(format), About(format), 200, format.MediaType, 404);
    }

    private static string NameOf(GraphFormat format) =>
        format.Name switch
        {
            "html" => "exportPage",
            "csv" => "exportTables",
            "jsonld" => "exportJsonLd",
            var name => string.Create(CultureInfo.InvariantCulture, $"export{char.ToUpperInvariant(name[0])}{name[1..]}"),
        };

    private static string About(GraphFormat format) =>
        format.Name switch
        {
            "json" => "The graph for other programs, with the source of every fact, streamed",
            "html" => "The graph as one page that needs nothing beside it",
            "csv" => "The graph as tables in a zip file: nodes, edges, mentions, evidence, aliases, traits",
            "gexf" => "The graph for Gephi: GEXF 1.3, dynamic by chapter",
            "graphml" => "The graph as GraphML for NetworkX, igraph, yEd and others",
            "svg" => "The drawing of the graph's most important names and ties as SVG",
            "cypher" => "The graph as a script for Neo4j 5 and later; loaded again it sets the same anew",
            "turtle" => "The graph as RDF in Turtle, with the source of every fact",
            "jsonld" => "The graph as RDF in JSON-LD, with the source of every fact",
            var name => $"The graph as {name}",
        };

    private Func<long, string?, string?, string?, HttpResponse, CancellationToken, Task<IResult>> Export(GraphFormat format) =>
        (book, up_to, types, min_weight, response, cancel) =>
            Bad(up_to, types, min_weight, out var selection) is { } bad
                ? Task.FromResult(bad)
                : _cases.WithBookAsync(book, found => FileAsync(found, format, selection, response, cancel), cancel);

    private async Task<IResult> FileAsync(
        Book book,
        GraphFormat format,
        ExportSelection selection,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        switch (await _cases.GraphExport.OfAsync(book, format, selection, cancel))
        {
            case Result<Func<Stream, CancellationToken, Task>>.Done(var write):
                if (format.IsDrawing)
                    response.Headers.ContentSecurityPolicy = SecurityHeaders.ForExportedPage;
                var media =
                    format.MediaType + (format.MediaType.StartsWith("text/", StringComparison.Ordinal) ? "; charset=utf-8" : "");
                return Results.Stream(target => write(target, cancel), media, $"book-{book.Id}.graph.{format.Extension}");
            case var refused:
                return Answer.Refused(((Result<Func<Stream, CancellationToken, Task>>.Refused)refused).Why);
        }
    }

    private static IResult? Bad(string? upTo, string? types, string? minWeight, out ExportSelection selection) =>
        ExportQuery.TryRead(upTo, types, minWeight, out selection) switch
        {
            "up_to" => Answer.Bad("up_to", upTo, "api.is.range", 0, int.MaxValue),
            "min_weight" => Answer.Bad("min_weight", minWeight, "api.is.weight"),
            _ => null,
        };

    private async Task<IResult> ArchiveAsync(
        string? books,
        string? format,
        string? up_to,
        string? types,
        string? min_weight,
        HttpRequest request,
        CancellationToken cancel
    )
    {
        if (GraphFormats.Find(format ?? GraphFormats.Json.Name) is not { } form)
            return Answer.Bad("format", format, "api.is.one_of", string.Join(", ", GraphFormats.Names));
        if (Bad(up_to, types, min_weight, out var selection) is { } bad)
            return bad;
        var chosen = books == EveryBook ? [.. await _cases.Books.ListAsync(cancel)] : new List<Book>();
        foreach (
            var id in books == EveryBook ? [] : (books ?? "").Split(',', MostBooks + 1, StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return Answer.Bad("books", books, "api.is.ids", MostBooks);
            if (await _cases.Books.FindAsync(new BookId(number), cancel) is Result<Book>.Done(var book))
                chosen.Add(book);
            else
                return Answer.Refused(new Refusal.UnknownBook(id));
        }
        if (chosen.Count == 0)
            return Answer.Bad("books", books, "api.is.ids", MostBooks);
        var phrases = AskedLanguage.PhrasesOf(request);
        var text = new RefusalText(phrases, phrases["api.library"]);
        return await _cases.GraphArchive.OfAsync(chosen, form, selection, text.Of, cancel) switch
        {
            Result<Func<Stream, CancellationToken, Task>>.Done(var write) => Results.Stream(
                target => write(target, cancel),
                "application/zip",
                "graphs.zip"
            ),
            var refused => Answer.Refused(((Result<Func<Stream, CancellationToken, Task>>.Refused)refused).Why),
        };
    }
}
