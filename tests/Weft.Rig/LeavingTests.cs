using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>All nodes are replaced one after another, as an upgrade does.</summary>
public sealed class LeavingTests(ITestOutputHelper output)
{
    private const int Nodes = 3;

    [Theory]
    [InlineData(25)]
    [InlineData(0)]
    public async Task A_rolling_restart_counts_nothing_as_lost(int graceSeconds)
    {
        // What is given back waits for its turn behind fresh chapters, so that some must be left at the last node's leaving.
        var book = new RigBook(
            Size.Of("WEFT_RIG_ROLLING_CHAPTERS", graceSeconds > 0 ? RigBook.Usual.Chapters : 400, full: 1_000)
        );
        await using var fleet = await Fleet.OpenAsync(
            new()
            {
                Limits = new ScriptedLimits(Calls: 12),
                Variables = new Dictionary<string, string> { ["WEFT_GRACE_SECONDS"] = $"{graceSeconds}" },
            }
        );
        await fleet.StartNodesAsync(Nodes);
        // From here on answers come only while a node leaves or waits for work, so that each of them has something in hand.
        fleet.Provider.Hold(but: 30);
        var job = await fleet.OrderAsync(book);
        await fleet.CompletesAsync(job, 10, TimeSpan.FromSeconds(60));
        var (handOvers, ends) = (
            new Percentiles("from SIGTERM until claimed elsewhere"),
            new Percentiles("from SIGTERM to the end")
        );
        foreach (var node in fleet.Nodes)
        {
            await fleet.StartNode().SessionAsync();
            // The provider's calls may all be in the air at other nodes.
            await AnswerUntilAsync(fleet, node.HoldsAsync(1));
            var session = await node.SessionAsync();
            var told = TimeProvider.System.GetTimestamp();
            var watch = TakeoverWatch.TimesAsync(fleet, node, Terminate(node), TimeSpan.FromSeconds(40));
            if (graceSeconds > 0)
                await LetFinishAsync(fleet, book, node, session);
            else
                await AnswerUntilAsync(fleet, watch);
            // Those that finish within the grace are handed to nobody.
            handOvers.Add(await watch);
            Assert.Equal(0, await node.EndsAsync());
            ends.Add([TimeProvider.System.GetElapsedTime(told)]);
        }
        if (handOvers.Count > 0)
            handOvers.Tell(output, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), never: TimeSpan.FromSeconds(20));
        ends.Tell(output, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), never: TimeSpan.FromSeconds(40));
        fleet.Provider.LetGo();
        await fleet.FinishesAsync(job, TimeSpan.FromSeconds(120));
        Assert.DoesNotContain(await fleet.Ledger.SessionsAsync(), session => session.WasTakenOver);
        var runs = await fleet.Ledger.RunsAsync(job);
        Assert.All(runs, run => Assert.Equal(0, run.Losses));
        if (graceSeconds > 0)
            Assert.All(runs, run => Assert.Equal(1, run.Attempt));
        else
            Assert.True(handOvers.Count > 0, "nobody had anything to hand over");
        await Checker.HoldsAsync(fleet, job, book, output);
    }

    /// <summary>Answers what the leaving node has in hand, and nothing else, until it has ended.</summary>
    private static Task<TimeSpan> LetFinishAsync(Fleet fleet, RigBook book, RigNode node, long session)
    {
        var marks = new HashSet<string>();
        return Until.TrueAsync(
            async () =>
            {
                var held = (await fleet.Ledger.HeldByAsync(session)).Select(run => book.MarkOf(run.Position)).ToList();
                if (!marks.IsSupersetOf(held))
                {
                    marks.UnionWith(held);
                    string[] now = [.. marks];
                    fleet.Provider.HoldUnless(passage => now.Any(mark => passage.Contains(mark, StringComparison.Ordinal)));
                }
                return node.HasEnded;
            },
            TimeSpan.FromSeconds(60),
            () => $"{node.Name} has ended\n{fleet.Tail()}"
        );
    }

    /// <summary>Answers a few calls at a time, so that others can claim something, until that has happened.</summary>
    private static async Task AnswerUntilAsync(Fleet fleet, Task happened)
    {
        while (!happened.IsCompleted)
        {
            fleet.Provider.Hold(but: 2);
            await Until.PassesAsync(TimeSpan.FromMilliseconds(100));
        }
        fleet.Provider.Hold();
        await happened;
    }

    private static Func<Task> Terminate(RigNode node) =>
        () =>
        {
            node.Terminate();
            return Task.CompletedTask;
        };
}
