using Weft.Model;
using Weft.Reasons;
using Weft.Storage;

namespace Weft.Ledger.MySql;

/// <summary>Jobs in a MySQL or MariaDB database.</summary>
internal sealed class MySqlJobs(MySqlStore store, RowMapping rows) : IJobs
{
    public async Task<JobCreation> CreateJobAsync(JobOrder order, RequestKey? key, CancellationToken cancel)
    {
        RunTransitions.CheckProviders(order.Providers);
        var creation = await store.FirstAsync(
            "add-job",
            row => Creation(row, key),
            cancel,
            ("@book", order.Book.Value),
            ("@edition", order.Edition.Value),
            ("@positions", order.Positions is null ? null : ColumnFormats.Json(order.Positions)),
            ("@providers", ColumnFormats.Json(order.Providers)),
            ("@order", ColumnFormats.Word(order.Order)),
            ("@priority", ColumnFormats.Word(order.Priority)),
            ("@recipe", ColumnFormats.Json(order.Recipe)),
            ("@profile", order.ProfileVersion),
            ("@tokens", order.Budget.Tokens),
            ("@micros", order.Budget.Micros),
            ("@purse", order.Purse?.Value),
            ("@rules_after", (long?)order.RulesAfter?.TotalMilliseconds),
            ("@retry", (long?)order.AutoRetry?.TotalMilliseconds),
            ("@key", key?.Key),
            ("@print", key?.Print),
            ("@forget", store.NowMs - (long)RequestKey.KeptFor.TotalMilliseconds),
            ("@now", store.NowMs)
        );
        return creation!;
    }

    private static JobCreation Creation(Row row, RequestKey? key)
    {
        if (row.MaybeLong("same_job_id") is { } same)
            return row.Text("same_print") == key!.Print
                ? new JobCreation.Repeated(new(same))
                : new JobCreation.KeyReused(key.Key);
        if (row.MaybeLong("job_id") is { } job)
            return new JobCreation.Created(new(job));
        return row.IsNull("unknown_providers")
            ? new JobCreation.NoBook()
            : new JobCreation.UnknownProviders(row.Json<string[]>("unknown_providers"));
    }

    public Task AddRunsAsync(JobId job, IReadOnlyList<NewRun> runs, CancellationToken cancel)
    {
        var rows = runs.Select(run =>
            new object[]
            {
                run.Position,
                run.Chapter.TextHash,
                run.Chapter.Occurrence,
                run.Characters,
                (int)(run.SkipReason is null ? RunState.Pending : RunState.Skipped),
                run.SkipReason?.Sentence ?? "",
                run.SkipReason?.Code ?? "",
            }
        );
        return store.ExecuteAsync(
            "add-runs",
            cancel,
            ("@job", job.Value),
            ("@runs", ColumnFormats.Json(rows)),
            ("@now", store.NowMs)
        );
    }

    public Task<bool> TryStartAsync(JobId job, CancellationToken cancel) =>
        store.IsDoneAsync("start-job", cancel, ("@job", job.Value), ("@now", store.NowMs));

    public Task<bool> TryPauseAsync(JobId job, Reason reason, CancellationToken cancel) =>
        store.IsDoneAsync(
            "pause-job",
            cancel,
            ("@job", job.Value),
            ("@reason", reason.Sentence),
            ("@reason_code", reason.Code),
            ("@reason_args", ReasonJson.Write(reason)),
            ("@now", store.NowMs)
        );

    public Task<bool> TryResumeAsync(JobId job, Budget raise, CancellationToken cancel) =>
        store.IsDoneAsync(
            "resume-job",
            cancel,
            ("@job", job.Value),
            ("@tokens", raise.Tokens),
            ("@micros", raise.Micros),
            ("@now", store.NowMs)
        );

    public Task<bool> TryCancelAsync(JobId job, CancellationToken cancel) =>
        store.IsDoneAsync(
            "cancel-job",
            cancel,
            ("@job", job.Value),
            ("@reason", RunReasons.JobCancelled.Sentence),
            ("@reason_code", RunReasons.JobCancelled.Code),
            ("@reason_args", ReasonJson.Write(RunReasons.JobCancelled)),
            ("@now", store.NowMs)
        );

