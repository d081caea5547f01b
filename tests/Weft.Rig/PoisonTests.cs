using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>A chapter that kills whatever process works on it.</summary>
public sealed class PoisonTests(ITestOutputHelper output)
{
    private const int Nodes = 3;
    private const int Deadly = 17;

    [Theory]
    [InlineData("rules")]
    [InlineData(Fleet.Scripted)]
    public async Task A_chapter_that_kills_its_process_is_set_apart_after_two_deaths_of_its_own(string provider)
    {
        var book = new RigBook(40);
        await using var fleet = await Fleet.OpenAsync(
            new()
            {
                Limits = new ScriptedLimits(Calls: 12),
                Variables = new Dictionary<string, string> { ["WEFT_CRASH_TEXT"] = book.MarkOf(Deadly) },
            }
        );
        await fleet.StartNodesAsync(Nodes);
        var job = await fleet.OrderAsync(book, provider);
        var deaths = 0;
        await Until.TrueAsync(
            async () =>
            {
                // As a supervisor would.
                foreach (var node in fleet.Nodes.Where(node => node.HasEnded))
                {
                    deaths++;
                    await node.KillAsync();
                    fleet.StartNode();
                }
                return await fleet.Ledger.JobStateAsync(job) is "completed" or "failed";
            },
            TimeSpan.FromSeconds(120),
            () => $"the job has ended\n{fleet.Tail()}"
        );
        var runs = await fleet.Ledger.RunsAsync(job);
        var apart = Assert.Single(runs, run => run.State == RunRow.Failed);
        output.WriteLine($"{provider}: {deaths} deaths; run {apart.Position} is failed: {apart.Reason}");
        Assert.Equal(2, apart.Losses);
        // The first death finds nothing marked; the two that count follow it.
        Assert.Equal(3, deaths);
        var others = runs.Where(run => run != apart).ToList();
        Assert.All(others, run => Assert.Equal((RunRow.Completed, 0), (run.State, run.Losses)));
        Assert.Equal(book.Chapters - 1, others.Count);
        // The answer that its readers died of was journalled before: neither it nor any other was asked for again without need.
        await Checker.CallsAreCountedAsync(fleet, job, runs, output);
    }
}
