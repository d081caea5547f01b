using Weft.Dispatch;
using Weft.Model;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Work;

/// <summary>The verdict as a table: what was seen, and what follows. Seconds are the looker's own.</summary>
public sealed class FleetRulesTests
{
    private static readonly SessionId Self = new(1);
    private static readonly SessionId Peer = new(2);

    /// <param name="present">Who is present: s = ourselves, p = the peer.</param>
    [Theory]
    [InlineData("sp", true, 10, 9.5, PeerStatus.Alive)]
    [InlineData("s", true, 10, 9.5, PeerStatus.Absent)]
    [InlineData("s", false, 10, 9.5, PeerStatus.Absent)] // It had its three seconds to show itself.
    [InlineData("s", false, 2.9, 2.5, PeerStatus.Unknown)] // It may not have entered yet.
    [InlineData("s", true, 2.9, 2.5, PeerStatus.Absent)]
    [InlineData("sp", true, 10, 7.1, PeerStatus.Alive)]
    [InlineData("sp", true, 10, 7, PeerStatus.Silent)] // Presence or not: the host may be stopped.
    [InlineData("s", true, 10, 7, PeerStatus.Silent)]
    [InlineData("p", true, 10, 9.5, PeerStatus.Unknown)] // We do not see ourselves.
    [InlineData("", true, 10, 7, PeerStatus.Unknown)]
    public void A_peer_is_judged_by_what_was_seen(string present, bool wasPresent, double now, double heartbeatAt, object status)
    {
        var seen = new PeerHistory(TimeSpan.Zero, wasPresent, 5, Seconds(heartbeatAt));
        var observer = new Observer(Self, TimeSpan.Zero, HeartbeatsOnly: false);
        Assert.Equal((PeerStatus)status, FleetRules.StatusOf(Peer, seen, observer, View(present), Seconds(now)));
    }

    [Theory]
    [InlineData(9.5, PeerStatus.Alive)]
    [InlineData(7.0, PeerStatus.Silent)]
    public void Where_nobody_is_ever_present_heartbeats_alone_decide(double heartbeatAt, object status)
    {
        var seen = new PeerHistory(TimeSpan.Zero, false, 5, Seconds(heartbeatAt));
        var observer = new Observer(Self, TimeSpan.Zero, HeartbeatsOnly: true);
        Assert.Equal((PeerStatus)status, FleetRules.StatusOf(Peer, seen, observer, View(""), Seconds(10)));
    }

    [Theory]
    [InlineData(9.9, PeerStatus.Unknown)]
    [InlineData(10.0, PeerStatus.Absent)]
    public void After_trouble_of_its_own_nobody_judges_for_a_while(double now, object status)
    {
        var seen = new PeerHistory(TimeSpan.Zero, true, 5, Seconds(now));
        var observer = new Observer(Self, Seconds(10), HeartbeatsOnly: false);
        Assert.Equal((PeerStatus)status, FleetRules.StatusOf(Peer, seen, observer, View("s"), Seconds(now)));
    }

    [Fact]
    public void Whoever_was_never_looked_for_is_not_judged() =>
        Assert.Equal(
            PeerStatus.Unknown,
            FleetRules.StatusOf(Peer, null, new Observer(Self, TimeSpan.Zero, false), View("s"), Seconds(10))
        );

    [Fact]
    public void Another_epoch_or_a_gap_in_the_looking_begins_all_anew()
    {
        var fleet = new FleetHistory(Self);
        Assert.False(fleet.See(View("sp"), [Self, Peer], Seconds(0), Pace));
        Assert.False(fleet.See(View("s"), [Self, Peer], Seconds(0.9), Pace));
        Assert.Equal(PeerStatus.Absent, fleet.StatusOf(Peer, Seconds(0.9)));
        Assert.True(fleet.See(View("s", epoch: 2), [Self, Peer], Seconds(1.1), Pace));
        Assert.Equal(PeerStatus.Unknown, fleet.StatusOf(Peer, Seconds(1.1)));
        // Its presence was seen before the new epoch only: it gets its time to show it.
        fleet.See(View("s", epoch: 2), [Self, Peer], Seconds(2), Pace);
        fleet.See(View("s", epoch: 2), [Self, Peer], Seconds(3), Pace);
        fleet.See(View("s", epoch: 2, beat: 6), [Self, Peer], Seconds(3.2), Pace);
        Assert.Equal(PeerStatus.Unknown, fleet.StatusOf(Peer, Seconds(3.2)));
        fleet.See(View("s", epoch: 2, beat: 7), [Self, Peer], Seconds(4.2), Pace);
        Assert.Equal(PeerStatus.Absent, fleet.StatusOf(Peer, Seconds(4.2)));
        // More than a second without a look.
        Assert.False(fleet.See(View("s", epoch: 2, beat: 7), [Self, Peer], Seconds(5.3), Pace));
        Assert.Equal(PeerStatus.Unknown, fleet.StatusOf(Peer, Seconds(5.3)));
    }

    [Fact]
    public void Whoever_never_sees_itself_lives_by_heartbeats_until_it_does()
    {
        var fleet = new FleetHistory(Self);
        for (var second = 0; second <= 3; second++)
        {
            Assert.False(fleet.Observer.HeartbeatsOnly);
            fleet.See(View(""), [Self], Seconds(second), Pace);
        }
        Assert.True(fleet.Observer.HeartbeatsOnly);
        fleet.See(View("s"), [Self], Seconds(4), Pace);
        Assert.False(fleet.Observer.HeartbeatsOnly);
    }

    private static readonly TimeSpan Pace = Seconds(0.2);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static FleetView View(string present, long epoch = 1, long beat = 5)
    {
        var there = new HashSet<SessionId>();
        if (present.Contains('s', StringComparison.Ordinal))
            there.Add(Self);
        if (present.Contains('p', StringComparison.Ordinal))
            there.Add(Peer);
        return new(there, new Dictionary<SessionId, long> { [Self] = 5, [Peer] = beat }, epoch);
    }
}
