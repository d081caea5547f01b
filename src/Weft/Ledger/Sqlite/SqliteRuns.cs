using Weft.Model;
using Weft.Reasons;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>The chapters of jobs in a SQLite file.</summary>
internal sealed class SqliteRuns(SqliteFile file, TimeProvider time) : IRuns
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    private readonly SqliteClaims _claims = new(time);

    public Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancel) =>
        file.WriteAsync(db => _claims.Claim(db, request), cancel);

    public Task<IReadOnlyList<ChapterRun>> RunsAsync(JobId job, int fromPosition, int atMost, CancellationToken cancel) =>
        file.ReadListAsync(
            db => db.Query("runs", Rows.Run, ("$job", job.Value), ("$from", fromPosition), ("$most", atMost)),
            cancel
        );

    public Task<ChapterRun?> FindRunAsync(RunId run, CancellationToken cancel) =>
        file.ReadAsync(db => db.First("run", Rows.Run, ("$job", run.Job.Value), ("$position", run.Position)), cancel);

    public async Task<IReadOnlyList<string>> WovenAsync(RunId run, CancellationToken cancel) =>
        await file.ReadAsync(db => WovenOf(db, run), cancel);

    /// <summary>Part of a transaction.</summary>
    public static string[] WovenOf(SqliteDb db, RunId run) =>
        db.First("woven", row => row.Json<string[]>("keys"), ("$job", run.Job.Value), ("$position", run.Position)) ?? [];

    public Task<IReadOnlyList<(int Position, Rejection Rejection)>> RejectionsAsync(
        JobId job,
        int fromPosition,
        int atMost,
        CancellationToken cancel
    ) =>
        file.ReadListAsync(
            db => db.Query("rejections", RowMapping.Rejection, ("$job", job.Value), ("$from", fromPosition), ("$most", atMost)),
            cancel
        );

    public Task<IReadOnlyList<RejectionCount>> CountRejectionsAsync(JobId job, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("count-rejections", RowMapping.RejectionCount, ("$job", job.Value)), cancel);

    public Task<IReadOnlyList<ReaderCount>> CountReadersAsync(JobId job, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("count-readers", RowMapping.ReaderCount, ("$job", job.Value)), cancel);

    public Task<IReadOnlyList<SkippedCount>> CountSkippedAsync(JobId job, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("count-skipped", RowMapping.SkippedCount, ("$job", job.Value)), cancel);

    public Task<IReadOnlyList<ChapterRun>> FailedRunsAsync(JobId job, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("failed", Rows.Run, ("$job", job.Value)), cancel);

    public Task<IReadOnlyList<bool>> TryCompleteAsync(IReadOnlyList<Completion> completions, CancellationToken cancel) =>
        file.WriteAsync<IReadOnlyList<bool>>(db => [.. completions.Select(completion => Complete(db, completion))], cancel);

    private bool Complete(SqliteDb db, Completion completion)
    {
        var claim = completion.Claim;
        var reason = completion.Superseded ? RunReasons.Superseded : Reason.None;
        var changed = db.Execute(
            "complete",
            ("$job", claim.Run.Job.Value),
            ("$position", claim.Run.Position),
            ("$session", claim.Session.Value),
            ("$attempt", claim.Attempt),
            ("$provider", claim.Provider),
            ("$reason", reason.Sentence),
            ("$reason_code", reason.Code),
            ("$reason_args", ReasonJson.Write(reason)),
            ("$rejected", completion.Rejected.Count),
            ("$now", time.NowMs())
        );
        if (changed == 0)
            return false;
        db.Execute(
            "add-woven",
            ("$job", claim.Run.Job.Value),
            ("$position", claim.Run.Position),
            ("$keys", ColumnFormats.Json(completion.Woven))
        );
        for (var number = 0; number < completion.Rejected.Count; number++)
            AddRejection(db, claim.Run, number, completion.Rejected[number]);
        return true;
    }

    private static void AddRejection(SqliteDb db, RunId run, int number, Rejection rejection) =>
        db.Execute(
            "add-rejection",
            ("$job", run.Job.Value),
            ("$position", run.Position),
            ("$number", number),
            ("$kind", rejection.Kind),
            ("$text", rejection.Text),
            ("$reason", rejection.Reason.Sentence),
            ("$reason_code", rejection.Reason.Code),
            ("$reason_args", ReasonJson.Write(rejection.Reason))
        );

    public Task<AfterFailure> FailAsync(Claim claim, Reason reason, TimeSpan? retryAfter, CancellationToken cancel) =>
        file.WriteAsync(db => Fail(db, claim, reason, retryAfter), cancel);

    private AfterFailure Fail(SqliteDb db, Claim claim, Reason reason, TimeSpan? retryAfter)
    {
        var row = db.First(
            "run-for-failure",
            FailingRun.Read,
            ("$job", claim.Run.Job.Value),
            ("$position", claim.Run.Position),
            ("$session", claim.Session.Value),
            ("$attempt", claim.Attempt)
        );
        if (row is null)
            return AfterFailure.NotMine;
        var (next, failedBy, retry) = row.After(claim, retryAfter);
        db.Execute(
            "fail",
            ("$job", claim.Run.Job.Value),
            ("$position", claim.Run.Position),
            ("$state", (int)(next is null ? RunState.Failed : RunState.Pending)),
            ("$failures", row.Failures),
            ("$rung", next ?? row.Rung),
            ("$failed_by", failedBy),
            ("$retry", ColumnFormats.Ms(time.GetUtcNow() + retry)),
            ("$reason", reason.Sentence),
            ("$reason_code", reason.Code),
            ("$reason_args", ReasonJson.Write(reason)),
            ("$now", time.NowMs())
        );
        return next is null ? AfterFailure.Failed : AfterFailure.NextProvider;
    }

    public Task<bool> TrySkipAsync(Claim claim, Reason reason, CancellationToken cancel) =>
        file.WriteAsync(db => End(db, "skip", claim, reason), cancel);

    public Task<IReadOnlyList<JobId>> GiveBackAsync(IReadOnlyList<Claim> claims, Reason reason, CancellationToken cancel) =>
        file.WriteAsync<IReadOnlyList<JobId>>(
            db =>
                [
                    .. claims
                        .Where(claim => End(db, "give-back", claim, reason))
                        .Select(claim => claim.Run.Job)
                        .Distinct()
                        .OrderBy(job => job.Value),
                ],
            cancel
        );

    private bool End(SqliteDb db, string statement, Claim claim, Reason reason) =>
        db.Execute(
            statement,
            ("$job", claim.Run.Job.Value),
            ("$position", claim.Run.Position),
            ("$session", claim.Session.Value),
            ("$attempt", claim.Attempt),
            ("$reason", reason.Sentence),
            ("$reason_code", reason.Code),
            ("$reason_args", ReasonJson.Write(reason)),
            ("$now", time.NowMs())
        ) > 0;

    public Task<Claim?> TryRaiseAttemptAsync(Claim claim, int above, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
                db.First(
                    "raise-attempt",
                    RowMapping.Claim,
                    ("$job", claim.Run.Job.Value),
                    ("$position", claim.Run.Position),
                    ("$session", claim.Session.Value),
                    ("$attempt", claim.Attempt),
                    ("$above", above),
                    ("$now", time.NowMs())
                ),
            cancel
        );

    public Task<bool> TryMarkAsync(Claim claim, bool marked, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
                db.Execute(
                    "mark",
                    ("$job", claim.Run.Job.Value),
                    ("$position", claim.Run.Position),
                    ("$session", claim.Session.Value),
                    ("$attempt", claim.Attempt),
                    ("$marked", marked ? 1 : 0)
                ) > 0,
            cancel
        );

    public Task<IReadOnlyList<Claim>> ProcessingAsync(SessionId session, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("processing", RowMapping.Claim, ("$session", session.Value)), cancel);
}
