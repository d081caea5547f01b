using Weft.Application;
using Weft.Model;

namespace Weft.Cli.Stores;

/// <summary>Graphs as files in the data folder.</summary>
internal static class GraphFiles
{
    /// <summary>Where the page of a book lies in the data folder.</summary>
    public static string PageOf(OpenStores stores, BookId book) => Path.Combine(stores.Folder, "graphs", $"{book}.html");

    /// <summary>Writes the page in the data folder that opens by itself in a browser. Its full path, or null where there is nothing to draw.</summary>
    public static async Task<string?> WritePageAsync(OpenStores stores, BookId id, CancellationToken cancel)
    {
        if (
            await stores.Ledger.Library.FindBookAsync(id, cancel) is not { } book
            || await stores.GraphExport.PageAsync(book, cancel) is not Result<string>.Done(var page)
        )
            return null;
        var file = PageOf(stores, id);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, page, cancel);
        return file;
    }
}
