using Weft.Application;
using Weft.Model;

namespace Weft.Cli.Stores;

/// <summary>Graphs as files in the data folder.</summary>
internal static class GraphFiles
{
    /// <summary>Where the page of a book lies in the data folder.</summary>
    public static string PageOf(Workplace place, BookId book) => Path.Combine(place.Folder, "graphs", $"{book}.html");

    /// <summary>Writes the page in the data folder that opens by itself in a browser. Its full path, or null where there is nothing to draw.</summary>
    public static async Task<string?> WritePageAsync(Workplace place, BookId id, CancellationToken cancel)
    {
        if (
            await place.Ledger.Library.FindBookAsync(id, cancel) is not { } book
            || await new GraphExport(place.Graph).PageAsync(book, cancel) is not Result<string>.Done(var page)
        )
            return null;
        var file = PageOf(place, id);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, page, cancel);
        return file;
    }
}
