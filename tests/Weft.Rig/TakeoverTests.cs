using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>A node is killed with runs in flight: how soon does somebody else have them?</summary>
public sealed class TakeoverTests(ITestOutputHelper output)
{
    private const int Nodes = 3;

    /// <summary>Two of three nodes can carry what all three had: a takeover must not wait for a worker.</summary>
    private static readonly ScriptedLimits Limits = new(Calls: 15);

    [Fact]
    public async Task What_a_killed_node_had_in_flight_is_claimed_elsewhere_within_a_second()
    {
        var kills = Size.Of("WEFT_RIG_KILLS", 15, full: 200);
        var chance = Size.Chance(output);
        await using var fleet = await Fleet.OpenAsync(new() { Limits = Limits });
        await fleet.StartNodesAsync(Nodes);
        // More than can be done meanwhile; what is left is not waited for.
        var job = await fleet.OrderAsync(new(400 + kills * 150));
        await fleet.CompletesAsync(job, 30, TimeSpan.FromSeconds(60));
        var times = new Percentiles("from kill -9 until claimed elsewhere");
        for (var kill = 0; kill < kills; kill++)
        {
            await Until.PassesAsync(TimeSpan.FromMilliseconds(chance.Next(300)));
            var node = fleet.Nodes[chance.Next(fleet.Nodes.Count)];
            await node.HoldsAsync(1);
            times.Add(await TakeoverWatch.TimesAsync(fleet, node, node.KillAsync, TimeSpan.FromSeconds(30)));
            // However long a start takes, the job is not over meanwhile.
            fleet.Provider.Hold();
            await fleet.StartNode().SessionAsync();
            fleet.Provider.LetGo();
        }
        times.Tell(output, TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1), never: TimeSpan.FromSeconds(5));
        Assert.Equal(kills, (await fleet.Ledger.SessionsAsync()).Count(session => session.WasTakenOver));
        Assert.Empty(fleet.Provider.Violations);
    }
}
