using System.Data.Common;
using Weft.Model;

namespace Weft.Ledger.MySql;

internal sealed partial class MySqlLedger
{
    public async Task<JobCreation> CreateJobAsync(JobOrder order, CancellationToken cancel)
    {
        Rungs.Check(order.Providers);
        var creation = await _store.FirstAsync(
            "add-job",
            Creation,
            cancel,
            ("@book", order.Book.Value),
            ("@edition", order.Edition.Value),
            ("@positions", order.Positions is null ? null : Stored.Json(order.Positions)),
            ("@providers", Stored.Json(order.Providers)),
            ("@order", Stored.Word(order.Order)),
            ("@priority", Stored.Word(order.Priority)),
            ("@recipe", Stored.Json(order.Recipe)),
            ("@profile", order.ProfileVersion),
            ("@tokens", order.Budget.Tokens),
            ("@micros", order.Budget.Micros),
            ("@retry", (long?)order.AutoRetry?.TotalMilliseconds),
            ("@now", NowMs)
        );
        return creation!;
    }

    private static JobCreation Creation(DbDataReader row)
    {
        if (row.MaybeLong(0) is { } job)
            return new JobCreation.Created(new(job));
        return row.IsDBNull(1) ? new JobCreation.NoBook() : new JobCreation.UnknownProviders(row.Json<string[]>(1));
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
                run.SkipReason ?? "",
            }
        );
        return _store.ExecuteAsync("add-runs", cancel, ("@job", job.Value), ("@runs", Stored.Json(rows)), ("@now", NowMs));
    }

    public Task<bool> TryStartAsync(JobId job, CancellationToken cancel) =>
        IsDoneAsync("start-job", cancel, ("@job", job.Value), ("@now", NowMs));

    public Task<bool> TryPauseAsync(JobId job, string reason, CancellationToken cancel) =>
        IsDoneAsync("pause-job", cancel, ("@job", job.Value), ("@reason", reason));

    public Task<bool> TryResumeAsync(JobId job, CancellationToken cancel) =>
        IsDoneAsync("resume-job", cancel, ("@job", job.Value));

    public Task<bool> TryCancelAsync(JobId job, CancellationToken cancel) =>
        IsDoneAsync("cancel-job", cancel, ("@job", job.Value), ("@reason", Reasons.JobCancelled), ("@now", NowMs));

    public async Task<int> RetryAsync(JobId job, int? position, CancellationToken cancel) =>
        (int)(await _store.NumberAsync("retry", cancel, ("@job", job.Value), ("@position", position), ("@now", NowMs)) ?? 0);

    public async Task<IReadOnlyList<JobId>> RetryDueAsync(CancellationToken cancel)
    {
        var reopened = new List<JobId>();
        foreach (var job in await _store.QueryAsync("jobs-with-due-runs", row => row.GetInt64(0), cancel, ("@now", NowMs)))
        {
            if (await IsDoneAsync("retry-due", cancel, ("@job", job), ("@now", NowMs)))
                reopened.Add(new(job));
        }
        return reopened;
    }

    public Task<Job?> FindJobAsync(JobId job, CancellationToken cancel) =>
        _store.FirstAsync("job", _rows.Job, cancel, ("@job", job.Value));

    public async Task<IReadOnlyList<Job>> JobsAsync(IReadOnlyList<JobState> states, CancellationToken cancel)
    {
        if (states.Count is 0 or > 3)
        {
            var all = string.Join(',', (states.Count == 0 ? Enum.GetValues<JobState>() : states).Select(Stored.Word));
            return await _store.QueryAsync("jobs", _rows.Job, cancel, ("@states", all));
        }
        string Nth(int index) => Stored.Word(states[Math.Min(index, states.Count - 1)]);
        return await _store.QueryAsync("jobs-in", _rows.Job, cancel, ("@one", Nth(0)), ("@two", Nth(1)), ("@three", Nth(2)));
    }

    public Task<FinishView?> ReadForFinishAsync(JobId job, CancellationToken cancel) =>
        _store.FirstAsync("finish-view", row => LedgerRows.FinishView(row, job), cancel, ("@job", job.Value));

    public Task<bool> TryFinishAsync(JobId job, int reopen, CancellationToken cancel) =>
        IsDoneAsync("finish-job", cancel, ("@job", job.Value), ("@reopen", reopen), ("@now", NowMs));

    public async Task<IReadOnlyDictionary<JobId, RunCounts>> CountRunsAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var wanted = Stored.Json(jobs.Select(job => job.Value).Distinct());
        return (await _store.QueryAsync("count-runs", LedgerRows.Counts, cancel, ("@jobs", wanted))).ToDictionary();
    }

    public async Task<IReadOnlyDictionary<JobId, long>> CountRejectedAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var wanted = Stored.Json(jobs.Select(job => job.Value).Distinct());
        return (await _store.QueryAsync("count-rejected", LedgerRows.Rejected, cancel, ("@jobs", wanted))).ToDictionary();
    }

    public Task RaiseFloorAsync(JobId job, CancellationToken cancel) =>
        _store.ExecuteAsync("raise-floor", cancel, ("@job", job.Value));
}
