using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>The ledger's server is killed and comes back: nothing lost, nothing repeated, work goes on at once.</summary>
public sealed class DatabaseTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_database_that_is_away_loses_nothing_and_work_goes_on_within_two_seconds()
    {
        var away = TimeSpan.FromSeconds(Size.Of("WEFT_RIG_AWAY_SECONDS", 6, full: 60));
        var book = RigBook.Usual;
        await using var fleet = await Fleet.OpenAsync(
            new() { Latency = TimeSpan.FromSeconds(1), Limits = new ScriptedLimits(Calls: 16) }
        );
        await fleet.StartNodesAsync(3);
        fleet.Provider.Hold(but: 40);
        var job = await fleet.OrderAsync(book);
        await fleet.CompletesAsync(job, 20, TimeSpan.FromSeconds(60));
        await fleet.Servers.Database.KillAsync();
        fleet.Provider.LetGo();
        await Until.PassesAsync(away);
        await fleet.Servers.Database.StartAgainAsync();
        var began = TimeProvider.System.GetTimestamp();
        var claims = await fleet.Ledger.ClaimsAsync(job);
        var before = (await fleet.Ledger.CountsAsync(job)).GetValueOrDefault(RunRow.Completed);
        var back = await Until.TrueAsync(
            async () => (await fleet.Ledger.CountsAsync(job)).GetValueOrDefault(RunRow.Completed) > before,
            TimeSpan.FromSeconds(30),
            () => $"work goes on\n{fleet.Tail()}"
        );
        await Until.TrueAsync(
            async () => await fleet.Ledger.ClaimsAsync(job) > claims,
            TimeSpan.FromSeconds(30),
            () => $"claims go on\n{fleet.Tail()}"
        );
        var claimed = TimeProvider.System.GetElapsedTime(began);
        output.WriteLine(
            $"away for {away.TotalSeconds:0} s; after its return the first completion {back.TotalMilliseconds:0} ms, the first claim {claimed.TotalMilliseconds:0} ms"
        );
        Assert.True(!Size.HoldsAims || claimed <= TimeSpan.FromSeconds(2), $"work went on after {claimed}");
        await fleet.FinishesAsync(job, TimeSpan.FromSeconds(120));
        // Answers that came meanwhile waited in memory.
        Assert.Equal(book.Chapters, fleet.Provider.Calls.Count);
        Assert.DoesNotContain(await fleet.Ledger.SessionsAsync(), session => session.WasTakenOver);
        await Checker.HoldsAsync(fleet, job, book, output);
    }
}
