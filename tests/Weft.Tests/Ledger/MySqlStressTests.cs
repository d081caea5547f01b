using Weft.Ledger.MySql;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>Several nodes on one database at once.</summary>
public sealed class MySqlStressTests : MySqlLedgerDatabase
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_run_is_completed_once_whatever_its_sessions_suffer(int seed) =>
        await LedgerStress.RunAsync([await OpenAsync(), await OpenAsync(), await OpenAsync()], runs: 300, nodes: 8, seed);

    [Fact]
    public async Task Two_nodes_that_claim_of_one_job_at_the_same_time_never_get_the_same_run()
    {
        const int Rounds = 60;
        const int Most = 3;
        MySqlLedger[] ledgers = [await OpenAsync(), await OpenAsync()];
        var job = await SmallJob.RunningAsync(ledgers[0], Rounds * 2 * Most);
        SessionId[] sessions = [await SmallJob.SessionAsync(ledgers[0]), await SmallJob.SessionAsync(ledgers[1])];
        var taken = new List<Claim>();
        for (var round = 0; round < Rounds; round++)
        {
            // From the mark that both have, so that they are at the same rows.
            var mark = round % 2 == 0 ? 0 : taken.Max(claim => claim.Run.Position) + 1;
            var results = await Task.WhenAll(
                ledgers.Select((ledger, node) => ledger.Runs.ClaimAsync(new(sessions[node], "rules", job, Most, mark), Stop))
            );
            taken.AddRange(results.OfType<ClaimResult.Claimed>().SelectMany(claimed => claimed.Runs));
            Assert.All(results, result => Assert.IsNotType<ClaimResult.NothingForAnyone>(result));
        }
        Assert.Equal(taken.Count, taken.Select(claim => claim.Run).Distinct().Count());
        Assert.All(taken, claim => Assert.Equal(1, claim.Attempt));
        var rows = (await ledgers[0].Runs.RunsAsync(job, 0, Rounds * 2 * Most, Stop)).ToDictionary(row => row.Id);
        Assert.All(
            taken,
            claim =>
                Assert.Equal(
                    (RunState.Processing, claim.Session, 1),
                    (rows[claim.Run].State, rows[claim.Run].Session!.Value, rows[claim.Run].Attempt)
                )
        );
        Assert.Equal(taken.Count, rows.Values.Count(row => row.State == RunState.Processing));
    }

    [Fact]
    public async Task A_session_that_is_ended_while_it_claims_keeps_no_run()
    {
        MySqlLedger[] ledgers = [await OpenAsync(), await OpenAsync()];
        var job = await SmallJob.RunningAsync(ledgers[0], 40);
        for (var round = 0; round < 20; round++)
        {
            var session = await SmallJob.SessionAsync(ledgers[0]);
            var claims = Enumerable
                .Range(0, 3)
                .Select(_ => ledgers[0].Runs.ClaimAsync(new(session, "rules", job, 2, 0), Stop))
                .ToList();
            var ending = ledgers[1].Sessions.EndSessionAsync(session, SessionEnd.Drained, Reason.None, Stop);
            await Task.WhenAll([.. claims, ending]);
            Assert.Empty(await ledgers[1].Runs.ProcessingAsync(session, Stop));
            Assert.IsType<ClaimResult.SessionEnded>(await ledgers[0].Runs.ClaimAsync(new(session, "rules", job, 2, 0), Stop));
        }
        Assert.All(await ledgers[0].Runs.RunsAsync(job, 0, 40, Stop), run => Assert.Equal(RunState.Pending, run.State));
    }
}
