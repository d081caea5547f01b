using Microsoft.Extensions.Time.Testing;
using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Model;
using Weft.Runtime;
using Xunit;

namespace Weft.Tests.Dispatch;

/// <summary>Many nodes on one thread with virtual time: nothing leaves the thread, and the same seed gives the same history.</summary>
public sealed class OneThreadTests
{
    private static readonly ProviderLimits Limits = new(2, 20, null);

    [Fact]
    public void The_same_seed_gives_the_same_history_and_nothing_leaves_the_thread()
    {
        var first = History(seed: 1);
        Assert.Equal(first, History(seed: 1));
        Assert.NotEqual(first, History(seed: 2));
        Assert.InRange(first.Count, 30, 1_000);
        Assert.Contains(first, line => line.Contains("Wait"));
    }

    private static List<string> History(int seed)
    {
        var thread = new OneThread();
        var time = new FakeTimeProvider();
        var history = new List<string>();
        using var stop = new CancellationTokenSource();
        var ring = new EmbeddedRing(time, new Random(seed), Guards.All);
        var gate = new EmbeddedGate(time, Guards.All);
        var chance = new Random(seed);
        var nodes = new List<Task>();
        thread.Run(() =>
        {
            for (var node = 1; node <= 3; node++)
                nodes.Add(
                    NodeAsync(node, ring.Beside(), gate, time, line => history.Add($"{thread.Check()} {line}"), stop.Token)
                );
        });
        for (var step = 0; step < 2_000; step++)
        {
            if (chance.Next(20) == 0)
                thread.Run(() => ring.PutAsync(new JobId(chance.Next(1, 6)), (Priority)chance.Next(2), ["p"], stop.Token));
            if (step == 1_000)
                thread.Run(gate.Wipe);
            thread.Run(() => time.Advance(TimeSpan.FromMilliseconds(chance.Next(1, 100))));
        }
        thread.Run(stop.Cancel);
        Assert.All(nodes, node => Assert.Equal(TaskStatus.Canceled, node.Status));
        return history;
    }

    private static async Task NodeAsync(
        int node,
        EmbeddedRing ring,
        EmbeddedGate gate,
        FakeTimeProvider time,
        Action<string> say,
        CancellationToken cancel
    )
    {
        while (true)
        {
            var until = time.GetUtcNow() + TimeSpan.FromSeconds(5);
            switch (await gate.TakeAsync("p", Limits, new SessionId(node), 1, until, cancel))
            {
                case PermitReply.Unseeded(var loss):
                    await gate.SeedAsync("p", loss, [], null, cancel);
                    break;
                case PermitReply.AllOut:
                    await gate.WaitForPermitAsync("p", TimeSpan.FromSeconds(30), cancel);
                    break;
                case PermitReply.Taken(var permits):
                    await WorkAsync(node, ring, gate, permits[0], time, say, cancel);
                    break;
            }
        }
    }

    private static async Task WorkAsync(
        int node,
        EmbeddedRing ring,
        EmbeddedGate gate,
        Permit permit,
        FakeTimeProvider time,
        Action<string> say,
        CancellationToken cancel
    )
    {
        if (await ring.NextAsync("p", cancel) is { } turn)
        {
            var grant = await gate.GrantAsync(permit, Limits, 1, time.GetUtcNow() + TimeSpan.FromSeconds(5), cancel);
            say($"{time.GetUtcNow():O} node {node} {turn} {grant}");
            await Task.Delay(grant is GrantReply.Wait(var wait) ? wait : TimeSpan.FromMilliseconds(250), time, cancel);
            await ring.TryLeaveAsync(turn, cancel);
        }
        await gate.ReleaseAsync([permit], cancel);
        await ring.WaitAsync("p", TimeSpan.FromSeconds(1), cancel);
    }

    /// <summary>Everything that is posted runs on the calling thread before <see cref="Run"/> returns.</summary>
    private sealed class OneThread : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Work, object? State)> _posted = new();
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public override void Post(SendOrPostCallback d, object? state)
        {
            Check();
            _posted.Enqueue((d, state));
        }

        public int Check()
        {
            Assert.Equal(_thread, Environment.CurrentManagedThreadId);
            return _posted.Count;
        }

        public void Run(Action action)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                action();
                while (_posted.TryDequeue(out var next))
                    next.Work(next.State);
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }
    }
}
