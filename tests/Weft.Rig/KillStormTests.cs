using System.Globalization;
using Weft.Model;
using Weft.Reasons;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>A node is killed each second until the book is done.</summary>
public sealed class KillStormTests(ITestOutputHelper output)
{
    private const int Nodes = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kill_each_second_loses_nothing_and_does_nothing_twice(bool inNeo4j)
    {
        var book = new RigBook(Size.Of("WEFT_RIG_CHAPTERS", inNeo4j ? 150 : 300, full: 2_000));
        var chance = Size.Chance(output);
        await using var fleet = await Fleet.OpenAsync(new() { Limits = new ScriptedLimits(Calls: 12), InNeo4j = inNeo4j });
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
        await RetryInnocentAsync(fleet, job);
        await Checker.HoldsAsync(fleet, job, book, output);
    }

    /// <summary>
    /// Where the processors are busy with other things, marked work takes long, and kills at random may hit one chapter in it twice. That is told
    /// from a loss by its reason, and a person's retry mends it. On a machine that does nothing else it does not happen.
    /// </summary>
    private async Task RetryInnocentAsync(Fleet fleet, long job)
    {
        var failed = (await fleet.Ledger.RunsAsync(job)).Where(run => run.State == RunRow.Failed).ToList();
        if (failed.Count == 0)
            return;
        output.WriteLine($"{failed.Count} chapters were hit twice while they were marked");
        Assert.All(failed, run => Assert.Equal(RunReasons.KilledTwice.Sentence, run.Reason));
        Assert.True(!Size.HoldsAims && failed.Count <= 2, $"{failed.Count} innocent chapters were set apart");
        await fleet.RunAsync("job", "retry", job.ToString(CultureInfo.InvariantCulture));
        await fleet.FinishesAsync(job, TimeSpan.FromSeconds(120));
    }
}
