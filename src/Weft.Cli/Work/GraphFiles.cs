using Weft.Cli.Page;
using Weft.Cli.Stores;
using Weft.Graph.Exports;
using Weft.Model;

namespace Weft.Cli.Work;

/// <summary>A book's graph as files.</summary>
internal static class GraphFiles
{
    /// <summary>Where the page of a book lies in the data folder.</summary>
    public static string PageOf(Workplace place, BookId book) => Path.Combine(place.Folder, "graphs", $"{book}.html");

    /// <summary>Writes the page in the data folder that opens by itself in a browser. Its full path, or null where there is nothing to draw.</summary>
    public static async Task<string?> WritePageAsync(Workplace place, BookId id, CancellationToken cancel)
    {
        if (
            await place.Ledger.Library.FindBookAsync(id, cancel) is not { } book
            || await PageAsync(place, book, cancel) is not { } page
        )
            return null;
        var file = PageOf(place, id);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, page, cancel);
        return file;
    }

    public static async Task<string?> PageAsync(Workplace place, Book book, CancellationToken cancel) =>
        await place.Graph.ReadResolvedAsync(book.Id, cancel) is { Entities.Count: > 0 } resolved
            ? GraphPage.Write(book, resolved)
            : null;

    public static async Task<string?> JsonAsync(Workplace place, Book book, CancellationToken cancel) =>
        await place.Graph.ReadRawAsync(book.Id, cancel) is { } raw
        && await place.Graph.ReadResolvedAsync(book.Id, cancel) is { } resolved
        && await place.Graph.FindStateAsync(book.Id, cancel) is { Resolved: not null }
            ? GraphJson.Write(book.Id, raw, resolved)
            : null;
}
