using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>Trouble that kills nobody must not be taken for a death.</summary>
public sealed class BenignTests(ITestOutputHelper output)
{
    private const int Nodes = 3;

    [Fact]
    public async Task Stops_busy_processors_and_reconnects_are_no_deaths()
    {
        var seconds = Size.Of("WEFT_RIG_BENIGN_SECONDS", 40, full: 1_800);
        var chance = Size.Chance(output);
        await using var fleet = await Fleet.OpenAsync(
            new() { Latency = TimeSpan.FromSeconds(1), Limits = new ScriptedLimits(Calls: 6) }
        );
        await fleet.StartNodesAsync(Nodes);
        var job = await fleet.OrderAsync(new(100 + seconds * 7));
        await fleet.CompletesAsync(job, 1, TimeSpan.FromSeconds(60));
        using var machine = new StandStill();
        var (began, done) = (TimeProvider.System.GetTimestamp(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        while (TimeProvider.System.GetElapsedTime(began).TotalSeconds < seconds)
        {
            var trouble = await MakeAsync(fleet, chance);
            done[trouble] = done.GetValueOrDefault(trouble) + 1;
            await Until.PassesAsync(TimeSpan.FromMilliseconds(500 + chance.Next(1_500)));
        }
        output.WriteLine($"the machine kept a thread waiting for {machine.Longest.TotalMilliseconds:0} ms at most");
        output.WriteLine($"{seconds} s: {string.Join(", ", done.Select(one => $"{one.Value} × {one.Key}"))}");
        var sessions = await fleet.Ledger.SessionsAsync();
        // A stop of 2 s and half a second more is a death by the protocol's own rule.
        if (!Size.HoldsAims && machine.Longest > TimeSpan.FromSeconds(0.4) && sessions.Any(session => session.WasTakenOver))
            Assert.Skip(
                $"this machine itself stood still for {machine.Longest.TotalMilliseconds:0} ms: nobody can tell a stop from a death"
            );
        Assert.True(
            sessions.Count == Nodes && sessions.All(session => session.EndedMs is null),
            $"taken for dead: {string.Join("; ", sessions.Where(one => one.EndedMs is not null).Select(one => $"{one.Node}: {one.EndReason}"))}\n{fleet.Tail()}"
        );
        Assert.All(await fleet.Ledger.RunsAsync(job), run => Assert.Equal(0, run.Losses));
        // A run whose permit the gate forgot before its call went out is given back and claimed again; no call is thrown away for it.
        Assert.All(fleet.Provider.Calls, call => Assert.Equal("answered", call.Outcome));
        Assert.All(fleet.Provider.Calls.CountBy(call => call.Content), calls => Assert.Equal(1, calls.Value));
        Assert.Empty(fleet.Provider.Violations);
    }

    private static async Task<string> MakeAsync(Fleet fleet, Random chance)
    {
        var node = fleet.Nodes[chance.Next(Nodes)];
        switch (chance.Next(4))
        {
            case 0:
                node.Stop();
                await Until.PassesAsync(TimeSpan.FromSeconds(2));
                node.Continue();
                return "stopped for 2 s";
            case 1:
                BusyFor(TimeSpan.FromSeconds(3));
                await Until.PassesAsync(TimeSpan.FromSeconds(3));
                return "all processors busy for 3 s";
            case 2:
                foreach (var kind in new[] { "normal", "pubsub" })
                    await fleet.Servers.CommandAsync("CLIENT", "KILL", "TYPE", kind);
                return "all connections to Redis cut";
            default:
                await fleet.Servers.Redis.KillAsync();
                await Until.PassesAsync(TimeSpan.FromMilliseconds(chance.Next(1_000)));
                await fleet.Servers.Redis.StartAgainAsync();
                return "Redis killed and started again";
        }
    }

    private static void BusyFor(TimeSpan time)
    {
        for (var processor = 0; processor < Environment.ProcessorCount; processor++)
            new Thread(() =>
            {
                var began = TimeProvider.System.GetTimestamp();
                while (TimeProvider.System.GetElapsedTime(began) < time) { }
            })
            {
                IsBackground = true,
            }.Start();
    }
}
