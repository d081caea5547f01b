using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/books/ID/exports</c>: a book's graph as a file.</summary>
internal sealed class ExportRoutes(WebParts parts) : IResource
{
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/exports/graphs.zip", ArchiveAsync)
            .WithTags("Exports")
            .ForReaders()
            .SaysOther(
                "exportArchive",
                "The graphs of several books (?books=1,7) as one zip file, json or html",
                200,
                "application/zip",
                404
            );
        var exports = routes.MapGroup("/api/books/{book:long}/exports").WithTags("Exports");
        exports
            .MapGet("graph.json", JsonAsync)
            .ForReaders()
            .SaysOther("exportJson", "The whole graph for other programs, streamed", 200, "application/json", 404);
        exports
            .MapGet("graph.html", PageAsync)
            .ForReaders()
            .SaysOther("exportPage", "The graph as one page that needs nothing beside it", 200, "text/html", 404);
    }

    /// <summary>Of a thousand books the zip file is as long as a disk is patient; more at once is a slip.</summary>
    private const int MostBooks = 1000;

    private async Task<IResult> ArchiveAsync(string? books, string? format, HttpRequest request, CancellationToken cancel)
    {
        if (format is not (null or "json" or "html"))
            return Answer.Bad("format", format, "api.is.format");
        var chosen = new List<Book>();
        foreach (var id in (books ?? "").Split(',', MostBooks + 1, StringSplitOptions.RemoveEmptyEntries))
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
        return await _cases.GraphArchive.OfAsync(chosen, format == "html", text.Of, cancel) switch
        {
            Result<Func<Stream, CancellationToken, Task>>.Done(var write) => Results.Stream(
                target => write(target, cancel),
                "application/zip",
                "graphs.zip"
            ),
            var refused => Answer.Refused(((Result<Func<Stream, CancellationToken, Task>>.Refused)refused).Why),
        };
    }

    private Task<IResult> JsonAsync(long book, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
                await _cases.GraphExport.JsonAsync(found, cancel) switch
                {
                    Result<Func<Stream, CancellationToken, Task>>.Done(var write) => Results.Stream(
                        target => write(target, cancel),
                        "application/json",
                        $"book-{found.Id}.graph.json"
                    ),
                    var refused => Answer.Refused(((Result<Func<Stream, CancellationToken, Task>>.Refused)refused).Why),
                },
            cancel
        );

    private Task<IResult> PageAsync(long book, HttpResponse response, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
            {
                if (
                    await _cases.GraphExport.PageAsync(found, cancel)
                    is not Result<Func<Stream, CancellationToken, Task>>.Done
                    (var write)
                )
                    return Answer.Refused(new Refusal.NoGraph(found.Title));
                response.Headers.ContentSecurityPolicy = SecurityHeaders.ForExportedPage;
                return Results.Stream(target => write(target, cancel), "text/html; charset=utf-8", $"book-{found.Id}.graph.html");
            },
            cancel
        );
}
