using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Page;

/// <summary>What the drawing of a book's graph is made from.</summary>
internal sealed class GraphFeed(PageUseCases uses)
{
    private const int MostEntities = 2000;
    private const int MostRelations = 6000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/books/{book:long}/graph/drawing", SendAsync).ForReaders();
        routes
            .MapGet("/books/{book:long}/graph.json", (long book, CancellationToken cancel) => ExportAsync(book, "json", cancel))
            .ForReaders();
        routes
            .MapGet("/books/{book:long}/graph.html", (long book, CancellationToken cancel) => ExportAsync(book, "html", cancel))
            .ForReaders();
    }

    /// <summary>As a file for a disk: it is not opened here, where its own scripts would not run.</summary>
    private async Task<IResult> ExportAsync(long book, string form, CancellationToken cancel)
    {
        if (await uses.Books.FindAsync(new BookId(book).ToString(), cancel) is not Result<Book>.Done(var found))
            return Results.NotFound();
        var export = form == "json" ? uses.GraphExport.JsonAsync(found, cancel) : uses.GraphExport.PageAsync(found, cancel);
        return await export is Result<string>.Done(var text)
            ? Results.File(Encoding.UTF8.GetBytes(text), "application/octet-stream", $"graph-{book}.{form}")
            : Results.NotFound();
    }

    /// <summary>Names and ties of a reader who is at chapter <paramref name="up"/>; the strongest where there are too many.</summary>
    private async Task<IResult> SendAsync(long book, int? up, int? most, CancellationToken cancel)
    {
        if (await uses.Books.FindAsync(new BookId(book).ToString(), cancel) is not Result<Book>.Done(var found))
            return Results.NotFound();
        var entities = Math.Clamp(most ?? MostEntities, 1, MostEntities);
        if (await uses.Graph.SummaryAsync(found, up, entities, int.MaxValue, cancel) is not Result<GraphSummary>.Done(var graph))
            return Results.Json(new { nodes = Array.Empty<object>(), links = Array.Empty<object>() });
        var shown = graph.Cast.Select(entity => entity.Id).ToHashSet(StringComparer.Ordinal);
        return Results.Json(
            new
            {
                nodes = graph.Cast.Select(entity => new
                {
                    id = entity.Id,
                    name = entity.Name,
                    type = entity.Type,
                    mentions = entity.Mentions,
                }),
                links = graph
                    .Strongest.Where(tie => shown.Contains(tie.Relation.Source) && shown.Contains(tie.Relation.Target))
                    .Take(MostRelations)
                    .Select(tie => new
                    {
                        from = tie.Relation.Source,
                        to = tie.Relation.Target,
                        type = tie.Relation.Type,
                        weight = tie.Relation.Weight,
                    }),
            }
        );
    }
}
