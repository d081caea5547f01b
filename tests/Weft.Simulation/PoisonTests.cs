using Weft.Model;
using Weft.Runtime;
using Weft.Testing;
using Weft.Work;
using Xunit;

namespace Weft.Simulation;

/// <summary>A chapter that kills whatever process reads it, among innocent ones, with no other fault about.</summary>
public sealed class PoisonTests
{
    private const int Chapters = 7;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(600);

    [Fact]
    public void A_chapter_that_kills_its_process_is_set_apart_after_two_deaths_of_its_own_and_no_other_is_charged()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var world = new World(seed) { KeepsHistory = false };
            var stage = new Stage(world, Guards.All) { Workers = 1 + seed % 4 };
            var poisoned = 1 + seed % Chapters;
            var job = Order(stage, poisoned);
            for (var node = 1; node <= 1 + seed % 3; node++)
                stage.Start(node);
            Assert.True(world.Run(() => Now(stage, job).State is JobState.Failed, Limit), $"seed {seed} never came to rest");
            Assert.Empty(stage.Audit.Violations);
            foreach (var run in stage.Audit.Runs(job))
            {
                var expected = run.Id.Position == poisoned ? (RunState.Failed, 2) : (RunState.Completed, 0);
                Assert.True(
                    (run.State, run.Losses) == expected,
                    $"seed {seed}: run {run.Id} is {run.State} after {run.Losses} deaths"
                );
            }
        }
    }

    private static JobId Order(Stage stage, int poisoned)
    {
        var book = Audit.Now(stage.Ledger.Library.ImportAsync(Story.Book(1, Chapters, poisoned), null, default)).Book;
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

    private static Job Now(Stage stage, JobId job) => Audit.Now(stage.Ledger.Jobs.FindJobAsync(job, default))!;
}
