using Weft.Books;
using Weft.Graph;
using Weft.Graph.Exports;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>A book's graph for other programs and for a browser.</summary>
internal sealed class GraphExport(IGraphStore graph, ILibrary library, GraphOrigins origins, AuditLog audit)
{
    /// <summary>As JSON, written piece by piece as it is asked for. Refused while the resolved layer was never made.</summary>
    public async Task<Result<Func<Stream, CancellationToken, Task>>> JsonAsync(Book book, CancellationToken cancel) =>
        await graph.ReadRawAsync(book.Id, cancel) is { } raw
        && await graph.ReadResolvedAsync(book.Id, cancel) is { } resolved
        && await graph.FindStateAsync(book.Id, cancel) is { Resolved: not null }
            ? await NotedAsync(book, "json", Writer(book, raw, resolved, await origins.OfAsync(book, cancel)))
            : new Refusal.NoGraph(book.Title);

    private static Func<Stream, CancellationToken, Task> Writer(
        Book book,
        RawBook raw,
        ResolvedBook resolved,
        IReadOnlyList<GraphOrigin> made
    ) => (target, stop) => GraphJson.WriteAsync(target, book, raw, resolved, made, stop);

    /// <summary>As one HTML file, written piece by piece as it is asked for. Refused while there is nothing to draw.</summary>
    public async Task<Result<Func<Stream, CancellationToken, Task>>> PageAsync(Book book, CancellationToken cancel)
    {
        if (await FindDrawingAsync(book, cancel) is not { } drawing)
            return new Refusal.NoGraph(book.Title);
        var made = await origins.OfAsync(book, cancel);
        return await NotedAsync<Func<Stream, CancellationToken, Task>>(
            book,
            "html",
            (target, stop) =>
                GraphPage.WriteAsync(
                    target,
                    book,
                    async data => await WriteAsync(data, book, drawing, await QuotesAsync(book, drawing.Picture, stop), stop),
                    made,
                    stop
                )
        );
    }

    private async Task<Result<T>> NotedAsync<T>(Book book, string format, T export)
    {
        await audit.NoteAsync(AuditKind.GraphExported, AuditReasons.GraphExported(book.Id.Value, book.Title, format));
        return new Result<T>.Done(export);
    }

    /// <summary>What the graph view draws, as JSON in UTF-8: names, ties and their places. Refused while there is nothing to draw.</summary>
    public async Task<Result<byte[]>> DrawingAsync(Book book, CancellationToken cancel)
    {
        if (await FindDrawingAsync(book, cancel) is not { } drawing)
            return new Refusal.NoGraph(book.Title);
        using var plain = new MemoryStream();
        await WriteAsync(plain, book, drawing, null, cancel);
        return plain.ToArray();
    }

    private sealed record Drawing(GraphPicture Picture, GraphLayout Layout);

    private async Task<Drawing?> FindDrawingAsync(Book book, CancellationToken cancel)
    {
        if (await graph.ReadResolvedAsync(book.Id, cancel) is not { Entities.Count: > 0 } resolved)
            return null;
        var picture = new GraphPicture(resolved);
        return new(picture, await LayoutAsync(book.Id, picture, cancel));
    }

    private async Task WriteAsync(Stream target, Book book, Drawing drawing, TieQuotes? quotes, CancellationToken cancel)
    {
        var units = await library.UnitsAsync(book.Edition, cancel);
        var titles = units
            .Where(part => part.Unit.Kind == UnitKind.Chapter)
            .DistinctBy(part => part.Unit.Number)
            .ToDictionary(part => part.Unit.Number, part => part.Unit.Title);
        await drawing.Picture.WriteAsync(target, book, drawing.Layout, titles, quotes, cancel);
    }

    private async Task<TieQuotes> QuotesAsync(Book book, GraphPicture picture, CancellationToken cancel)
    {
        var quotes = picture.Quotes();
        await foreach (
            var slice in await graph.ReadSlicesAsync(book.Id, cancel) ?? AsyncEnumerable.Empty<IReadOnlyList<RawChapter>>()
        )
        foreach (var chapter in slice)
            quotes.Add(chapter);
        return quotes;
    }

    /// <summary>Of two nodes that lay out the same graph at once, one is heard, and both then show what it kept.</summary>
    private async Task<GraphLayout> LayoutAsync(BookId book, GraphPicture picture, CancellationToken cancel)
    {
        var state = picture.State;
        var before = await library.FindLayoutAsync(book, cancel);
        if (before?.State == state)
            return before;
        var layout = await Task.Run(() => picture.Layout(before), cancel);
        if (await library.TryKeepLayoutAsync(book, before?.State, layout, cancel))
            return layout;
        return await library.FindLayoutAsync(book, cancel) is { } kept && kept.State == state ? kept : layout;
    }
}
