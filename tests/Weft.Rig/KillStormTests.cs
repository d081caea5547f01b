using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>A node is killed each second until the book is done.</summary>
public sealed class KillStormTests(ITestOutputHelper output)
{
    private const int Nodes = 4;

    [Fact]
    public async Task A_kill_each_second_loses_nothing_and_does_nothing_twice()
    {
        var book = new RigBook(Size.Of("WEFT_RIG_CHAPTERS", 300, full: 2_000));
        var chance = Size.Chance(output);
        await using var fleet = await Fleet.OpenAsync(new() { Limits = new ScriptedLimits(Calls: 12) });
        await fleet.StartNodesAsync(Nodes);
        var job = await fleet.OrderAsync(book);
        var kills = 0;
        while (await fleet.Ledger.JobStateAsync(job) is not ("completed" or "failed"))
        {
            await Until.PassesAsync(TimeSpan.FromSeconds(1));
            // Somebody must be left to go on: on a busy machine nodes take longer to start than to kill.
            var up = await fleet.UpAsync();
            if (up.Count < 2)
                continue;
            await up[chance.Next(up.Count)].KillAsync();
            fleet.StartNode();
            Assert.True(++kills < book.Chapters, $"{kills} kills and no end\n{fleet.Tail()}");
        }
        output.WriteLine($"{kills} kills");
        Assert.True(kills > 1, "the job was done before anybody was killed");
        await Checker.HoldsAsync(fleet, job, book, output);
    }
}
