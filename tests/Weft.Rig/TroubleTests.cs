using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>
/// Everything at once, at random, for as long as one likes: <c>WEFT_RIG_MINUTES=120</c>. Book after book is read meanwhile; each must come out as
/// if nothing had been.
/// </summary>
public sealed class TroubleTests(ITestOutputHelper output)
{
    private const int Calls = 10;
    private const int Requests = 20_000;

    [Fact]
    public async Task Whatever_befalls_the_fleet_each_book_comes_out_as_if_nothing_had_been()
    {
        var minutes = Size.Of("WEFT_RIG_MINUTES", 0, full: 120);
        var time = minutes > 0 ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromSeconds(20);
        await using var hosts = Hosts.IsAllowed ? await Hosts.OpenAsync(3) : null;
        await using var fleet = await Fleet.OpenAsync(
            new()
            {
                Hosts = hosts,
                Limits = new ScriptedLimits(Calls, Requests),
                CallsAreCounted = true,
            }
        );
        var troubles = new Troubles(fleet, hosts, Size.Chance(output));
        troubles.Keep();
        foreach (var node in fleet.Nodes)
            await node.SessionAsync();
        var began = TimeProvider.System.GetTimestamp();
        for (var volume = 1; volume == 1 || TimeProvider.System.GetElapsedTime(began) < time; volume++)
        {
            var book = new RigBook(300, volume);
            var job = await fleet.OrderAsync(book);
            while (
                await fleet.Ledger.JobStateAsync(job) is not ("completed" or "failed")
                && TimeProvider.System.GetElapsedTime(began) < time
            )
                await troubles.NextAsync();
            await troubles.CalmAsync();
            await fleet.FinishesAsync(job, TimeSpan.FromSeconds(180));
            await Checker.HoldsAsync(fleet, job, book, output, outlived: true);
        }
        output.WriteLine($"{TimeProvider.System.GetElapsedTime(began).TotalMinutes:0.0} minutes: {troubles.Told}");
    }
}