    public Task<int> RetryAsync(JobId job, int? position, CancellationToken cancel) =>
        ReopenAsync(job, null, position, false, cancel);

    public Task<int> ReadAnewAsync(JobId job, string provider, int? position, CancellationToken cancel) =>
        ReopenAsync(job, provider, position, false, cancel);

    public Task<int> AskAgainAsync(JobId job, string? readBy, int? position, CancellationToken cancel) =>
        ReopenAsync(job, readBy, position, true, cancel);

    private async Task<int> ReopenAsync(JobId job, string? readBy, int? position, bool again, CancellationToken cancel) =>
        (int)(
            await store.NumberAsync(
                "retry",
                cancel,
                ("@job", job.Value),
                ("@read_by", readBy),
                ("@again", again ? 1 : 0),
                ("@position", position),
                ("@now", store.NowMs)
            ) ?? 0
        );

    public async Task<IReadOnlyList<JobId>> RetryDueAsync(CancellationToken cancel)
    {
        var reopened = new List<JobId>();
        foreach (
            var job in await store.QueryAsync("jobs-with-due-runs", row => row.Long("job_id"), cancel, ("@now", store.NowMs))
        )
        {
            if (await store.IsDoneAsync("retry-due", cancel, ("@job", job), ("@now", store.NowMs)))
                reopened.Add(new(job));
        }
        return reopened;
    }

    public Task<Job?> FindJobAsync(JobId job, CancellationToken cancel) =>
        store.FirstAsync("job", rows.Job, cancel, ("@job", job.Value));

    public async Task<IReadOnlyList<Job>> JobsAsync(IReadOnlyList<JobState> states, CancellationToken cancel)
    {
        if (states.Count is 0 or > 3)
        {
            var all = string.Join(',', (states.Count == 0 ? Enum.GetValues<JobState>() : states).Select(ColumnFormats.Word));
            return await store.QueryAsync("jobs", rows.Job, cancel, ("@states", all));
        }
        string Nth(int index) => ColumnFormats.Word(states[Math.Min(index, states.Count - 1)]);
        return await store.QueryAsync("jobs-in", rows.Job, cancel, ("@one", Nth(0)), ("@two", Nth(1)), ("@three", Nth(2)));
    }

    public Task<FinishView?> ReadForFinishAsync(JobId job, CancellationToken cancel) =>
        store.FirstAsync("finish-view", RowMapping.FinishView, cancel, ("@job", job.Value));

    public Task<bool> TryFinishAsync(JobId job, int reopen, CancellationToken cancel) =>
        store.IsDoneAsync("finish-job", cancel, ("@job", job.Value), ("@reopen", reopen), ("@now", store.NowMs));

    public async Task<IReadOnlyDictionary<JobId, RunCounts>> CountRunsAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var wanted = ColumnFormats.Json(jobs.Select(job => job.Value).Distinct());
        return (await store.QueryAsync("count-runs", RowMapping.Counts, cancel, ("@jobs", wanted))).ToDictionary();
    }

    public async Task<IReadOnlyDictionary<JobId, long>> CountRejectedAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var wanted = ColumnFormats.Json(jobs.Select(job => job.Value).Distinct());
        return (await store.QueryAsync("count-rejected", RowMapping.Rejected, cancel, ("@jobs", wanted))).ToDictionary();
    }

    public async Task<IReadOnlyDictionary<JobId, Purse>> PursesAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var wanted = ColumnFormats.Json(jobs.Select(job => job.Value).Distinct());
        var rows = await store.QueryAsync("purses", RowMapping.PartOfPurse, cancel, ("@jobs", wanted), ("@now", store.NowMs));
        return Purse.ByJob(jobs, rows);
    }

    public Task RaiseFloorAsync(JobId job, CancellationToken cancel) =>
        store.ExecuteAsync("raise-floor", cancel, ("@job", job.Value));
}
