using Weft.Model;
using Xunit;
using static Weft.Simulation.Audit;

namespace Weft.Simulation;

/// <summary>
/// More nodes than those that watch all: whoever dies, alone or with others at the same moment, is taken over in time, by judges that look at
/// everybody or by those that step in for them.
/// </summary>
public sealed class LargeFleetTests
{
    private const int Nodes = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(600);

    [Theory]
    [InlineData("the youngest", 1.0, 20)]
    [InlineData("a judge", 1.0, 1)]
    [InlineData("all judges", 1.0, 1, 2, 3)]
    [InlineData("all judges but one, and two others", 1.0, 1, 3, 9, 17)]
    [InlineData("a third of the fleet", 1.0, 2, 5, 8, 11, 14, 17, 20)]
    // Nobody who is left has seen the presence of the others: they get the time to show it.
    [InlineData("all watchers", 4.5, 1, 2, 3, 4, 5, 6)]
    [InlineData("two thirds of the fleet, the oldest", 5.0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)]
    public void Whoever_dies_is_taken_over_in_time(string who, double seconds, params int[] dead)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var (took, violations) = Play(seed, dead);
            Assert.Empty(violations);
            Assert.True(took.TotalSeconds <= seconds, $"{who}, seed {seed}: {took.TotalSeconds:0.00} s");
        }
    }

    private static (TimeSpan Took, IReadOnlyList<string> Violations) Play(int seed, int[] dead)
    {
        var world = new World(seed) { KeepsHistory = false };
        var stage = new Stage(world, Runtime.Guards.All) { Workers = 1, Restarts = false };
        StoryModel.Add(stage, "m1", new ProviderLimits(30, null, null));
        stage.Server.Faults = new ServerFaults();
        for (var number = 1; number <= Nodes; number++)
        {
            stage.Start(number);
            var started = number;
            Assert.True(world.Run(() => Open(stage).Count == started, Limit));
        }
        var job = stage.Order(Story.Book(1, 120));
        var settled = world.Now + TimeSpan.FromSeconds(6).Ticks;
        Assert.True(world.Run(() => world.Now > settled, Limit));
        var sessions = Open(stage);
        var killed = world.Now;
        foreach (var number in dead)
            stage.Actors[number - 1].Life.Kill();
        var gone = dead.Select(number => sessions[number - 1]).ToHashSet();
        Assert.True(world.Run(() => !Open(stage).Any(gone.Contains), Limit), "somebody is never taken over");
        var took = TimeSpan.FromTicks(world.Now - killed);
        Assert.True(
            world.Run(
                () => Now(stage.Ledger.Jobs.FindJobAsync(job, default))!.State is JobState.Completed or JobState.Failed,
                Limit
            ),
            "it never came to rest"
        );
        return (took, stage.Audit.Violations);
    }

    private static IReadOnlyList<SessionId> Open(Stage stage) =>
        [.. Now(stage.Ledger.Sessions.OpenSessionsAsync(default)).Select(session => session.Id)];
}
