using Weft.Model;

namespace Weft.Ledger.MySql;

internal sealed partial class MySqlLedger
{
    public async Task<IReadOnlyList<ChapterRun>> RunsAsync(JobId job, int fromPosition, int atMost, CancellationToken cancel) =>
        await _store.QueryAsync("runs", _rows.Run, cancel, ("@job", job.Value), ("@from", fromPosition), ("@most", atMost));

    public Task<ChapterRun?> FindRunAsync(RunId run, CancellationToken cancel) =>
        _store.FirstAsync("run", _rows.Run, cancel, ("@job", run.Job.Value), ("@position", run.Position));

    public async Task<IReadOnlyList<string>> WovenAsync(RunId run, CancellationToken cancel) =>
        await _store.FirstAsync(
            "woven",
            row => row.Json<string[]>(0),
            cancel,
            ("@job", run.Job.Value),
            ("@position", run.Position)
        ) ?? [];

    public async Task<IReadOnlyList<(int Position, Rejection Rejection)>> RejectionsAsync(
        JobId job,
        int atMost,
        CancellationToken cancel
    ) =>
        await _store.QueryAsync(
            "rejections",
            row => (row.GetInt32(0), new Rejection(row.GetString(1), row.GetString(2), row.GetString(3))),
            cancel,
            ("@job", job.Value),
            ("@most", atMost)
        );

    public async Task<IReadOnlyList<RejectionCount>> CountRejectionsAsync(JobId job, CancellationToken cancel) =>
        await _store.QueryAsync("count-rejections", LedgerRows.Rejection, cancel, ("@job", job.Value));

    public async Task<IReadOnlyList<SkippedCount>> CountSkippedAsync(JobId job, CancellationToken cancel) =>
        await _store.QueryAsync("count-skipped", LedgerRows.Skipped, cancel, ("@job", job.Value));

    public async Task<IReadOnlyList<ChapterRun>> FailedRunsAsync(JobId job, CancellationToken cancel) =>
        await _store.QueryAsync("failed", _rows.Run, cancel, ("@job", job.Value));

    private static object[] Row(Claim claim, params object[] rest) =>
        [claim.Run.Job.Value, claim.Run.Position, claim.Session.Value, claim.Attempt, .. rest];

    private static (string, object?)[] Of(Claim claim, params (string, object?)[] rest) =>
        [
            ("@job", claim.Run.Job.Value),
            ("@position", claim.Run.Position),
            ("@session", claim.Session.Value),
            ("@attempt", claim.Attempt),
            .. rest,
        ];

    public async Task<AfterFailure> FailAsync(Claim claim, string reason, TimeSpan? retryAfter, CancellationToken cancel)
    {
        var row = await _store.FirstAsync("run-for-failure", FailingRun.Read, cancel, Of(claim));
        if (row is null)
            return AfterFailure.NotMine;
        var (next, failedBy, retry) = row.After(claim, retryAfter);
        var changed = await _store.ExecuteAsync(
            "fail",
            cancel,
            Of(
                claim,
                ("@state", (int)(next is null ? RunState.Failed : RunState.Pending)),
                ("@failures", row.Failures),
                ("@rung", next ?? row.Rung),
                ("@failed_by", failedBy),
                ("@retry", NowMs + (long?)retry?.TotalMilliseconds),
                ("@reason", reason),
                ("@now", NowMs)
            )
        );
        return changed == 0 ? AfterFailure.NotMine
            : next is null ? AfterFailure.Failed
            : AfterFailure.NextProvider;
    }

    public async Task<bool> TrySkipAsync(Claim claim, string reason, CancellationToken cancel) =>
        await _store.ExecuteAsync("skip", cancel, Of(claim, ("@reason", reason), ("@now", NowMs))) > 0;

    public async Task<IReadOnlyList<JobId>> GiveBackAsync(IReadOnlyList<Claim> claims, string reason, CancellationToken cancel) =>
        await _store.QueryAsync(
            "give-back",
            row => new JobId(row.GetInt64(0)),
            cancel,
            ("@batch", Stored.Json(claims.Select(claim => Row(claim)))),
            ("@reason", reason),
            ("@now", NowMs)
        );

    public Task<Claim?> TryRaiseAttemptAsync(Claim claim, int above, CancellationToken cancel) =>
        _store.FirstAsync("raise-attempt", LedgerRows.Claim, cancel, Of(claim, ("@above", above), ("@now", NowMs)));

    public async Task<bool> TryMarkAsync(Claim claim, bool marked, CancellationToken cancel) =>
        await _store.ExecuteAsync("mark", cancel, Of(claim, ("@marked", marked ? 1 : 0))) > 0;

    public async Task<IReadOnlyList<Claim>> ProcessingAsync(SessionId session, CancellationToken cancel) =>
        await _store.QueryAsync("processing", LedgerRows.Claim, cancel, ("@session", session.Value));
}
