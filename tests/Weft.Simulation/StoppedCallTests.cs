using Weft.Model;
using Weft.Runtime;
using Weft.Testing;
using Weft.Work;
using Xunit;

namespace Weft.Simulation;

/// <summary>
/// A call hangs, and its node is stopped shortly before the call's deadline: it does not hang up, and nobody has judged it dead yet. Another node
/// waits for the permit.
/// </summary>
public sealed class StoppedCallTests
{
    private static readonly TimeSpan BeforeDeadline = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(600);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_call_that_its_stopped_node_does_not_hang_up_counts_against_the_limit(bool dispatchLost) =>
        Assert.Empty(Play(Guards.All, dispatchLost));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_the_guard_another_call_joins_it(bool dispatchLost) =>
        Assert.Contains("m1 has 2 calls at once, 1 are allowed", Play(Guards.Without(Guard.PermitOverdue), dispatchLost));

    private static IReadOnlyList<string> Play(Guards guards, bool dispatchLost)
    {
        var world = new World(1) { KeepsHistory = false };
        // A seeded permit has the call's deadline alone; one that was taken stands two minutes at least.
        var stage = new Stage(world, guards) { Workers = 1, CallTimeout = TimeSpan.FromSeconds(dispatchLost ? 20 : 150) };
        StoryModel.Add(stage, "m1", new ProviderLimits(1, null, null));
        stage.Server.Faults = new ServerFaults { Hang = 1 };
        var job = Order(stage);
        stage.Start(1);
        stage.Start(2);
        Assert.True(world.Run(() => stage.Alive.Any(actor => stage.Server.HasInAir(actor.Life)), Limit));
        stage.Server.Faults = new ServerFaults();
        var caller = stage.Alive.First(actor => stage.Server.HasInAir(actor.Life));
        var deadline = world.Now + stage.CallTimeout.Ticks;
        if (dispatchLost)
        {
            stage.Gate.Wipe();
            stage.Ring.Wipe();
        }
        Assert.True(world.Run(() => world.Now > deadline - BeforeDeadline.Ticks, Limit));
        caller.Life.Stop();
        // Long enough for the other to take the permit at the deadline, too short to be judged dead.
        world.After(TimeSpan.FromSeconds(2.5), null, caller.Life.Continue);
        Assert.True(world.Run(() => Now(stage, job).State is JobState.Completed, Limit), "it never came to rest");
        return stage.Audit.Violations;
    }

    private static JobId Order(Stage stage)
    {
        return stage.Order(Story.Book(1, 3));
    }

    private static Job Now(Stage stage, JobId job) => Audit.Now(stage.Ledger.Jobs.FindJobAsync(job, default))!;
}
