using Weft.Model;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Work;

public sealed class WatchRangeTests
{
    private static readonly SessionId[] Fleet = [.. Enumerable.Range(1, 500).Select(number => new SessionId(number))];

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(3, true, true)]
    [InlineData(4, false, true)]
    [InlineData(6, false, true)]
    [InlineData(7, false, false)]
    [InlineData(500, false, false)]
    public void The_first_three_judge_and_the_first_six_watch(int place, bool judges, bool watches)
    {
        var range = Seen(place, []);
        Assert.Equal((judges, watches), (range.IsJudge, range.IsWatcher));
        Assert.Equal(watches ? 500 : 7, range.Of(Fleet).Count);
    }

    [Fact]
    public void All_looks_together_grow_with_the_fleet() =>
        Assert.InRange(Enumerable.Range(1, 500).Sum(place => Seen(place, []).Of(Fleet).Count), 0, 6 * 500 + 500 * 7);

    [Fact]
    public void Dead_judges_are_followed_by_those_who_have_seen_all() =>
        Assert.True(Seen(4, [1, 2, 3]).IsJudge && !Seen(7, [1, 2, 3]).IsJudge && Seen(7, [1, 2, 3]).IsWatcher);

    [Theory]
    [InlineData(6)]
    [InlineData(60)]
    public void However_many_of_the_oldest_are_dead_the_next_one_judges_after_a_few_looks(int dead)
    {
        var all = Enumerable.Range(1, dead).ToArray();
        Assert.True(Seen(dead + 1, all, looks: 6).IsJudge);
        Assert.True(Seen(dead + 3, all, looks: 6).IsJudge);
        Assert.False(Seen(dead + 4, all, looks: 6).IsJudge);
        Assert.False(Seen(dead + 7, all, looks: 6).IsWatcher);
    }

    [Fact]
    public void Nobody_steps_in_before_having_looked_at_all_who_come_first()
    {
        var range = Seen(100, [1, 2, 3, 4, 5, 6]);
        Assert.False(range.IsWatcher);
        Assert.True(range.MissesSome);
        Look(range, [1, 2, 3, 4, 5, 6]);
        Assert.False(range.MissesSome);
        Assert.Equal(13, range.Of(Fleet).Count);
    }

    [Fact]
    public void A_watcher_steps_back_when_older_ones_live_again()
    {
        var range = Seen(7, [1]);
        Assert.True(range.IsWatcher);
        Look(range, []);
        Assert.False(range.IsWatcher);
        Assert.Equal(7, range.Of(Fleet).Count);
    }

    private static WatchRange Seen(int place, int[] dead, int looks = 1)
    {
        var range = new WatchRange(Fleet[place - 1]);
        for (var look = 0; look < looks; look++)
            Look(range, dead);
        return range;
    }

    private static void Look(WatchRange range, int[] dead)
    {
        var looked = range.Of(Fleet).ToHashSet();
        range.See(
            Fleet,
            peer => looked.Contains(peer) ? !dead.Contains((int)peer.Value) : throw new ArgumentException("not looked at")
        );
    }
}
