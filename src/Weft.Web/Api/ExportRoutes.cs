using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/books/ID/exports</c>: a book's graph as a file.</summary>
internal sealed class ExportRoutes(WebParts parts) : IResource
{
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
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

    private Task<IResult> JsonAsync(long book, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
                await _cases.GraphExport.JsonStreamAsync(found, cancel) switch
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
                if (await _cases.GraphExport.PageAsync(found, cancel) is not Result<string>.Done(var page))
                    return Answer.Refused(new Refusal.NoGraph(found.Title));
                response.Headers.ContentSecurityPolicy = SecurityHeaders.ForExportedPage;
                response.Headers.ContentDisposition = $"attachment; filename=\"book-{found.Id}.graph.html\"";
                return Results.Content(page, "text/html; charset=utf-8");
            },
            cancel
        );
}
