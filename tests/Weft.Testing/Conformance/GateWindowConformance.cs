using Weft.Dispatch;
using Weft.Model;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>What every gate must do with requests and tokens per minute.</summary>
public abstract class GateWindowConformance<TBackend> : GateTests<TBackend>
    where TBackend : GateBackend, new()
{
    private static readonly ProviderLimits ThreeRequests = new(1_000, 3, null);
    private static readonly ProviderLimits HundredTokens = new(1_000, null, 100);

    [Fact]
    public async Task A_grant_is_good_for_a_second()
    {
        var before = Backend.Time.GetUtcNow();
        var granted = Assert.IsType<GrantReply.Granted>(await Grant(await Permit()));
        Assert.InRange(
            granted.Until,
            before + TimeSpan.FromSeconds(1) - Backend.Slack,
            before + TimeSpan.FromSeconds(1) + Backend.Slack
        );
    }

    [Fact]
    public async Task Each_grant_has_a_number_of_its_own()
    {
        var permit = await Permit();
        var grants = new HashSet<long>();
        for (var call = 0; call < 10; call++)
            Assert.True(grants.Add(await Granted(permit, Plenty, tokens: 5)));
    }

    [Fact]
    public async Task Requests_wait_until_the_oldest_has_left_the_window()
    {
        var permit = await Permit();
        await Granted(permit, ThreeRequests);
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(10));
        await Granted(permit, ThreeRequests);
        await Granted(permit, ThreeRequests);
        AssertNear(51.5, await Refused(permit, ThreeRequests));
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(51.4) - Backend.Slack);
        await Refused(permit, ThreeRequests);
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(0.1) + Backend.Slack);
        await Granted(permit, ThreeRequests);
        AssertNear(10, await Refused(permit, ThreeRequests));
    }

    [Fact]
    public async Task Tokens_wait_until_enough_have_left_the_window()
    {
        var permit = await Permit();
        await SettledGrant(permit, tokens: 30);
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(10));
        await SettledGrant(permit, tokens: 30);
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(10));
        await SettledGrant(permit, tokens: 40);
        AssertNear(41.5, await Refused(permit, HundredTokens, tokens: 30));
        AssertNear(51.5, await Refused(permit, HundredTokens, tokens: 31));
        AssertNear(61.5, await Refused(permit, HundredTokens, tokens: 61));
    }

    [Fact]
    public async Task A_call_of_no_tokens_needs_no_room_in_the_tokens_window()
    {
        var permit = await Permit();
        await SettledGrant(permit, tokens: 100);
        await Granted(permit, HundredTokens, tokens: 0);
    }

    [Fact]
    public async Task More_tokens_than_a_window_holds_never_fit()
    {
        var permit = await Permit();
        Assert.IsType<GrantReply.NeverFits>(await Grant(permit, HundredTokens, tokens: 101));
        Assert.IsType<GrantReply.Granted>(await Grant(permit, HundredTokens, tokens: 100));
        Assert.IsType<GrantReply.UnknownPermit>(await Grant(permit with { Id = 987_654 }, HundredTokens, tokens: 101));
    }

    [Fact]
    public async Task What_a_call_did_not_use_is_given_back_once()
    {
        var permit = await Permit();
        var grant = await Granted(permit, HundredTokens, tokens: 80);
        await Gate.SettleAsync(permit, Plenty, grant, new(20), Cancel);
        await Gate.SettleAsync(permit, Plenty, grant, new(20), Cancel);
        await SettledGrant(permit, tokens: 80);
        await Refused(permit, HundredTokens, tokens: 1);
    }

    [Fact]
    public async Task What_a_call_used_beyond_its_estimate_counts()
    {
        var permit = await Permit();
        var grant = await Granted(permit, HundredTokens, tokens: 10);
        await Gate.SettleAsync(permit, Plenty, grant, new(100), Cancel);
        AssertNear(61.5, await Refused(permit, HundredTokens, tokens: 1));
    }

    [Fact]
    public async Task Settling_an_unknown_or_lapsed_grant_gives_nothing_back()
    {
        var permit = await Permit();
        var old = await Granted(permit, HundredTokens, tokens: 100);
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(61.5) + Backend.Slack);
        await SettledGrant(permit, tokens: 100);
        await Gate.SettleAsync(permit, Plenty, old, new(0), Cancel);
        await Gate.SettleAsync(permit, Plenty, 987_654, new(0), Cancel);
        await Refused(permit, HundredTokens, tokens: 1);
    }

    [Fact]
    public async Task Tokens_that_may_be_given_back_are_looked_for_sooner()
    {
        var (permit, waiting) = (await Permit(), await Permit());
        var grant = await Granted(permit, HundredTokens, tokens: 100);
        AssertNear(1, await Refused(waiting, HundredTokens, tokens: 50));
        await Gate.SettleAsync(permit, Plenty, grant, new(40), Cancel);
        await Granted(waiting, HundredTokens, tokens: 50);
    }

    [Fact]
    public async Task A_limit_that_changes_holds_from_the_next_call_and_counts_what_was_before()
    {
        var permit = await Permit();
        for (var call = 0; call < 5; call++)
            await Granted(permit, Plenty, tokens: 10);
        AssertNear(61.5, await Refused(permit, ThreeRequests));
        await Granted(permit, new(1_000, 6, null));
        await Refused(permit, new(1_000, 6, null));
        await Refused(permit, new(1_000, null, 40), tokens: 1);
        await Granted(permit, Plenty);
    }

    [Fact]
    public async Task Who_waits_longer_goes_first()
    {
        var (holder, first, second, third) = (await Permit(), await Permit(), await Permit(), await Permit());
        for (var call = 0; call < 3; call++)
        {
            await Granted(holder, ThreeRequests);
            await Backend.AdvanceAsync(TimeSpan.FromSeconds(5));
        }
        AssertNear(46.5, await Refused(first, ThreeRequests));
        AssertNear(51.5, await Refused(second, ThreeRequests));
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(46.5) + Backend.Slack);
        AssertNear(10, await Refused(third, ThreeRequests));
        AssertNear(5, await Refused(second, ThreeRequests));
        await Granted(first, ThreeRequests);
    }

    [Fact]
    public async Task Small_calls_do_not_starve_a_large_one()
    {
        var (holder, large, small) = (await Permit(), await Permit(), await Permit());
        await SettledGrant(holder, tokens: 50);
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(30));
        await SettledGrant(holder, tokens: 40);
        AssertNear(31.5, await Refused(large, HundredTokens, tokens: 60));
        await Refused(small, HundredTokens, tokens: 10);
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(31.5) + Backend.Slack);
        await Refused(small, HundredTokens, tokens: 10);
        await Granted(large, HundredTokens, tokens: 60);
    }

    [Fact]
    public async Task Who_does_not_come_back_or_gives_its_permit_up_loses_its_place()
    {
        var (holder, gone, released, last) = (await Permit(), await Permit(), await Permit(), await Permit());
        await SettledGrant(holder, tokens: 90);
        await Backend.AdvanceAsync(TimeSpan.FromSeconds(60));
        var wait = await Refused(gone, HundredTokens, tokens: 100);
        await Refused(released, HundredTokens, tokens: 100);
        await Refused(last, HundredTokens, tokens: 10);
        await Gate.ReleaseAsync([released], Cancel);
        await Refused(last, HundredTokens, tokens: 10);
        await Backend.AdvanceAsync(wait + TimeSpan.FromSeconds(1.1) + Backend.Slack);
        await Granted(last, HundredTokens, tokens: 10);
    }

    [Fact]
    public async Task Nodes_racing_for_grants_never_go_over_the_limit()
    {
        var limits = new ProviderLimits(null, 20, 1000);
        var other = await Backend.OpenAsync();
        var permits = await Taken(Gate, Plenty, upTo: 60);
        var replies = await Task.WhenAll(
                permits.Select(
                    (permit, index) =>
                        Task.Run(() => (index % 2 == 0 ? Gate : other).GrantAsync(permit, limits, 60, Later, Cancel), Cancel)
                )
            )
            .Comes();
        Assert.Equal(16, replies.Count(reply => reply is GrantReply.Granted));
    }

    [Fact]
    public async Task Calls_of_before_a_wipe_count_in_the_windows()
    {
        await Wiped(Trace(One, age: 10, tokens: 60), Trace(Other, age: 40, tokens: 30), Trace(Other, age: 62, tokens: 99));
        var permit = await Permit();
        AssertNear(21.5, await Refused(permit, new(1_000, 2, null)));
        await SettledGrant(permit, tokens: 0);
        AssertNear(21.5, await Refused(permit, HundredTokens, tokens: 40));
        AssertNear(51.5, await Refused(permit, HundredTokens, tokens: 41));
    }

    [Fact]
    public async Task Traces_of_any_order_and_of_a_clock_ahead_are_taken()
    {
        await Wiped(Trace(One, age: -30), Trace(One, age: 40), Trace(One, age: 20));
        AssertNear(21.5, await Refused(await Permit(), ThreeRequests));
        AssertNear(61.5, await Refused(await Permit(), new(1_000, 1, null)));
    }

    private async Task<Permit> Permit() => (await Taken(Gate, Plenty, upTo: 1))[0];

    private async Task SettledGrant(Permit permit, long tokens) =>
        await Gate.SettleAsync(permit, HundredTokens, await Granted(permit, HundredTokens, tokens), new(tokens), Cancel);
}
