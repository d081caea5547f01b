using Microsoft.Extensions.Logging.Abstractions;
using Weft.Cli.Hosting;
using Weft.Cli.Stores;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>A book's graph after a person decided about its names.</summary>
internal static class DecidedGraph
{
    /// <summary>Resolves the book again, and makes its page in the data folder anew. False = another process works on this data folder, and will do it within seconds.</summary>
    public static async Task<bool> TryResolveAsync(OpenStores stores, BookId book, CancellationToken cancel)
    {
        using var working = WorkingLock.TryTake(stores);
        if (working is null)
            return false;
        await using var host = await NodeHost.OpenAsync(stores, NullLogger.Instance);
        await host.Resolution.ResolveAsync(book, cancel);
        await GraphFiles.RefreshAsync(stores, book, cancel);
        return true;
    }
}
