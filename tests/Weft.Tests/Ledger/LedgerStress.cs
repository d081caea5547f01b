using System.Collections.Concurrent;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Ledger;

/// <summary>Several nodes on one ledger, which are taken over, fail, give back and repeat themselves at random.</summary>
internal static class LedgerStress
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="ledgers">The same one, as several processes have it open.</param>
    public static async Task RunAsync<TLedger>(TLedger[] ledgers, int runs, int nodes, int seed)
        where TLedger : ILedger
    {
        var job = await SmallJob.RunningAsync(ledgers[0], runs);
        var completed = new ConcurrentBag<Claim>();
        await Task.WhenAll(
            Enumerable
                .Range(0, nodes)
                .Select(node => WorkAsync(ledgers[node % ledgers.Length], job, new Random(seed * 100 + node), completed))
        );

        Assert.Equal(Enumerable.Range(1, runs), completed.Select(claim => claim.Run.Position).Distinct().Order());
        // Said twice of the same claim it is the same completion; of two claims never both.
        Assert.Equal(runs, completed.Select(claim => (claim.Run, claim.Attempt)).Distinct().Count());
        var rows = (await ledgers[0].Runs.RunsAsync(job, 0, runs, Stop)).ToDictionary(run => run.Id);
        Assert.All(
            completed,
            claim =>
                Assert.Equal(
                    (RunState.Completed, claim.Session, claim.Attempt),
                    (rows[claim.Run].State, rows[claim.Run].Session, rows[claim.Run].Attempt)
                )
        );
        var view = await ledgers[^1].Jobs.ReadForFinishAsync(job, Stop);
        Assert.True(await ledgers[^1].Jobs.TryFinishAsync(job, view!.Reopen, Stop));
        Assert.Equal(JobState.Completed, (await ledgers[0].Jobs.FindJobAsync(job, Stop))!.State);
    }

    private static async Task WorkAsync(ILedger ledger, JobId job, Random chance, ConcurrentBag<Claim> completed)
    {
        var session = await SmallJob.SessionAsync(ledger);
        var mark = 0;
        while (true)
        {
            switch (await ledger.Runs.ClaimAsync(new(session, "rules", job, chance.Next(1, 9), mark), Stop))
            {
                case ClaimResult.SessionEnded:
                    session = await SmallJob.SessionAsync(ledger);
                    break;
                case ClaimResult.Claimed claimed:
                    mark = claimed.Mark;
                    await TreatAsync(ledger, claimed.Runs, chance, completed);
                    break;
                default:
                    await ledger.Jobs.RetryAsync(job, null, Stop);
                    if (await ledger.Jobs.ReadForFinishAsync(job, Stop) is { Open: false, RetryAhead: false })
                        return;
                    // What stays open belongs to somebody else: perhaps to one that has left.
                    foreach (var other in await ledger.Sessions.OpenSessionsAsync(Stop))
                        if (chance.Next(4) == 0)
                            await ledger.Sessions.EndSessionAsync(
                                other.Id,
                                SessionEnd.Drained,
                                Reason.OfWords("taken over"),
                                Stop
                            );
                    break;
            }
        }
    }

    private static async Task TreatAsync(
        ILedger ledger,
        IReadOnlyList<Claim> claims,
        Random chance,
        ConcurrentBag<Claim> completed
    )
    {
        switch (chance.Next(10))
        {
            case 0:
                await ledger.Sessions.EndSessionAsync(claims[0].Session, SessionEnd.Death, Reason.OfWords("taken over"), Stop);
                break;
            case 1:
                await ledger.Runs.GiveBackAsync(claims, Reason.OfWords("not now"), Stop);
                break;
            case 2:
                await ledger.Runs.FailAsync(claims[0], Reason.OfWords("no good"), null, Stop);
                break;
            case 3:
                await ledger.Jobs.RaiseFloorAsync(claims[0].Run.Job, Stop);
                break;
        }
        // Whatever became of them: a worker that knows nothing of it goes on, and says it twice.
        var batch = claims.Concat(claims).Select(claim => new Completion(claim, ["k"], false, [])).ToArray();
        var done = await ledger.Runs.TryCompleteAsync(batch, Stop);
        for (var i = 0; i < batch.Length; i++)
            if (done[i])
                completed.Add(batch[i].Claim);
    }
}
