using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger.MySql;

/// <summary>The chapters of jobs in a MySQL or MariaDB database.</summary>
internal sealed class MySqlRuns(MySqlStore store, RowMapping rows) : IRuns
{
    private readonly MySqlClaims _claims = new(store, rows);
    private readonly MySqlCompletions _completions = new(store);

    public Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancel) => _claims.ClaimAsync(request, cancel);

    public Task<IReadOnlyList<bool>> TryCompleteAsync(IReadOnlyList<Completion> completions, CancellationToken cancel) =>
        _completions.TryCompleteAsync(completions, cancel);

    public async Task<IReadOnlyList<ChapterRun>> RunsAsync(JobId job, int fromPosition, int atMost, CancellationToken cancel) =>
        await store.QueryAsync("runs", rows.Run, cancel, ("@job", job.Value), ("@from", fromPosition), ("@most", atMost));

    public Task<ChapterRun?> FindRunAsync(RunId run, CancellationToken cancel) =>
        store.FirstAsync("run", rows.Run, cancel, ("@job", run.Job.Value), ("@position", run.Position));

    public Task<IReadOnlyList<string>> WovenAsync(RunId run, CancellationToken cancel) => WovenAsync(store, run, cancel);

    public static async Task<IReadOnlyList<string>> WovenAsync(MySqlStore store, RunId run, CancellationToken cancel) =>
        await store.FirstAsync(
            "woven",
            row => row.Json<string[]>("woven_keys"),
            cancel,
            ("@job", run.Job.Value),
            ("@position", run.Position)
        ) ?? [];

    public async Task<IReadOnlyList<(int Position, Rejection Rejection)>> RejectionsAsync(
        JobId job,
        int fromPosition,
        int atMost,
        CancellationToken cancel
    ) =>
        await store.QueryAsync(
            "rejections",
            RowMapping.Rejection,
            cancel,
            ("@job", job.Value),
            ("@from", fromPosition),
            ("@most", atMost)
        );

    public async Task<IReadOnlyList<RejectionCount>> CountRejectionsAsync(JobId job, CancellationToken cancel) =>
        await store.QueryAsync("count-rejections", RowMapping.RejectionCount, cancel, ("@job", job.Value));

    public async Task<IReadOnlyList<ReaderCount>> CountReadersAsync(JobId job, CancellationToken cancel) =>
        await store.QueryAsync("count-readers", RowMapping.ReaderCount, cancel, ("@job", job.Value));

    public async Task<IReadOnlyList<SkippedCount>> CountSkippedAsync(JobId job, CancellationToken cancel) =>
        await store.QueryAsync("count-skipped", RowMapping.SkippedCount, cancel, ("@job", job.Value));

    public async Task<IReadOnlyList<ChapterRun>> FailedRunsAsync(JobId job, CancellationToken cancel) =>
        await store.QueryAsync("failed", rows.Run, cancel, ("@job", job.Value));

    private static (string, object?)[] Of(Claim claim, params (string, object?)[] rest) =>
        [
            ("@job", claim.Run.Job.Value),
            ("@position", claim.Run.Position),
            ("@session", claim.Session.Value),
            ("@attempt", claim.Attempt),
            .. rest,
        ];

    public async Task<AfterFailure> FailAsync(Claim claim, Reason reason, TimeSpan? retryAfter, CancellationToken cancel)
    {
        var row = await store.FirstAsync("run-for-failure", FailingRun.Read, cancel, Of(claim));
        if (row is null)
            return AfterFailure.NotMine;
        var (next, failedBy, retry) = row.After(claim, retryAfter);
        var changed = await store.ExecuteAsync(
            "fail",
            cancel,
            Of(
                claim,
                ("@state", (int)(next is null ? RunState.Failed : RunState.Pending)),
                ("@failures", row.Failures),
                ("@rung", next ?? row.Rung),
                ("@failed_by", failedBy),
                ("@retry", store.NowMs + (long?)retry?.TotalMilliseconds),
                ("@reason", reason.Sentence),
                ("@reason_code", reason.Code),
                ("@reason_args", ReasonJson.Write(reason)),
                ("@now", store.NowMs)
            )
        );
        return changed == 0 ? AfterFailure.NotMine
            : next is null ? AfterFailure.Failed
            : AfterFailure.NextProvider;
    }

    public async Task<bool> TrySkipAsync(Claim claim, Reason reason, CancellationToken cancel) =>
        await store.ExecuteAsync(
            "skip",
            cancel,
            Of(
                claim,
                ("@reason", reason.Sentence),
                ("@reason_code", reason.Code),
                ("@reason_args", ReasonJson.Write(reason)),
                ("@now", store.NowMs)
            )
        ) > 0;

    public async Task<IReadOnlyList<JobId>> GiveBackAsync(IReadOnlyList<Claim> claims, Reason reason, CancellationToken cancel) =>
        await store.QueryAsync(
            "give-back",
            RowMapping.JobId,
            cancel,
            ("@batch", ColumnFormats.Json(claims.Select(claim => MySqlCompletions.Row(claim)))),
            ("@reason", reason.Sentence),
            ("@reason_code", reason.Code),
            ("@reason_args", ReasonJson.Write(reason)),
            ("@now", store.NowMs)
        );

    public Task<Claim?> TryRaiseAttemptAsync(Claim claim, int above, CancellationToken cancel) =>
        store.FirstAsync("raise-attempt", RowMapping.Claim, cancel, Of(claim, ("@above", above), ("@now", store.NowMs)));

    public async Task<bool> TryMarkAsync(Claim claim, bool marked, CancellationToken cancel) =>
        await store.ExecuteAsync("mark", cancel, Of(claim, ("@marked", marked ? 1 : 0))) > 0;

    public async Task<IReadOnlyList<Claim>> ProcessingAsync(SessionId session, CancellationToken cancel) =>
        await store.QueryAsync("processing", RowMapping.Claim, cancel, ("@session", session.Value));
}
