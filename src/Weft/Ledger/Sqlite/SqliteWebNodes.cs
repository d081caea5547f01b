using Weft.Model;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Nodes that serve the page, in a SQLite file.</summary>
internal sealed class SqliteWebNodes(SqliteFile file, TimeProvider time) : IWebNodes
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    public Task AnnounceAsync(WebNode node, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var now = time.NowMs();
                db.Execute("forget-web-nodes", ("$until", now - (long)KeptFor.TotalMilliseconds));
                return db.Execute(
                    "announce-web-node",
                    ("$url", node.Url),
                    ("$node", node.Node),
                    ("$machine", node.Machine),
                    ("$now", now)
                );
            },
            cancel
        );

    public Task WithdrawAsync(string url, CancellationToken cancel) =>
        file.WriteAsync(db => db.Execute("withdraw-web-node", ("$url", url)), cancel);

    public Task<IReadOnlyList<WebNode>> WebNodesAsync(TimeSpan within, CancellationToken cancel) =>
        file.ReadListAsync(
            db => db.Query("web-nodes", RowMapping.WebNode, ("$since", time.NowMs() - (long)within.TotalMilliseconds)),
            cancel
        );
}
