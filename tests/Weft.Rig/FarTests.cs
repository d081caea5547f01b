using MySqlConnector;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>One node is far from the servers, the others are near.</summary>
public sealed class FarTests(ITestOutputHelper output)
{
    private static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task A_node_far_away_works_with_the_others_and_is_not_taken_for_dead()
    {
        await using var fleet = await Fleet.OpenAsync(new() { Limits = new ScriptedLimits(Calls: 12) });
        await using var toRedis = new FarLink(fleet.Servers.Redis.Port, OneWay);
        await using var toDatabase = new FarLink(fleet.Servers.Database.Port, OneWay);
        var far = fleet.StartNode(
            host: null,
            ("WEFT_DISPATCH", $"127.0.0.1:{toRedis.Port}"),
            ("WEFT_LEDGER", new MySqlConnectionStringBuilder(fleet.LedgerAt) { Port = (uint)toDatabase.Port }.ConnectionString)
        );
        await far.SessionAsync();
        await fleet.StartNodesAsync(1);
        // The near node alone could be done before the far one has its first run.
        fleet.Provider.Hold();
        var job = await fleet.OrderAsync(RigBook.Usual);
        await far.HoldsAsync(1);
        fleet.Provider.LetGo();
        await fleet.FinishesAsync(job, TimeSpan.FromSeconds(120));
        Assert.DoesNotContain(await fleet.Ledger.SessionsAsync(), session => session.WasTakenOver);
        await Checker.HoldsAsync(fleet, job, RigBook.Usual, output);
    }
}
