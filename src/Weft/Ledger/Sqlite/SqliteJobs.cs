using Weft.Model;
using Weft.Reasons;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Jobs in a SQLite file.</summary>
internal sealed class SqliteJobs(SqliteFile file, TimeProvider time) : IJobs
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    public Task<JobCreation> CreateJobAsync(JobOrder order, RequestKey? key, CancellationToken cancel)
    {
        RunTransitions.CheckProviders(order.Providers);
        return file.WriteAsync(db => FindRepeated(db, key) ?? CreateJob(db, order, key), cancel);
    }

    private static JobCreation? FindRepeated(SqliteDb db, RequestKey? key) =>
        key is null
            ? null
            : db.Query(
                    "job-of-request",
                    row =>
                        row.Text("request_print") == key.Print
                            ? new JobCreation.Repeated(new(row.Long("job_id")))
                            : (JobCreation)new JobCreation.KeyReused(key.Key),
                    ("$key", key.Key)
                )
                .FirstOrDefault();

    private JobCreation CreateJob(SqliteDb db, JobOrder order, RequestKey? key)
    {
        var providers = ColumnFormats.Json(order.Providers);
        var job = db.Number(
            "add-job",
            ("$book", order.Book.Value),
            ("$edition", order.Edition.Value),
            ("$positions", order.Positions is null ? null : ColumnFormats.Json(order.Positions)),
            ("$providers", providers),
            ("$order", ColumnFormats.Word(order.Order)),
            ("$priority", ColumnFormats.Word(order.Priority)),
            ("$recipe", ColumnFormats.Json(order.Recipe)),
            ("$profile", order.ProfileVersion),
            ("$tokens", order.Budget.Tokens),
            ("$micros", order.Budget.Micros),
            ("$purse", order.Purse?.Value),
            ("$rules_after", (long?)order.RulesAfter?.TotalMilliseconds),
            ("$retry", (long?)order.AutoRetry?.TotalMilliseconds),
            ("$now", time.NowMs())
        );
        if (job is null)
        {
            var unknown = db.Query("unknown-providers", row => row.Text("provider"), ("$providers", providers));
            return unknown.Count > 0 ? new JobCreation.UnknownProviders(unknown) : new JobCreation.NoBook();
        }
        if (key is not null)
            KeepRequest(db, key, job.Value);
        ChangeNumber.Raise(db);
        SqliteEvents.Note(db, new JobId(job.Value), EventKind.Created, time.NowMs());
        return new JobCreation.Created(new(job.Value));
    }

    private void KeepRequest(SqliteDb db, RequestKey key, long job)
    {
        var now = time.NowMs();
        db.Execute("forget-requests", ("$before", now - (long)RequestKey.KeptFor.TotalMilliseconds));
        db.Execute("keep-request", ("$key", key.Key), ("$print", key.Print), ("$job", job), ("$now", now));
    }

    public Task AddRunsAsync(JobId job, IReadOnlyList<NewRun> runs, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                if (db.Number("job-is-created", ("$job", job.Value)) is null)
                    return 0;
                foreach (var run in runs)
                    db.Execute(
                        "add-run",
                        ("$job", job.Value),
                        ("$position", run.Position),
                        ("$hash", run.Chapter.TextHash),
                        ("$occurrence", run.Chapter.Occurrence),
                        ("$characters", run.Characters),
                        ("$state", (int)(run.SkipReason is null ? RunState.Pending : RunState.Skipped)),
                        ("$reason", run.SkipReason?.Sentence ?? ""),
                        ("$reason_code", run.SkipReason?.Code ?? ""),
                        ("$reason_args", ""),
                        ("$now", time.NowMs())
                    );
                return runs.Count;
            },
            cancel
        );

    public Task<bool> TryStartAsync(JobId job, CancellationToken cancel) =>
        file.ChangeAsync(
            db => db.Execute("start-job", ("$job", job.Value), ("$now", time.NowMs())) > 0 && Noted(db, job, EventKind.Started),
            cancel
        );

    public Task<bool> TryPauseAsync(JobId job, Reason reason, CancellationToken cancel) =>
        file.ChangeAsync(
            db =>
                db.Execute(
                    "pause-job",
                    ("$job", job.Value),
                    ("$reason", reason.Sentence),
                    ("$reason_code", reason.Code),
                    ("$reason_args", ReasonJson.Write(reason))
                ) > 0
                && Noted(db, job, EventKind.Paused),
            cancel
        );

    public Task<bool> TryResumeAsync(JobId job, Budget raise, CancellationToken cancel) =>
        file.ChangeAsync(
            db =>
            {
                if (db.Execute("resume-job", ("$job", job.Value)) == 0)
                    return false;
                db.Execute("raise-budget", ("$job", job.Value), ("$tokens", raise.Tokens), ("$micros", raise.Micros));
                return Noted(db, job, EventKind.Resumed);
            },
            cancel
        );

    private bool Noted(SqliteDb db, JobId job, EventKind kind)
    {
        SqliteEvents.Note(db, job, kind, time.NowMs());
        return true;
    }

    public Task<bool> TryCancelAsync(JobId job, CancellationToken cancel) =>
        file.ChangeAsync(db => Cancel(db, job, RunReasons.JobCancelled, time.NowMs()), cancel);

    /// <summary>Part of a transaction. False = it had ended already.</summary>
    public static bool Cancel(SqliteDb db, JobId job, Reason reason, long now)
    {
        if (db.Execute("cancel-job", ("$job", job.Value), ("$now", now)) == 0)
            return false;
        db.Execute(
            "skip-open-runs",
            ("$job", job.Value),
            ("$reason", reason.Sentence),
            ("$reason_code", reason.Code),
            ("$reason_args", ReasonJson.Write(reason)),
            ("$now", now)
        );
        db.Execute("drop-retries", ("$job", job.Value));
        SqliteEvents.Note(db, job, EventKind.Cancelled, now);
        return true;
    }

    public Task<int> RetryAsync(JobId job, int? position, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var failed = db.Query("failed-runs", RowMapping.RunId, ("$job", job.Value), ("$position", position));
                Reopen(db, failed, byPerson: true);
                return failed.Count;
            },
            cancel
        );

    public Task<int> ReadAnewAsync(JobId job, string provider, int? position, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var read = db.Query(
                    "runs-read-by",
                    RowMapping.RunId,
                    ("$job", job.Value),
                    ("$provider", provider),
                    ("$position", position)
                );
                foreach (var run in read)
                    db.Execute("drop-rejections", ("$job", job.Value), ("$position", run.Position));
                Reopen(db, read, byPerson: true);
                return read.Count;
            },
            cancel
        );

    public Task<int> AskAgainAsync(JobId job, string? readBy, int? position, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var ended = db.Query(
                    "runs-to-ask-again",
                    RowMapping.RunId,
                    ("$job", job.Value),
                    ("$provider", readBy),
                    ("$position", position)
                );
                foreach (var run in ended)
                    db.Execute("drop-rejections", ("$job", job.Value), ("$position", run.Position));
                Reopen(db, ended, byPerson: true, again: true);
                return ended.Count;
            },
            cancel
        );

    public async Task<IReadOnlyList<JobId>> RetryDueAsync(CancellationToken cancel)
    {
        // Asked often and rarely due: the writer is troubled only where something is.
        if (await file.ReadAsync(db => DueRuns(db).Count == 0, cancel))
            return [];
        return await file.WriteAsync(db => Reopen(db, DueRuns(db), byPerson: false), cancel);
    }

    private List<RunId> DueRuns(SqliteDb db) => db.Query("due-runs", RowMapping.RunId, ("$now", time.NowMs()));

    private List<JobId> Reopen(SqliteDb db, List<RunId> runs, bool byPerson, bool again = false)
    {
        var jobs = new List<JobId>();
        foreach (var (job, position) in runs)
        {
            db.Execute(
                "reopen-run",
                ("$job", job.Value),
                ("$position", position),
                ("$person", byPerson ? 1 : 0),
                ("$again", again ? 1 : 0),
                ("$now", time.NowMs())
            );
            // By position: a job's first run is its lowest.
            if (jobs.Count > 0 && jobs[^1] == job)
                continue;
            jobs.Add(job);
            db.Execute("reopen-job", ("$job", job.Value), ("$position", position));
        }
        foreach (var job in jobs)
            SqliteEvents.Note(db, job, EventKind.Retried, time.NowMs(), runs.Count(run => run.Job == job));
        if (jobs.Count > 0)
            ChangeNumber.Raise(db);
        return jobs;
    }

    public Task<Job?> FindJobAsync(JobId job, CancellationToken cancel) =>
        file.ReadAsync(db => db.First("job", Rows.Job, ("$job", job.Value)), cancel);

    public Task<IReadOnlyList<Job>> JobsAsync(IReadOnlyList<JobState> states, CancellationToken cancel)
    {
        var wanted = ColumnFormats.Json((states.Count == 0 ? Enum.GetValues<JobState>() : states).Select(ColumnFormats.Word));
        return file.ReadListAsync(db => db.Query("jobs", Rows.Job, ("$states", wanted)), cancel);
    }

    public Task<FinishView?> ReadForFinishAsync(JobId job, CancellationToken cancel) =>
        file.ReadAsync(db => FinishOf(db, job), cancel);

    private static FinishView? FinishOf(SqliteDb db, JobId job) =>
        db.First("finish-view", RowMapping.FinishView, ("$job", job.Value));

    public Task<bool> TryFinishAsync(JobId job, int reopen, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                // This process and every other waits while this transaction lasts: what it reads is under the job's lock.
                if (FinishOf(db, job) is not { State: JobState.Running or JobState.Paused, Open: false, RetryAhead: false } view)
                    return false;
                if (view.Reopen != reopen)
                    return false;
                var failed = db.Number("count-failed", ("$job", job.Value)) ?? 0;
                var reason = failed > 0 ? RunReasons.FailedRuns(failed) : Reason.None;
                db.Execute(
                    "finish-job",
                    ("$job", job.Value),
                    ("$state", ColumnFormats.Word(failed > 0 ? JobState.Failed : JobState.Completed)),
                    ("$reason", reason.Sentence),
                    ("$reason_code", reason.Code),
                    ("$reason_args", ReasonJson.Write(reason)),
                    ("$now", time.NowMs())
                );
                return Noted(db, job, failed > 0 ? EventKind.Failed : EventKind.Completed);
            },
            cancel
        );

    public async Task<IReadOnlyDictionary<JobId, RunCounts>> CountRunsAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var wanted = ColumnFormats.Json(jobs.Select(job => job.Value));
        return (await file.ReadAsync(db => db.Query("count-runs", RowMapping.Counts, ("$jobs", wanted)), cancel)).ToDictionary();
    }

    public async Task<IReadOnlyDictionary<JobId, long>> CountRejectedAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var wanted = ColumnFormats.Json(jobs.Select(job => job.Value));
        return (
            await file.ReadAsync(db => db.Query("count-rejected", RowMapping.Rejected, ("$jobs", wanted)), cancel)
        ).ToDictionary();
    }

    public Task<IReadOnlyDictionary<JobId, Purse>> PursesAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel) =>
        file.ReadAsync(db => Purses(db, jobs, time.GetUtcNow()), cancel);

    public static IReadOnlyDictionary<JobId, Purse> Purses(SqliteDb db, IReadOnlyList<JobId> jobs, DateTimeOffset now)
    {
        var wanted = ColumnFormats.Json(jobs.Select(job => job.Value));
        return Purse.ByJob(jobs, db.Query("purses", RowMapping.PartOfPurse, ("$jobs", wanted), ("$now", ColumnFormats.Ms(now))));
    }

    public Task RaiseFloorAsync(JobId job, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                if (db.Number("lowest-open", ("$job", job.Value)) is { } lowest)
                    db.Execute("raise-floor", ("$job", job.Value), ("$floor", lowest));
                return true;
            },
            cancel
        );
}
