using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>A whole host is gone: its link cut, or one direction of it lost. And one whose link is merely slow.</summary>
public sealed class HostTests(ITestOutputHelper output)
{
    private const int Count = 3;
    private const int Calls = 9;
    private const int Workers = 6;

    [Fact]
    public async Task What_a_host_had_that_is_cut_off_is_claimed_elsewhere_within_five_seconds()
    {
        var cuts = Size.Of("WEFT_RIG_CUTS", 3, full: 50);
        var chance = Size.Chance(output);
        await using var hosts = await Hosts.OpenAsync(Count);
        await using var fleet = await OpenAsync(hosts);
        var book = new RigBook(cuts * 150);
        var job = await fleet.OrderAsync(book);
        await fleet.CompletesAsync(job, 10, TimeSpan.FromSeconds(60));
        var (times, overs) = (new Percentiles("from the cut until claimed elsewhere"), 0);
        for (var cut = 0; cut < cuts; cut++)
        {
            var number = chance.Next(Count);
            var (node, host) = (fleet.Nodes[number], hosts.Names[number]);
            await node.HoldsAsync(1);
            var session = await node.SessionAsync();
            Func<string, Task> fault = (cut % 3) switch
            {
                0 => hosts.CutAsync,
                1 => hosts.MuteAsync,
                _ => hosts.DeafenAsync,
            };
            times.Add(await TakeoverWatch.TimesAsync(fleet, node, () => fault(host), TimeSpan.FromSeconds(30)));
            await hosts.MendAsync(host);
            // Nobody has to start it again.
            await Until.TrueAsync(
                async () => await fleet.Ledger.SessionOfAsync(node.ProcessId) is { } open && open != session,
                TimeSpan.FromSeconds(40),
                () => $"{node.Name} is back with a new session\n{fleet.Tail()}"
            );
            overs += Workers;
        }
        times.Tell(output, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), never: TimeSpan.FromSeconds(15));
        await fleet.FinishesAsync(job, TimeSpan.FromSeconds(180));
        Assert.True(fleet.Provider.MostAtOnce <= Calls + overs, $"{fleet.Provider.MostAtOnce} calls at once");
        await Checker.HoldsAsync(fleet, job, book, output, outlived: true);
    }

    [Fact]
    public async Task A_host_whose_link_is_slow_is_not_taken_for_dead()
    {
        await using var hosts = await Hosts.OpenAsync(Count);
        await using var fleet = await OpenAsync(hosts);
        var book = RigBook.Usual;
        var job = await fleet.OrderAsync(book);
        await fleet.CompletesAsync(job, 5, TimeSpan.FromSeconds(60));
        await hosts.SlowAsync(hosts.Names[0], kilobits: 512);
        await fleet.FinishesAsync(job, TimeSpan.FromSeconds(180));
        Assert.DoesNotContain(await fleet.Ledger.SessionsAsync(), session => session.WasTakenOver);
        await Checker.HoldsAsync(fleet, job, book, output);
    }

    private static async Task<Fleet> OpenAsync(Hosts hosts)
    {
        var fleet = await Fleet.OpenAsync(
            new()
            {
                Hosts = hosts,
                Workers = Workers,
                Limits = new ScriptedLimits(Calls: Calls),
                CallsAreCounted = true,
            }
        );
        foreach (var host in hosts.Names)
            fleet.StartNode(host);
        foreach (var node in fleet.Nodes)
            await node.SessionAsync();
        return fleet;
    }
}
