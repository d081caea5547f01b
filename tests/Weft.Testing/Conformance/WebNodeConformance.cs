using Weft.Model;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Who serves the page, as others see it.</summary>
public abstract class WebNodeConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private static readonly WebNode One = new("http://a:8420/", "loom-1", "a");
    private static readonly WebNode Other = new("http://织:8420/weft/", "织机", "b");

    [Fact]
    public async Task A_node_that_serves_is_seen_until_it_withdraws_or_is_silent()
    {
        await Ledger.WebNodes.AnnounceAsync(One, Stop);
        Time.Advance(Minute);
        await Ledger.WebNodes.AnnounceAsync(Other, Stop);
        await Ledger.WebNodes.AnnounceAsync(Other, Stop);
        Assert.Equal([One, Other], await Backend.OtherLedger.WebNodes.WebNodesAsync(Minute, Stop));
        Assert.Equal([Other], await Backend.OtherLedger.WebNodes.WebNodesAsync(Minute / 2, Stop));
        await Ledger.WebNodes.AnnounceAsync(One with { Node = "loom-9" }, Stop);
        Assert.Equal([One with { Node = "loom-9" }, Other], await Backend.OtherLedger.WebNodes.WebNodesAsync(Minute / 2, Stop));
        await Ledger.WebNodes.WithdrawAsync(One.Url, Stop);
        await Ledger.WebNodes.WithdrawAsync("http://never/", Stop);
        Assert.Equal([Other], await Backend.OtherLedger.WebNodes.WebNodesAsync(Minute, Stop));
    }
}
