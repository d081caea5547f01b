using Weft.Dispatch;
using Weft.Model;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>What every keeper of rings must do.</summary>
public abstract class RingConformance<TBackend> : IAsyncLifetime
    where TBackend : RingBackend, new()
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly TBackend _backend = new();
    private IRing _ring = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _ring = await _backend.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_empty_ring_has_no_turn()
    {
        Assert.Null(await _ring.NextAsync("p", Cancel));
        Assert.Equal(0, await _ring.LengthAsync("p", Cancel));
    }

    [Fact]
    public async Task Jobs_take_turns_in_the_order_they_came()
    {
        await Put(1, 2, 3);
        Assert.Equal([1, 2, 3, 1, 2, 3], await Turns(6));
    }

    [Fact]
    public async Task A_turn_says_how_many_jobs_are_on_the_ring()
    {
        await Put(1, 2);
        await _ring.PutAsync(new JobId(3), Priority.High, ["p"], Cancel);
        Assert.Equal(3, (await Next()).Jobs);
        Assert.Equal(3, await _ring.LengthAsync("p", Cancel));
    }

    [Fact]
    public async Task Each_provider_has_its_own_ring()
    {
        await _ring.PutAsync(new JobId(1), Priority.Normal, ["p", "q"], Cancel);
        await _ring.PutAsync(new JobId(2), Priority.Normal, ["q"], Cancel);
        Assert.Equal([1, 1], await Turns(2));
        Assert.Equal(2, await _ring.LengthAsync("q", Cancel));
        Assert.True(await _ring.TryLeaveAsync(await Next(), Cancel));
        Assert.Equal(2, await _ring.LengthAsync("q", Cancel));
    }

    [Fact]
    public async Task A_name_of_a_provider_may_be_of_any_script()
    {
        await _ring.PutAsync(new JobId(1), Priority.Normal, ["通义千问:{a}"], Cancel);
        var turn = await _ring.NextAsync("通义千问:{a}", Cancel);
        Assert.Equal((new JobId(1), "通义千问:{a}"), (turn!.Job, turn.Provider));
        Assert.True(await _ring.TryLeaveAsync(turn, Cancel));
    }

    [Fact]
    public async Task The_high_class_goes_first()
    {
        await Put(1, 2);
        await _ring.PutAsync(new JobId(8), Priority.High, ["p"], Cancel);
        await _ring.PutAsync(new JobId(9), Priority.High, ["p"], Cancel);
        Assert.Equal([8, 9, 8, 9], await Turns(4));
    }

    [Fact]
    public async Task The_normal_class_does_not_starve()
    {
        await Put(1, 2);
        await _ring.PutAsync(new JobId(9), Priority.High, ["p"], Cancel);
        Assert.Equal([9, 9, 9, 9, 1, 9, 9, 9, 9, 2], await Turns(10));
    }

    [Fact]
    public async Task A_put_of_a_job_that_is_there_changes_its_generation_and_not_its_place()
    {
        await Put(1, 2);
        var first = await Next();
        await Put(2, 1);
        Assert.Equal(2, await _ring.LengthAsync("p", Cancel));
        var (second, third) = (await Next(), await Next());
        Assert.Equal([2, 1], [second.Job.Value, third.Job.Value]);
        Assert.NotEqual(first.Generation, third.Generation);
    }

    [Fact]
    public async Task A_put_with_another_priority_moves_the_job_to_that_class()
    {
        await Put(1, 2);
        await _ring.PutAsync(new JobId(2), Priority.High, ["p"], Cancel);
        Assert.Equal(2, (await Next()).Job.Value);
        await Put(2);
        Assert.Equal([1, 2, 1, 2], await Turns(4));
        Assert.Equal(2, await _ring.LengthAsync("p", Cancel));
    }

    [Fact]
    public async Task Generations_never_count()
    {
        var seen = new List<ulong>();
        for (var put = 0; put < 20; put++)
        {
            await Put(1);
            seen.Add((await Next()).Generation);
        }
        Assert.Equal(20, seen.Distinct().Count());
        Assert.Contains(seen, generation => generation > uint.MaxValue);
        Assert.NotEqual(seen.Order(), seen);
    }

    [Fact]
    public async Task A_job_leaves_at_the_generation_that_was_read()
    {
        await Put(1, 2);
        var turn = await Next();
        Assert.True(await _ring.TryLeaveAsync(turn, Cancel));
        Assert.Equal([2, 2], await Turns(2));
        Assert.False(await _ring.TryLeaveAsync(turn, Cancel));
    }

    [Fact]
    public async Task A_job_put_again_since_does_not_leave()
    {
        await Put(1);
        var turn = await Next();
        await Put(1);
        Assert.False(await _ring.TryLeaveAsync(turn, Cancel));
        Assert.Equal(1, (await Next()).Job.Value);
    }

    [Fact]
    public async Task A_job_put_again_after_a_wipe_does_not_leave_at_an_old_turn()
    {
        await Put(1);
        var turn = await Next();
        await _backend.WipeAsync();
        Assert.Null(await _ring.NextAsync("p", Cancel));
        await Put(1);
        Assert.False(await _ring.TryLeaveAsync(turn, Cancel));
    }

    [Fact]
    public async Task Without_its_guard_a_stale_turn_takes_the_job_off()
    {
        await using var backend = new TBackend();
        var ring = await backend.OpenWithoutGenerationAsync();
        await ring.PutAsync(new JobId(1), Priority.Normal, ["p"], Cancel);
        var turn = await ring.NextAsync("p", Cancel);
        await ring.PutAsync(new JobId(1), Priority.Normal, ["p"], Cancel);
        Assert.True(await ring.TryLeaveAsync(turn!, Cancel));
    }

    [Fact]
    public async Task Nodes_share_the_rings()
    {
        var other = await _backend.OpenAsync();
        await Put(1, 2, 3);
        var turns = new[] { await Next(), (await other.NextAsync("p", Cancel))!, await Next() };
        Assert.Equal([1, 2, 3], turns.Select(turn => turn.Job.Value));
        Assert.True(await other.TryLeaveAsync(turns[0], Cancel));
        Assert.Equal(2, await _ring.LengthAsync("p", Cancel));
    }

    [Fact]
    public async Task Racing_leaves_and_puts_never_lose_a_put()
    {
        var other = await _backend.OpenAsync();
        for (var round = 0; round < 50; round++)
        {
            await Put(1);
            var turn = await Next();
            var leave = Task.Run(() => other.TryLeaveAsync(turn, Cancel), Cancel);
            var put = Task.Run(() => _ring.PutAsync(new JobId(1), Priority.Normal, ["p"], Cancel), Cancel);
            await Task.WhenAll(leave, put).Comes();
            Assert.Equal(1, await _ring.LengthAsync("p", Cancel));
        }
    }

    [Fact]
    public async Task Two_who_leave_at_one_generation_take_the_job_off_once()
    {
        var other = await _backend.OpenAsync();
        for (var round = 0; round < 50; round++)
        {
            await Put(1);
            var turn = await Next();
            var leaves = await Task.WhenAll(
                    Task.Run(() => _ring.TryLeaveAsync(turn, Cancel), Cancel),
                    Task.Run(() => other.TryLeaveAsync(turn, Cancel), Cancel)
                )
                .Comes();
            Assert.Single(leaves, left => left);
        }
    }

    [Fact]
    public async Task A_put_wakes_the_loops_of_all_nodes()
    {
        var other = await _backend.OpenAsync();
        await Settle(_ring, "p");
        await Settle(other, "p");
        Task[] waits = [_ring.WaitAsync("p", Long, Cancel), other.WaitAsync("p", Long, Cancel)];
        Assert.All(waits, wait => Assert.False(wait.IsCompleted));
        await Put(1);
        await Task.WhenAll(waits).Comes();
    }

    [Fact]
    public async Task A_put_of_a_job_that_is_there_wakes_too()
    {
        await Put(1);
        await Settle(_ring, "p");
        var wait = _ring.WaitAsync("p", Long, Cancel);
        await Put(1);
        await wait.Comes();
    }

    [Fact]
    public async Task A_put_before_the_wait_is_not_missed_by_any_node()
    {
        var other = await _backend.OpenAsync();
        await Settle(_ring, "p");
        await Settle(other, "p");
        await Put(1);
        await _ring.WaitAsync("p", Long, Cancel).Comes();
        await other.WaitAsync("p", Long, Cancel).Comes();
    }

    [Fact]
    public async Task A_put_on_another_ring_wakes_nobody_and_the_wait_ends_after_its_time()
    {
        await Settle(_ring, "p");
        var wait = _ring.WaitAsync("p", Short, Cancel);
        await _ring.PutAsync(new JobId(1), Priority.Normal, ["q"], Cancel);
        Assert.False(wait.IsCompleted);
        await _backend.AdvanceAsync(Short);
        await wait.Comes();
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        await Settle(_ring, "p");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var wait = _ring.WaitAsync("p", Long, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.Comes());
    }

    [Fact]
    public async Task No_wake_up_is_lost_between_many_puts_and_waits()
    {
        const int Puts = 200;
        var other = await _backend.OpenAsync();
        var put = Task.Run(
            async () =>
            {
                for (var job = 1; job <= Puts; job++)
                    await other.PutAsync(new JobId(job), Priority.Normal, ["p"], Cancel);
            },
            Cancel
        );
        // Waits so long that only wake-ups can bring it through.
        for (var left = Puts; left > 0; )
        {
            if (await _ring.NextAsync("p", Cancel) is not { } turn)
                await _ring.WaitAsync("p", Long, Cancel).Comes();
            else if (await _ring.TryLeaveAsync(turn, Cancel))
                left--;
        }
        await put.Comes();
    }

    // A first wait may return at once; after it nothing is owed.
    private async Task Settle(IRing ring, string provider)
    {
        var wait = ring.WaitAsync(provider, Short, Cancel);
        await _backend.AdvanceAsync(Short);
        await wait.Comes();
    }

    private async Task Put(params long[] jobs)
    {
        foreach (var job in jobs)
            await _ring.PutAsync(new JobId(job), Priority.Normal, ["p"], Cancel);
    }

    private async Task<Turn> Next() =>
        await _ring.NextAsync("p", Cancel) ?? throw new InvalidOperationException("The ring is empty.");

    private async Task<IReadOnlyList<long>> Turns(int count)
    {
        var jobs = new List<long>();
        for (var turn = 0; turn < count; turn++)
            jobs.Add((await Next()).Job.Value);
        return jobs;
    }
}
