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
    /// <summary>As JSON. Refused while the resolved layer was never made.</summary>
    public async Task<Result<string>> JsonAsync(Book book, CancellationToken cancel) =>
        await graph.ReadRawAsync(book.Id, cancel) is { } raw
        && await graph.ReadResolvedAsync(book.Id, cancel) is { } resolved
        && await graph.FindStateAsync(book.Id, cancel) is { Resolved: not null }
            ? await NotedAsync(book, "json", GraphJson.Write(book, raw, resolved, await origins.OfAsync(book, cancel)))
            : new Refusal.NoGraph(book.Title);

    /// <summary>The same, written piece by piece as it is asked for: nothing holds the whole of it.</summary>
    public async Task<Result<Func<Stream, CancellationToken, Task>>> JsonStreamAsync(Book book, CancellationToken cancel) =>
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

    /// <summary>As one HTML file. Refused while there is nothing to draw.</summary>
    public async Task<Result<string>> PageAsync(Book book, CancellationToken cancel) =>
        await DrawingAsync(book, withQuotes: true, cancel) switch
        {
            Result<string>.Done(var data) => await NotedAsync(
                book,
                "html",
                GraphPage.Write(book, data, await origins.OfAsync(book, cancel))
            ),
            var refused => refused,
        };

    private async Task<Result<T>> NotedAsync<T>(Book book, string format, T export)
    {
        await audit.NoteAsync(AuditKind.GraphExported, AuditReasons.GraphExported(book.Id.Value, book.Title, format));
        return new Result<T>.Done(export);
    }

    /// <summary>What the graph view draws, as JSON: names, ties and their places. Refused while there is nothing to draw.</summary>
    public async Task<Result<string>> DrawingAsync(Book book, bool withQuotes, CancellationToken cancel)
    {
        if (await graph.ReadResolvedAsync(book.Id, cancel) is not { Entities.Count: > 0 } resolved)
            return new Refusal.NoGraph(book.Title);
        var picture = new GraphPicture(resolved);
        var layout = await LayoutAsync(book.Id, picture, cancel);
        var units = await library.UnitsAsync(book.Edition, cancel);
        var titles = units
            .Where(part => part.Unit.Kind == UnitKind.Chapter)
            .DistinctBy(part => part.Unit.Number)
            .ToDictionary(part => part.Unit.Number, part => part.Unit.Title);
        return picture.Write(book, layout, titles, withQuotes ? await graph.ReadRawAsync(book.Id, cancel) : null);
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
