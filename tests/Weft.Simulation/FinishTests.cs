using Weft.Model;
using Weft.Runtime;
using Weft.Testing;
using Weft.Work;
using Xunit;

namespace Weft.Simulation;

/// <summary>How long a job stands with nothing left to do, where nothing goes wrong.</summary>
public sealed class FinishTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(600);

    /// <summary>Resolving and the way to it; the reconciler comes by every 15 s only.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    [Fact]
    public void A_job_ends_soon_after_its_last_chapter_whichever_node_had_it()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var world = new World(seed) { KeepsHistory = false };
            var stage = new Stage(world, Guards.All) { Workers = 1 + seed % 3 };
            var job = Order(stage);
            for (var node = 1; node <= 2 + seed % 2; node++)
                stage.Start(node);
            Assert.True(
                world.Run(() => stage.Audit.Runs(job) is { Count: > 0 } runs && runs.All(Ended), Limit),
                $"seed {seed}: its runs never end"
            );
            var lastRun = world.Now;
            Assert.True(world.Run(() => StateOf(stage, job) == JobState.Completed, Limit), $"seed {seed}: it never ends");
            var waited = TimeSpan.FromTicks(world.Now - lastRun);
            Assert.True(waited < Soon, $"seed {seed}: it ends {waited.TotalSeconds:0.0} s after its last chapter");
        }
    }

    private static bool Ended(ChapterRun run) => run.State is RunState.Completed or RunState.Skipped;

    private static JobId Order(Stage stage)
    {
        var book = Audit.Now(stage.Ledger.Library.ImportAsync(Story.Book(1, 9, 0), null, default)).Book;
        var order = new JobOrder(
            book.Id,
            book.Edition,
            null,
            [Provider.RulesName],
            ProviderOrder.InOrder,
            Priority.Normal,
            StoryModel.Recipe,
            Stage.Version,
            Budget.None,
            null
        );
        return Audit.Now(stage.Ledger.Jobs.OrderAsync(order, default));
    }

    private static JobState StateOf(Stage stage, JobId job) => Audit.Now(stage.Ledger.Jobs.FindJobAsync(job, default))!.State;
}
