using Weft.Graph;
using Weft.Graph.Exports;
using Weft.Model;

namespace Weft.Application;

/// <summary>A book's graph for other programs and for a browser.</summary>
internal sealed class GraphExport(IGraphStore graph)
{
    /// <summary>As JSON. Refused while the resolved layer was never made.</summary>
    public async Task<Result<string>> JsonAsync(Book book, CancellationToken cancel) =>
        await graph.ReadRawAsync(book.Id, cancel) is { } raw
        && await graph.ReadResolvedAsync(book.Id, cancel) is { } resolved
        && await graph.FindStateAsync(book.Id, cancel) is { Resolved: not null }
            ? GraphJson.Write(book.Id, raw, resolved)
            : new Refusal.NoGraph(book.Title);

    /// <summary>The same, written piece by piece as it is asked for: nothing holds the whole of it.</summary>
    public async Task<Result<Func<Stream, CancellationToken, Task>>> JsonStreamAsync(Book book, CancellationToken cancel) =>
        await graph.ReadRawAsync(book.Id, cancel) is { } raw
        && await graph.ReadResolvedAsync(book.Id, cancel) is { } resolved
        && await graph.FindStateAsync(book.Id, cancel) is { Resolved: not null }
            ? new Result<Func<Stream, CancellationToken, Task>>.Done(
                (target, stop) => GraphJson.WriteAsync(target, book.Id, raw, resolved, stop)
            )
            : new Refusal.NoGraph(book.Title);

    /// <summary>As one HTML file. Refused while there is nothing to draw.</summary>
    public async Task<Result<string>> PageAsync(Book book, CancellationToken cancel) =>
        await graph.ReadResolvedAsync(book.Id, cancel) is { Entities.Count: > 0 } resolved
            ? GraphPage.Write(book, resolved)
            : new Refusal.NoGraph(book.Title);
}
