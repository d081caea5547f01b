using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>A node is stopped so long that others take over, then goes on where it was.</summary>
public sealed class WokenTests(ITestOutputHelper output)
{
    /// <summary>From the call's row, written before its grant is asked for, to its arrival; a grant is good for one second of it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_node_that_wakes_after_a_long_stop_sends_nothing_on_an_old_grant()
    {
        var stopped = TimeSpan.FromSeconds(Size.Of("WEFT_RIG_STOP_SECONDS", 8, full: 60));
        var chance = Size.Chance(output);
        var times = Size.Of("WEFT_RIG_STOPS", 1, full: 5);
        var book = new RigBook(150 + (int)(stopped.TotalSeconds * times * 50));
        // Short calls, each with a grant of its own: whenever a node is stopped, it waits for one or has just got it.
        await using var fleet = await Fleet.OpenAsync(
            new()
            {
                Latency = TimeSpan.FromMilliseconds(150),
                Limits = new ScriptedLimits(Calls: 10, RequestsPerMinute: 100_000),
                CallsAreCounted = true,
            }
        );
        await fleet.StartNodesAsync(3);
        fleet.Provider.Hold(but: 60);
        var job = await fleet.OrderAsync(book);
        await fleet.CompletesAsync(job, 20, TimeSpan.FromSeconds(60));
        fleet.Provider.LetGo();
        var woken = new List<DateTimeOffset>();
        for (var time = 0; time < times; time++)
        {
            var node = fleet.Nodes[chance.Next(fleet.Nodes.Count)];
            await node.HoldsAsync(2);
            var session = await node.SessionAsync();
            node.Stop();
            // The others go on, but leave something to be done when it wakes.
            fleet.Provider.Hold(but: 100);
            await Until.PassesAsync(stopped);
            woken.Add(TimeProvider.System.GetUtcNow());
            node.Continue();
            fleet.Provider.LetGo();
            Assert.NotEqual(session, await NextSessionAsync(fleet, node, session));
        }
        await fleet.FinishesAsync(job, TimeSpan.FromSeconds(180));
        await NothingOldWasSentAsync(fleet, job, woken);
        Assert.True(fleet.Provider.MostAtOnce <= 10 + times * 8, $"{fleet.Provider.MostAtOnce} calls at once");
        await Checker.HoldsAsync(fleet, job, book, output);
    }

    private static async Task<long> NextSessionAsync(Fleet fleet, RigNode node, long old)
    {
        long? session = null;
        await Until.TrueAsync(
            async () => (session = await fleet.Ledger.SessionOfAsync(node.ProcessId)) is { } open && open != old,
            TimeSpan.FromSeconds(30),
            () => $"{node.Name} opens a new session\n{fleet.Tail()}"
        );
        return session!.Value;
    }

    /// <summary>Each call that arrived after a node woke has a row of its own that was written just before.</summary>
    private async Task NothingOldWasSentAsync(Fleet fleet, long job, List<DateTimeOffset> woken)
    {
        var rows = (await fleet.Ledger.CallsAsync(job)).Where(row => row.Passage is not null).ToLookup(row => row.Passage);
        var (checkedCalls, oldest) = (0, TimeSpan.Zero);
        foreach (var call in fleet.Provider.Calls)
        {
            var arrived = fleet.Provider.StartedAt + call.At;
            if (!woken.Any(at => arrived >= at && arrived <= at + TimeSpan.FromSeconds(10)))
                continue;
            var ages = rows[call.Content].Select(row => arrived - DateTimeOffset.FromUnixTimeMilliseconds(row.AtMs));
            var youngest = ages.Where(age => age > -Fresh).Min();
            Assert.True(
                youngest < Fresh,
                $"call {call.Number} arrived {youngest.TotalMilliseconds:0} ms after its row was written"
            );
            (checkedCalls, oldest) = (checkedCalls + 1, youngest > oldest ? youngest : oldest);
        }
        output.WriteLine($"{checkedCalls} calls after waking; the longest from row to arrival: {oldest.TotalMilliseconds:0} ms");
        Assert.True(checkedCalls > 0, "no call after waking was looked at");
    }
}
