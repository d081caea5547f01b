using Weft.Application;
using Weft.Graph.Exports;
using Weft.Model;

namespace Weft.Cli.Stores;

/// <summary>Graphs as files in the data folder.</summary>
internal static class GraphFiles
{
    private const string PartSuffix = ".part";

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
            || await stores.GraphExport.OfAsync(book, GraphFormats.Html, ExportSelection.All, cancel)
                is not Result<Func<Stream, CancellationToken, Task>>.Done
                (var write)
        )
            return null;
        var file = PageOf(stores, id);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await WriteAsync(file, write, cancel);
        return file;
    }

    /// <summary>Writes files that belong together into a folder, which is made where it is not there.</summary>
    public static async Task WriteFolderAsync(string folder, IReadOnlyList<ExportFile> files, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in files)
            await WriteAsync(Path.Combine(folder, file.Name), file.WriteAsync, cancel);
    }

    /// <summary>
    /// Writes a file whole or not at all: what stood there stays until the end. Several processes may write the same one at once;
    /// the last that ends wins.
    /// </summary>
    public static async Task WriteAsync(string file, Func<Stream, CancellationToken, Task> write, CancellationToken cancel)
    {
        RemoveAbandoned(file);
        var part = $"{file}.{Path.GetRandomFileName()}{PartSuffix}";
        try
        {
            await using (var target = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.Delete))
                await write(target, cancel);
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>What a killed process left half written beside this file. What is being written now is younger.</summary>
    private static void RemoveAbandoned(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var before = TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromHours(1);
        foreach (var part in Directory.EnumerateFiles(folder, $"*{PartSuffix}"))
            if (Path.GetFileName(part).StartsWith(Path.GetFileName(file) + ".", StringComparison.Ordinal))
                if (File.GetLastWriteTimeUtc(part) < before)
                    File.Delete(part);
    }
}
