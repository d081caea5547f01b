using System.Text;
using Weft.Books;
using Weft.Model;
using Weft.Runtime;
using Weft.Testing;
using Xunit;

namespace Weft.Simulation;

/// <summary>
/// Nodes find out together how many calls at once a provider bears that tells nobody: almost all of them are used, no told number is passed, and a change
/// is found.
/// </summary>
public sealed class CallsAtOnceTests(ITestOutputHelper output)
{
    private const int Nodes = 3;
    private const int Workers = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(24)]
    public void Nine_tenths_of_what_is_borne_are_used(int bears)
    {
        for (var seed = 1; seed <= 2; seed++)
        {
            var stage = Set(seed, ProviderLimits.None, bears);
            Run(stage, seconds: 40);
            AssertUsed(stage, bears, seed);
        }
    }

    [Theory]
    [InlineData(24, 6)]
    [InlineData(6, 24)]
    public void A_change_of_what_is_borne_is_found(int before, int after)
    {
        for (var seed = 1; seed <= 2; seed++)
        {
            var stage = Set(seed, ProviderLimits.None, before);
            Run(stage, seconds: 40);
            stage.Server.Faults = new() { Bears = after };
            Run(stage, seconds: 90);
            AssertUsed(stage, after, seed);
        }
    }

    [Fact]
    public void A_told_number_that_is_too_high_is_gone_below_and_never_above()
    {
        for (var seed = 1; seed <= 2; seed++)
        {
            var stage = Set(seed, new(16, null, null), bears: 7);
            Run(stage, seconds: 40);
            AssertUsed(stage, 7, seed);
            stage.Server.Faults = new();
            Run(stage, seconds: 90);
            AssertUsed(stage, 16, seed);
        }
    }

    [Fact]
    public void It_is_kept_where_the_dispatch_loses_its_memory()
    {
        var stage = Set(1, ProviderLimits.None, bears: 20);
        Run(stage, seconds: 40);
        var known = Audit
            .Now(stage.Ledger.Providers.ProvidersAsync(TestContext.Current.CancellationToken))
            .Single(one => one.Name == "m1")
            .CallsNow;
        Assert.InRange(known!.Value, 9, 21);
        stage.Gate.Wipe();
        Run(stage, seconds: 4);
        AssertUsed(stage, 20, seed: 1, least: 0.5, seconds: 10);
    }

    private static Stage Set(int seed, ProviderLimits limits, int bears)
    {
        var stage = new Stage(new World(seed) { KeepsHistory = false }, Guards.All)
        {
            Workers = Workers,
            LongestWork = TimeSpan.FromMilliseconds(2),
        };
        stage.Server.Faults = new() { Bears = bears };
        StoryModel.Add(stage, "m1", limits);
        stage.Order(Book(chapters: 4_000));
        for (var node = 1; node <= Nodes; node++)
            stage.Start(node);
        return stage;
    }

    private static void Run(Stage stage, double seconds, Action? look = null)
    {
        var end = stage.World.Now + TimeSpan.FromSeconds(seconds).Ticks;
        stage.World.Run(
            () =>
            {
                look?.Invoke();
                return stage.World.Now >= end;
            },
            TimeSpan.FromHours(1),
            mostSteps: long.MaxValue
        );
    }

    /// <summary>How much of what it bears a provider works on, over the next time.</summary>
    private void AssertUsed(Stage stage, int bears, int seed, double least = 0.9, double seconds = 80)
    {
        var (last, area, start, most) = (stage.World.Now, 0.0, stage.World.Now, 0);
        Run(
            stage,
            seconds,
            () =>
            {
                area += (stage.World.Now - last) * (double)stage.Server.AtWork;
                (last, most) = (stage.World.Now, Math.Max(most, stage.Server.AtWork));
            }
        );
        var used = area / (stage.World.Now - start) / bears;
        output.WriteLine($"seed {seed}: {used:0.000} of {bears}, most {most}");
        Assert.Empty(stage.Audit.Violations);
        Assert.True(used >= least, $"seed {seed}: {used:0.000} of {bears} calls at once are used");
        Assert.True(most <= bears);
    }

    /// <summary>Chapters of one passage.</summary>
    private static CutBook Book(int chapters)
    {
        var text = new StringBuilder();
        var units = new List<Unit>();
        for (var chapter = 1; chapter <= chapters; chapter++)
        {
            var start = text.Length;
            text.Append($"In chapter {chapter} old Ada met Bea by the water, and they spoke of rain and of the long way home.\n");
            units.Add(new(chapter, UnitKind.Chapter, $"Chapter {chapter}", start, text.Length - start));
        }
        return new("Book", "en", new(text.ToString(), "utf-8", "text"), units);
    }
}
