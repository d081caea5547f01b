using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

/// <summary>The model's nodes that serve the page.</summary>
internal sealed class MemoryWebNodes(MemoryState state) : IWebNodes
{
    private readonly SortedDictionary<string, (WebNode Node, DateTimeOffset Seen)> _rows = new(StringComparer.Ordinal);

    public Task AnnounceAsync(WebNode node, CancellationToken cancel)
    {
        _rows[node.Url] = (node, state.Now);
        return Task.CompletedTask;
    }

    public Task WithdrawAsync(string url, CancellationToken cancel)
    {
        _rows.Remove(url);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<WebNode>> WebNodesAsync(TimeSpan within, CancellationToken cancel) =>
        MemoryState.Listed(_rows.Values.Where(row => row.Seen >= state.Now - within).Select(row => row.Node));
}
