using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Rig;

/// <summary>Redis forgets everything, or is away: work goes on by itself, limits hold, no call is thrown away.</summary>
public sealed class RedisTests(ITestOutputHelper output)
{
    private const int Requests = 300;

    [Fact]
    public async Task A_wiped_Redis_with_much_pending_and_a_provider_at_its_limit_is_found_again()
    {
        var book = new RigBook(Size.Of("WEFT_RIG_PENDING", 1_000, full: 10_000));
        // The requests of a minute are used up after about 10 s: a gate that forgot would give them out once more.
        var limits = new ScriptedLimits(Calls: 16, RequestsPerMinute: Requests);
        await using var fleet = await Fleet.OpenAsync(new() { Limits = limits, Latency = TimeSpan.FromMilliseconds(400) });
        await fleet.StartNodesAsync(3);
        var job = await fleet.OrderAsync(book);
        var times = new Percentiles("from FLUSHALL until the next claim");
        foreach (var calls in new[] { 60, 140, 220 })
        {
            await CallsAsync(fleet, calls);
            await fleet.Servers.CommandAsync("FLUSHALL");
            times.Add([await ClaimsGoOnAsync(fleet, job, TimeSpan.FromSeconds(15))]);
        }
        // Every request of the minute is used up: the last wipe must not give out one more.
        await CallsAsync(fleet, Requests - 16);
        await fleet.Servers.CommandAsync("FLUSHALL");
        await Until.PassesAsync(TimeSpan.FromSeconds(5));
        times.Tell(output, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), never: TimeSpan.FromSeconds(15));
        Assert.Empty(fleet.Provider.Violations);
        Assert.Equal(16, fleet.Provider.MostAtOnce);
        Assert.All(fleet.Provider.Calls, call => Assert.Equal("answered", call.Outcome));
    }

    [Fact]
    public async Task A_Redis_that_is_away_throws_no_call_away()
    {
        var away = TimeSpan.FromSeconds(Size.Of("WEFT_RIG_AWAY_SECONDS", 6, full: 60));
        var book = RigBook.Usual;
        await using var fleet = await Fleet.OpenAsync(
            new() { Latency = TimeSpan.FromSeconds(1), Limits = new ScriptedLimits(Calls: 16) }
        );
        await fleet.StartNodesAsync(3);
        fleet.Provider.Hold(but: 30);
        var job = await fleet.OrderAsync(book);
        await fleet.CompletesAsync(job, 10, TimeSpan.FromSeconds(60));
        await fleet.Servers.Redis.KillAsync();
        fleet.Provider.LetGo();
        await Until.PassesAsync(away);
        var claims = await fleet.Ledger.ClaimsAsync(job);
        await Until.TrueAsync(
            async () =>
                (await fleet.Ledger.CallsAsync(job)).Count(call => call.AnsweredMs is not null) == fleet.Provider.Calls.Count,
            TimeSpan.FromSeconds(30),
            () => $"what was in the air is answered and journalled without Redis\n{fleet.Tail()}"
        );
        await fleet.Servers.Redis.StartAgainAsync();
        var back = await Until.TrueAsync(
            async () => await fleet.Ledger.ClaimsAsync(job) > claims,
            TimeSpan.FromSeconds(30),
            () => $"claims go on after Redis's return\n{fleet.Tail()}"
        );
        output.WriteLine($"away for {away.TotalSeconds:0} s; the first claim {back.TotalMilliseconds:0} ms after its return");
        await fleet.FinishesAsync(job, TimeSpan.FromSeconds(120));
        Assert.All(fleet.Provider.Calls, call => Assert.Equal("answered", call.Outcome));
        Assert.Equal(book.Chapters, fleet.Provider.Calls.Count);
        Assert.DoesNotContain(await fleet.Ledger.SessionsAsync(), session => session.WasTakenOver);
        await Checker.HoldsAsync(fleet, job, book, output);
    }

    private static Task<TimeSpan> CallsAsync(Fleet fleet, int calls) =>
        Until.TrueAsync(
            () => fleet.Provider.Calls.Count >= calls,
            TimeSpan.FromSeconds(60),
            $"{calls} calls have been made\n{fleet.Tail()}"
        );

    private static async Task<TimeSpan> ClaimsGoOnAsync(Fleet fleet, long job, TimeSpan limit)
    {
        var claims = await fleet.Ledger.ClaimsAsync(job);
        // What was claimed just then is still being worked off: one more than all workers could have had under way.
        return await Until.TrueAsync(
            async () => await fleet.Ledger.ClaimsAsync(job) > claims + 3,
            limit,
            () => $"claims go on\n{fleet.Tail()}"
        );
    }
}
