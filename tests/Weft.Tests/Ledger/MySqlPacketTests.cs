using MySqlConnector;
using Weft.Ledger;
using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Reasons;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>A transaction is one packet with its COMMIT: a node that is stopped at any moment holds no lock that others wait for.</summary>
public sealed class MySqlPacketTests : MySqlLedgerDatabase
{
    private CuttingProxy? _proxy;

    public override async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        await base.DisposeAsync();
    }

    /// <summary>The server has the whole packet, and is at it or through with it.</summary>
    private static Task UntilAsync(Func<Task<bool>> isSo)
    {
        async Task LookAsync()
        {
            while (!await isSo())
                await Task.Yield();
        }
        return LookAsync().Comes();
    }

    private async Task LetGoAsync()
    {
        if (_proxy is { } proxy)
            await proxy.DisposeAsync();
        _proxy = null;
    }

    /// <summary>A node whose every packet is seen, and that has one connection.</summary>
    private async Task<(MySqlLedger Ledger, CuttingProxy Proxy)> BehindProxyAsync()
    {
        var given = new MySqlConnectionStringBuilder(Database);
        _proxy = new CuttingProxy((int)given.Port);
        (given.Port, given.MaximumPoolSize, given.SslMode) = ((uint)_proxy.Port, 1, MySqlSslMode.Disabled);
        return (await OpenAsync(given.ConnectionString), _proxy);
    }

    [Fact]
    public async Task Each_change_that_locks_rows_of_others_is_one_packet()
    {
        var (ledger, proxy) = await BehindProxyAsync();
        var job = await SmallJob.RunningAsync(ledger, 20);
        var session = await SmallJob.SessionAsync(ledger);

        async Task<T> InOneAsync<T>(Func<Task<T>> work)
        {
            var before = proxy.Packets;
            var result = await work();
            Assert.Equal(1, proxy.Packets - before);
            return result;
        }

        Task<ClaimResult> ClaimAsync() => InOneAsync(() => ledger.Runs.ClaimAsync(new(session, "rules", job, 3, 0), Stop));
        var claims = Assert.IsType<ClaimResult.Claimed>(await ClaimAsync()).Runs;
        var rejected = new Completion(claims[1], ["w"], false, [new("entity", "t", Reason.OfWords("r"))]);
        Completion[] ends = [new(claims[0], ["w"], false, []), rejected];
        Assert.Equal([true, true], await InOneAsync(() => ledger.Runs.TryCompleteAsync(ends, Stop)));
        Assert.Equal([job], await InOneAsync(() => ledger.Runs.GiveBackAsync([claims[2]], Reason.OfWords("later"), Stop)));
        var call = new Call("c1", Key, new(job, 3), session, "rules", 10, 10, Time.GetUtcNow(), Time.GetUtcNow());
        Assert.IsType<CallOpening.Opened>(await InOneAsync(() => ledger.Journal.OpenCallAsync(call, Stop)));
        var answer = new Answer(Key, "rules", "{}", "stop", 1, 0, 1, 1, "{}", Time.GetUtcNow());
        await InOneAsync(() => ledger.Journal.AnswerAsync(call, answer, Stop));
        await ClaimAsync();
        await InOneAsync(() => ledger.Providers.NoteFailureAsync("rules", Stop));
        Assert.True(
            (await InOneAsync(() => ledger.Sessions.EndSessionAsync(session, SessionEnd.Death, Reason.None, Stop))).Ended
        );
        Assert.Equal(0, await InOneAsync(() => ledger.Jobs.RetryAsync(job, null, Stop)));
        Assert.False(await InOneAsync(() => ledger.Jobs.TryFinishAsync(job, 0, Stop)));
        Assert.True(await InOneAsync(() => ledger.Jobs.TryPauseAsync(job, Reason.None, Stop)));
        Assert.True(await InOneAsync(() => ledger.Jobs.TryCancelAsync(job, Stop)));
    }

    private static readonly AnswerKey Key = new(new string('a', 64), "recipe", "model", PassageAttempt.First, 0);

    [Fact]
    public async Task A_node_that_is_stopped_in_its_claim_holds_no_lock_and_its_runs_are_found()
    {
        var (stopped, proxy) = await BehindProxyAsync();
        var other = await OpenAsync();
        var job = await SmallJob.RunningAsync(other, 10);
        var (lost, session) = (await SmallJob.SessionAsync(stopped), await SmallJob.SessionAsync(other));

        var answering = proxy.StopAfterAsync("UPDATE chapter_runs");
        var claiming = stopped.Runs.ClaimAsync(new(lost, "rules", job, 4, 0), Stop);
        await answering.Comes();

        // With a lock still held each of these would wait for longer than the limit, or pass rows by.
        await UntilAsync(async () => (await other.Runs.ProcessingAsync(lost, Stop)).Count == 4);
        var mine = Assert.IsType<ClaimResult.Claimed>(
            await other.Runs.ClaimAsync(new(session, "rules", job, 4, 0), Stop).Comes()
        );
        Assert.Equal([5, 6, 7, 8], mine.Runs.Select(claim => claim.Run.Position));
        var ending = await other.Sessions.EndSessionAsync(lost, SessionEnd.Death, Reason.OfWords("gone"), Stop).Comes();
        Assert.Equal([1, 2, 3, 4], ending.GivenBack.Select(run => run.Position));
        Assert.True(await other.Jobs.TryPauseAsync(job, Reason.None, Stop).Comes());
        await LetGoAsync();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => claiming);
    }

    [Fact]
    public async Task A_node_that_is_stopped_while_it_completes_has_completed_and_may_say_it_again()
    {
        var (stopped, proxy) = await BehindProxyAsync();
        var other = await OpenAsync();
        var job = await SmallJob.RunningAsync(other, 2);
        var session = await SmallJob.SessionAsync(other);
        var claims = Assert.IsType<ClaimResult.Claimed>(await other.Runs.ClaimAsync(new(session, "rules", job, 2, 0), Stop)).Runs;
        Completion[] ends = [.. claims.Select(claim => new Completion(claim, ["w"], false, []))];

        var answering = proxy.StopAfterAsync("UPDATE chapter_runs");
        var completing = stopped.Runs.TryCompleteAsync(ends, Stop);
        await answering.Comes();

        await UntilAsync(async () => (await other.Runs.FindRunAsync(claims[0].Run, Stop))!.State == RunState.Completed);
        Assert.Equal([false, false], await other.Runs.TryCompleteAsync(ends, Stop).Comes());
        Assert.Equal(["w"], await other.Runs.WovenAsync(claims[1].Run, Stop));
        Assert.True(await other.Jobs.TryFinishAsync(job, 0, Stop).Comes());
        await LetGoAsync();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => completing);
    }
}
