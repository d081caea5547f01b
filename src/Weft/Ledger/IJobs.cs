using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger;

/// <summary>Jobs from their order to their end. People and nodes change them; a state changes only from the states a method names.</summary>
public interface IJobs
{
    /// <summary>
    /// Writes an order; the job is created and has no runs yet. One statement decides: the book and all providers must be there.
    /// One that shares another's purse has that one's budget. Safe to repeat with a key; without one a second call is a second job.
    /// </summary>
    Task<JobCreation> CreateJobAsync(JobOrder order, RequestKey? key, CancellationToken cancel);

    /// <summary>Writes a slice of a created job's runs; rows that are there stay as they are. No effect on other jobs.</summary>
    Task AddRunsAsync(JobId job, IReadOnlyList<NewRun> runs, CancellationToken cancel);

    /// <summary>created → running. False = it was not created any more.</summary>
    Task<bool> TryStartAsync(JobId job, CancellationToken cancel);

    /// <summary>running → paused. False = it was not running.</summary>
    Task<bool> TryPauseAsync(JobId job, Reason reason, CancellationToken cancel);

    /// <summary>
    /// paused → running, with what is given of <paramref name="raise"/> as the new budget of all jobs of its order; the others stay as they are.
    /// False = it was not paused.
    /// </summary>
    Task<bool> TryResumeAsync(JobId job, Budget raise, CancellationToken cancel);

    /// <summary>created, running or paused → cancelled; pending and processing runs become skipped in the same transaction.</summary>
    Task<bool> TryCancelAsync(JobId job, CancellationToken cancel);

    /// <summary>
    /// A person's retry: failed runs (one, or all where <paramref name="position"/> is null) go back to pending at rung 0 of a new
    /// round, failures and losses at 0, the floor is lowered, the reopen number raised, a failed job runs again. Returns how many.
    /// Cancelled jobs are left alone.
    /// </summary>
    Task<int> RetryAsync(JobId job, int? position, CancellationToken cancel);

    /// <summary>
    /// The same for completed runs that this provider read (one, or all): they are read anew, by the job's list from its top. What was woven of
    /// them stays until it is replaced. A completed job runs again.
    /// </summary>
    Task<int> ReadAnewAsync(JobId job, string provider, int? position, CancellationToken cancel);

    /// <summary>
    /// The same for runs that have ended, completed or failed (of one provider: completed ones that it read), and for them answers count from the new
    /// round on: those that stand serve them no more, nor do those that other jobs come to. Old answers stay.
    /// </summary>
    Task<int> AskAgainAsync(JobId job, string? readBy, int? position, CancellationToken cancel);

    /// <summary>Failed runs whose automatic retry is due go back to pending in the same way, keeping their failures. Returns their jobs.</summary>
    Task<IReadOnlyList<JobId>> RetryDueAsync(CancellationToken cancel);

    Task<Job?> FindJobAsync(JobId job, CancellationToken cancel);

    /// <summary>Jobs in any of these states (all where empty), by id.</summary>
    Task<IReadOnlyList<Job>> JobsAsync(IReadOnlyList<JobState> states, CancellationToken cancel);

    /// <summary>A fresh read for the finish; null where there is no such job.</summary>
    Task<FinishView?> ReadForFinishAsync(JobId job, CancellationToken cancel);

    /// <summary>
    /// Under the lock of the job's row: running or paused → completed, or failed if a run is failed, if no run is open, no retry is
    /// ahead and the reopen number is still <paramref name="reopen"/>. False = not so.
    /// </summary>
    Task<bool> TryFinishAsync(JobId job, int reopen, CancellationToken cancel);

    /// <summary>Counts from the rows; for many jobs at once, for a whole node.</summary>
    Task<IReadOnlyDictionary<JobId, RunCounts>> CountRunsAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel);

    /// <summary>How many facts were rejected in each job's completed runs, summed by the ledger; jobs that are not there are left out.</summary>
    Task<IReadOnlyDictionary<JobId, long>> CountRejectedAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel);

    /// <summary>To each job the purse of its order, for many at once; jobs that are not there are left out.</summary>
    Task<IReadOnlyDictionary<JobId, Purse>> PursesAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel);

    /// <summary>Raises the job's floor under the lock of its row, from a read made under it.</summary>
    Task RaiseFloorAsync(JobId job, CancellationToken cancel);
}
