using Weft.Model;

namespace Weft.Ledger.MySql;

/// <summary>Nodes that serve the page, in a MySQL or MariaDB database.</summary>
internal sealed class MySqlWebNodes(MySqlStore store) : IWebNodes
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    public Task AnnounceAsync(WebNode node, CancellationToken cancel) =>
        store.ExecuteAsync(
            "announce-web-node",
            cancel,
            ("@url", node.Url),
            ("@node", node.Node),
            ("@machine", node.Machine),
            ("@until", store.NowMs - (long)KeptFor.TotalMilliseconds),
            ("@now", store.NowMs)
        );

    public Task WithdrawAsync(string url, CancellationToken cancel) =>
        store.ExecuteAsync("withdraw-web-node", cancel, ("@url", url));

    public async Task<IReadOnlyList<WebNode>> WebNodesAsync(TimeSpan within, CancellationToken cancel) =>
        await store.QueryAsync("web-nodes", RowMapping.WebNode, cancel, ("@since", store.NowMs - (long)within.TotalMilliseconds));
}
