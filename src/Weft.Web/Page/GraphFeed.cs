using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Graph.Exports;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Page;

/// <summary>What the drawing of a book's graph is made from.</summary>
internal sealed class GraphFeed(PageUseCases uses)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/books/{book:long}/graph/drawing", SendAsync).ForReaders();
        foreach (var format in GraphFormats.All)
            routes
                .MapGet(
                    $"/books/{{book:long}}/graph.{format.Extension}",
                    (long book, HttpRequest request, CancellationToken cancel) =>
                        ExportAsync(book, format, ExportQuery.Of(request.Query), cancel)
                )
                .ForReaders();
        routes.MapGet("/books/{book:long}/sample.csv", SampleAsync).ForReaders();
    }

    /// <summary>What the form of the quality view asks for.</summary>
    private async Task<IResult> SampleAsync(long book, int? n, string? seed, string? lang, CancellationToken cancel)
    {
        if (await uses.Books.FindAsync(new BookId(book), cancel) is not Result<Book>.Done(var found))
            return Results.NotFound();
        var size = Math.Clamp(n ?? FactSampling.UsualSize, 1, FactSampling.MostFacts);
        var word = string.IsNullOrEmpty(seed) ? FactSampling.UsualSeed : seed;
        return await uses.Sampling.DrawAsync(found, size, word, cancel) is Result<FactSample>.Done(var sample)
            ? Results.File(
                Encoding.UTF8.GetBytes(SampleCsv.Write(sample, Phrases.For(lang ?? ""))),
                "text/csv; charset=utf-8",
                $"sample-{book}.csv"
            )
            : Results.NotFound();
    }

    /// <summary>As a file for a disk: it is not opened here, where its own scripts would not run.</summary>
    private async Task<IResult> ExportAsync(long book, GraphFormat format, ExportSelection selection, CancellationToken cancel)
    {
        if (await uses.Books.FindAsync(new BookId(book).ToString(), cancel) is not Result<Book>.Done(var found))
            return Results.NotFound();
        return
            await uses.GraphExport.OfAsync(found, format, selection, cancel)
                is Result<Func<Stream, CancellationToken, Task>>.Done(var write)
            ? Results.Stream(target => write(target, cancel), "application/octet-stream", $"graph-{book}.{format.Extension}")
            : Results.NotFound();
    }

    /// <summary>What the graph view draws; packed where the browser can unpack it, for it is most of what that view loads.</summary>
    private async Task<IResult> SendAsync(long book, HttpContext context, CancellationToken cancel)
    {
        if (await uses.Books.FindAsync(new BookId(book).ToString(), cancel) is not Result<Book>.Done(var found))
            return Results.NotFound();
        if (await uses.GraphExport.DrawingAsync(found, cancel) is not Result<byte[]>.Done(var plain))
            return Results.NotFound();
        context.Response.Headers[HeaderNames.Vary] = HeaderNames.AcceptEncoding;
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase))
            return Results.Bytes(plain, "application/json");
        context.Response.Headers[HeaderNames.ContentEncoding] = "br";
        using var packed = new MemoryStream();
        await using (var stream = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await stream.WriteAsync(plain, cancel);
        return Results.Bytes(packed.ToArray(), "application/json");
    }
}
