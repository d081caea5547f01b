using Weft.Model;

namespace Weft.Ledger;

/// <summary>Which nodes serve the page, so that a page whose node dies finds another.</summary>
public interface IWebNodes
{
    /// <summary>It serves there, as of now; rows a day old are taken out.</summary>
    Task AnnounceAsync(WebNode node, CancellationToken cancel);

    /// <summary>Nobody serves there any more.</summary>
    Task WithdrawAsync(string url, CancellationToken cancel);

    /// <summary>Those announced within that time, by address.</summary>
    Task<IReadOnlyList<WebNode>> WebNodesAsync(TimeSpan within, CancellationToken cancel);
}
