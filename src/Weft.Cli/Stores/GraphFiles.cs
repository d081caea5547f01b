using Weft.Application;
using Weft.Model;

namespace Weft.Cli.Stores;

/// <summary>Graphs as files in the data folder.</summary>
internal static class GraphFiles
{
    /// <summary>Where the page of a book lies in the data folder.</summary>
    public static string PageOf(OpenStores stores, BookId book) => Path.Combine(stores.Folder, "graphs", $"{book}.html");

    /// <summary>Removes the page, if there is one.</summary>
    public static void Remove(OpenStores stores, BookId book)
    {
        var file = PageOf(stores, book);
        if (File.Exists(file))
            File.Delete(file);
    }

    /// <summary>Writes the page anew where there is one: its graph has changed. Nothing happens where nobody has asked for it yet.</summary>
    public static async Task RefreshAsync(OpenStores stores, BookId book, CancellationToken cancel)
    {
        if (File.Exists(PageOf(stores, book)) && await WritePageAsync(stores, book, cancel) is null)
            Remove(stores, book);
    }

    /// <summary>Writes the page in the data folder that opens by itself in a browser. Its full path, or null where there is nothing to draw.</summary>
    public static async Task<string?> WritePageAsync(OpenStores stores, BookId id, CancellationToken cancel)
    {
        if (
            await stores.Ledger.Library.FindBookAsync(id, cancel) is not { } book
            || await stores.GraphExport.PageAsync(book, cancel)
                is not Result<Func<Stream, CancellationToken, Task>>.Done
                (var write)
        )
            return null;
        var file = PageOf(stores, id);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await WriteAsync(file, write, cancel);
        return file;
    }

    /// <summary>Writes a file whole or not at all: what stood there stays until the end.</summary>
    public static async Task WriteAsync(string file, Func<Stream, CancellationToken, Task> write, CancellationToken cancel)
    {
        var part = file + ".part";
        await using (var target = File.Create(part))
            await write(target, cancel);
        File.Move(part, file, overwrite: true);
    }
}
