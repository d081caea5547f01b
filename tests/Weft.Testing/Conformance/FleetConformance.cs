using Weft.Dispatch;
using Weft.Model;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>What every keeper of presence and heartbeats must do.</summary>
public abstract class FleetConformance<TBackend> : IAsyncLifetime
    where TBackend : FleetBackend, new()
{
    private static readonly SessionId One = new(11);
    private static readonly SessionId Two = new(12);
    private static readonly SessionId Nobody = new(13);

    private readonly TBackend _backend = new();
    private IFleet _fleet = null!;
    private IFleet _other = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_fleet, _other) = (await _backend.OpenAsync(), await _backend.OpenAsync());

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Who_entered_is_present_to_all_at_once()
    {
        await _fleet.EnterAsync(One, Cancel);
        await _other.EnterAsync(Two, Cancel);
        Assert.Equal([One, Two], (await Look(_fleet)).Present.OrderBy(session => session.Value));
        Assert.Equal([One, Two], (await Look(_other)).Present.OrderBy(session => session.Value));
    }

    [Fact]
    public async Task Only_those_asked_for_are_shown()
    {
        await _fleet.EnterAsync(One, Cancel);
        await _fleet.BeatAsync(One, Cancel);
        var view = await _other.LookAsync([Two, Nobody], Cancel);
        Assert.Empty(view.Present);
        Assert.Empty(view.Heartbeats);
    }

    [Fact]
    public async Task A_look_at_nobody_is_empty()
    {
        var view = await _fleet.LookAsync([], Cancel);
        Assert.Empty(view.Present);
    }

    [Fact]
    public async Task Entering_twice_is_entering()
    {
        await _fleet.EnterAsync(One, Cancel);
        await _fleet.EnterAsync(One, Cancel);
        Assert.Contains(One, (await Look(_other)).Present);
        await _fleet.LeaveAsync(One, Cancel);
        Assert.DoesNotContain(One, (await Look(_other)).Present);
    }

    [Fact]
    public async Task Who_left_is_gone_and_may_leave_again()
    {
        await _fleet.EnterAsync(One, Cancel);
        await _other.EnterAsync(Two, Cancel);
        await _fleet.LeaveAsync(One, Cancel);
        await _fleet.LeaveAsync(One, Cancel);
        await _fleet.LeaveAsync(Nobody, Cancel);
        Assert.Equal([Two], (await Look(_other)).Present);
    }

    [Fact]
    public async Task A_killed_process_loses_its_presence_at_once()
    {
        await _fleet.EnterAsync(One, Cancel);
        await _other.EnterAsync(Two, Cancel);
        await _backend.KillAsync(_fleet, One);
        await Eventually(view => !view.Present.Contains(One));
        Assert.Contains(Two, (await Look(_other)).Present);
    }

    [Fact]
    public async Task Heartbeats_rise_with_each_beat_and_say_nothing_of_presence()
    {
        await _fleet.BeatAsync(One, Cancel);
        var before = await Look(_other);
        await _fleet.BeatAsync(One, Cancel);
        var after = await Look(_other);
        Assert.True(after.Heartbeats[One] > before.Heartbeats[One]);
        Assert.DoesNotContain(One, after.Present);
        Assert.False(after.Heartbeats.ContainsKey(Two));
    }

    [Fact]
    public async Task Presence_says_nothing_of_heartbeats()
    {
        await _fleet.EnterAsync(One, Cancel);
        Assert.False((await Look(_other)).Heartbeats.ContainsKey(One));
    }

    [Fact]
    public async Task The_epoch_stands_while_nothing_happens()
    {
        var before = await Look(_other);
        await _fleet.EnterAsync(One, Cancel);
        await _fleet.BeatAsync(One, Cancel);
        Assert.Equal(before.Epoch, (await Look(_other)).Epoch);
    }

    [Fact]
    public async Task A_wipe_is_another_epoch_and_the_living_come_back_by_themselves()
    {
        await _fleet.EnterAsync(One, Cancel);
        await _fleet.BeatAsync(One, Cancel);
        var before = await Look(_other);
        await _backend.WipeAsync();
        await Eventually(view => view.Epoch != before.Epoch);
        await Eventually(async view =>
        {
            await _fleet.BeatAsync(One, Cancel);
            return view.Present.Contains(One) && view.Heartbeats.ContainsKey(One);
        });
    }

    [Fact]
    public async Task Many_look_and_beat_at_once()
    {
        await _fleet.EnterAsync(One, Cancel);
        var start = await Beats();
        var beats = Enumerable.Range(0, 100).Select(_ => Task.Run(() => _fleet.BeatAsync(One, Cancel), Cancel));
        var looks = Enumerable.Range(0, 100).Select(_ => Task.Run(() => Look(_other), Cancel)).ToList();
        await Task.WhenAll(beats).Comes();
        Assert.All(await Task.WhenAll(looks).Comes(), view => Assert.Contains(One, view.Present));
        Assert.Equal(start + 100, await Beats());
    }

    private async Task<long> Beats() => (await Look(_other)).Heartbeats.GetValueOrDefault(One);

    private Task<FleetView> Look(IFleet fleet) => fleet.LookAsync([One, Two, Nobody], Cancel);

    private Task Eventually(Func<FleetView, bool> holds) => Eventually(view => Task.FromResult(holds(view)));

    // A server takes its moment to notice; each look is a round trip, so this waits on it and not on a clock. While it is away a look may fail.
    private async Task Eventually(Func<FleetView, Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                if (await holds(await Look(_other)))
                    return;
            }
            catch (DispatchUnavailableException)
            {
                await Task.Yield();
            }
        }
    }
}
