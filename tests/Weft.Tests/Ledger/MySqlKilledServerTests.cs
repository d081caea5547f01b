using System.Collections.Concurrent;
using Weft.Ledger;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>A server that is killed and started again, between statements and in the middle of them. Its commits go to the disk.</summary>
[Needs("mysql")]
public sealed class MySqlKilledServerTests : IAsyncLifetime
{
    private const int Runs = 400;
    private const int Nodes = 4;

    private readonly ConcurrentDictionary<RunId, Claim> _acknowledged = new();
    private MariaDbServer _server = null!;
    private int _unavailable;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await MariaDbServer.StartAsync();
        await _server.CreateAsync("weft");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task<MySqlLedger> OpenAsync() => MySqlLedger.OpenAsync(_server.ConnectionString("weft"), TimeProvider.System, Stop);

    [Fact]
    public async Task A_ledger_that_was_open_goes_on_when_its_server_is_back()
    {
        await using var ledger = await OpenAsync();
        var job = await SmallJob.RunningAsync(ledger, 3);
        var session = await SmallJob.SessionAsync(ledger);
        var claims = Assert
            .IsType<ClaimResult.Claimed>(await ledger.Runs.ClaimAsync(new(session, "rules", job, 1, 0), Stop))
            .Runs;
        // Connections for several at once, which idle when the server dies.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.Runs.ProcessingAsync(session, Stop)));
        await _server.KillAsync();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.Runs.ProcessingAsync(session, Stop));
        await _server.StartAgainAsync();
        // What was acknowledged is there, and the session goes on as if nothing had been: none of the old connections is tried.
        for (var look = 0; look < 8; look++)
            Assert.Equal(claims, await ledger.Runs.ProcessingAsync(session, Stop));
        Assert.Equal([true], await ledger.Runs.TryCompleteAsync([new Completion(claims[0], ["w"], false, [])], Stop));
        Assert.Equal(["w"], await ledger.Runs.WovenAsync(claims[0].Run, Stop));
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_done_twice_through_three_kills()
    {
        await using var first = await OpenAsync();
        var job = await SmallJob.RunningAsync(first, Runs);
        var ledgers = await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => OpenAsync()));
        var working = Task.WhenAll(ledgers.Select((ledger, node) => Task.Run(() => WorkAsync(ledger, job, new Random(node)))));
        for (var kill = 1; kill <= 3; kill++)
        {
            while (_acknowledged.Count < Runs * kill / 4 && !working.IsCompleted)
                await Task.Yield();
            await _server.KillAsync();
            await _server.StartAgainAsync();
        }
        await working.WaitAsync(TimeSpan.FromMinutes(3), Stop);

        var rows = (await AgainAsync(() => first.Runs.RunsAsync(job, 0, Runs, Stop))).ToDictionary(row => row.Id);
        Assert.Equal(Runs, rows.Count);
        Assert.All(rows.Values, row => Assert.Equal(RunState.Completed, row.State));
        Assert.All(
            _acknowledged.Values,
            claim => Assert.Equal((claim.Session, claim.Attempt), (rows[claim.Run].Session!.Value, rows[claim.Run].Attempt))
        );
        Assert.All(await Task.WhenAll(rows.Keys.Select(run => first.Runs.WovenAsync(run, Stop))), woven => Assert.Single(woven));
        Assert.True(_unavailable > 0, "no kill fell into an operation");
        foreach (var ledger in ledgers)
            await ledger.DisposeAsync();
    }

    /// <summary>A node that repeats what had no answer, as the loops of the program do.</summary>
    private async Task WorkAsync(MySqlLedger ledger, JobId job, Random chance)
    {
        var session = await AgainAsync(() => SmallJob.SessionAsync(ledger));
        var mark = 0;
        while (true)
        {
            var unknown = false;
            var result = await AgainAsync(
                () => ledger.Runs.ClaimAsync(new(session, "rules", job, chance.Next(1, 5), mark), Stop),
                () => unknown = true
            );
            // What a claim without an answer may have taken is the session's all the same.
            var mine = unknown ? await AgainAsync(() => ledger.Runs.ProcessingAsync(session, Stop)) : null;
            if (result is ClaimResult.Claimed claimed)
            {
                mark = claimed.Mark;
                mine ??= claimed.Runs;
            }
            if (mine is { Count: > 0 })
                await CompleteAsync(ledger, mine);
            else if (await AgainAsync(() => ledger.Jobs.ReadForFinishAsync(job, Stop)) is { Open: false })
                return;
        }
    }

    private async Task CompleteAsync(MySqlLedger ledger, IReadOnlyList<Claim> claims)
    {
        Completion[] ends = [.. claims.Select(claim => new Completion(claim, [$"{claim.Run.Position}"], false, []))];
        var unknown = false;
        var done = await AgainAsync(() => ledger.Runs.TryCompleteAsync(ends, Stop), () => unknown = true);
        for (var i = 0; i < claims.Count; i++)
        {
            var isDone = done[i];
            if (!isDone && unknown)
            {
                var row = (await AgainAsync(() => ledger.Runs.FindRunAsync(claims[i].Run, Stop)))!;
                isDone = (row.State, row.Session, row.Attempt) == (RunState.Completed, claims[i].Session, claims[i].Attempt);
            }
            Assert.True(isDone, $"{claims[i]} was taken away");
            Assert.True(_acknowledged.TryAdd(claims[i].Run, claims[i]), $"{claims[i].Run} was completed twice");
        }
    }

    private async Task<T> AgainAsync<T>(Func<Task<T>> work, Action? troubled = null)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (LedgerUnavailableException)
            {
                Interlocked.Increment(ref _unavailable);
                troubled?.Invoke();
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
            }
        }
    }
}
