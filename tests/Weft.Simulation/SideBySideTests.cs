using System.Text;
using Weft.Books;
using Weft.Model;
using Weft.Runtime;
using Weft.Testing;
using Weft.Work;
using Xunit;

namespace Weft.Simulation;

/// <summary>How the passages of a chapter share a provider's permits with each other and with other chapters, where nothing goes wrong.</summary>
public sealed class SideBySideTests
{
    private const int Permits = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(600);

    /// <summary>The longest call of the story's provider, and the way around it.</summary>
    private static readonly TimeSpan Call = TimeSpan.FromSeconds(3.2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_chapter_that_is_alone_uses_all_permits(int nodes)
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var stage = Set(seed);
            var job = Order(stage, 1, chapters: 1, passages: 24);
            for (var node = 1; node <= nodes; node++)
                stage.Start(node);
            var most = 0;
            Assert.True(stage.World.Run(() => IsCompleted(stage, job, ref most), Limit), $"seed {seed}: it never ends");
            Assert.Empty(stage.Audit.Violations);
            Assert.Equal(Permits, most);
        }
    }

    [Fact]
    public void A_chapter_that_comes_waits_for_one_call_at_most()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var stage = Set(seed);
            var large = Order(stage, 1, chapters: 1, passages: 40);
            stage.Start(1);
            stage.Start(2);
            var most = 0;
            Assert.True(stage.World.Run(() => IsCompleted(stage, large, ref most) || most == Permits, Limit));
            var small = Order(stage, 2, chapters: 1, passages: 1);
            Assert.True(stage.World.Run(() => stage.Audit.Runs(small).Count > 0, Limit));
            var came = stage.World.Now;
            Assert.True(stage.World.Run(() => stage.Audit.Runs(small)[0].State != RunState.Pending, Limit));
            var waited = TimeSpan.FromTicks(stage.World.Now - came);
            Assert.True(waited < Call, $"seed {seed}: its chapter waits {waited.TotalSeconds:0.0} s");
            Assert.Empty(stage.Audit.Violations);
        }
    }

    [Fact]
    public void Without_its_guard_a_permit_is_lent_while_a_chapter_waits()
    {
        var violations = new List<string>();
        for (var seed = 1; seed <= 30; seed++)
        {
            var stage = Set(seed, Guards.Without(Guard.ChapterFirst));
            var job = Order(stage, 1, chapters: 9, passages: 4);
            stage.Start(1);
            var most = 0;
            stage.World.Run(() => IsCompleted(stage, job, ref most), Limit);
            violations.AddRange(stage.Audit.Violations);
        }
        Assert.Contains(violations, violation => violation.Contains("was lent", StringComparison.Ordinal));
    }

    private static Stage Set(int seed, Guards? guards = null)
    {
        var stage = new Stage(new World(seed) { KeepsHistory = false }, guards ?? Guards.All)
        {
            Workers = Permits,
            LongestWork = TimeSpan.FromMilliseconds(20),
        };
        StoryModel.Add(stage, "m1", new ProviderLimits(Permits, null, null));
        return stage;
    }

    private static bool IsCompleted(Stage stage, JobId job, ref int most)
    {
        most = Math.Max(most, stage.Server.InAir);
        return Audit.Now(stage.Ledger.Jobs.FindJobAsync(job, default))!.State is JobState.Completed or JobState.Failed;
    }

    private static JobId Order(Stage stage, int number, int chapters, int passages)
    {
        return stage.Order(Book(number, chapters, passages));
    }

    /// <summary>Each line fills a passage.</summary>
    private static CutBook Book(int number, int chapters, int passages)
    {
        var text = new StringBuilder();
        var units = new List<Unit>();
        for (var chapter = 1; chapter <= chapters; chapter++)
        {
            var start = text.Length;
            for (var line = 1; line <= passages; line++)
                text.Append(
                    $"In line {line} of chapter {chapter} of {number} old Ada met Bea by the water, and they spoke of rain and of bread and of the way home "
                        + "until the lamps were lit and the dogs in the yard were quiet, and nobody knew what else to say about it.\n"
                );
            units.Add(new(chapter, UnitKind.Chapter, $"Chapter {chapter}", start, text.Length - start));
        }
        return new($"Book {number}", "en", new(text.ToString(), "utf-8", "text"), units);
    }
}
