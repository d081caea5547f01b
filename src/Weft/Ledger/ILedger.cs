using Weft.Model;

namespace Weft.Ledger;

/// <summary>
/// The truth about jobs, chapter runs, sessions and providers. Every method is one transaction; safe to repeat unless it says
/// otherwise. A method whose answer was lost may have taken effect. Moments are told by the caller's clock: a ledger on another
/// machine translates them.
/// </summary>
public interface ILedger
{
    // ---- sessions

    /// <summary>
    /// Opens a session that has so many <paramref name="workers"/> for each of its providers. Repeating it after a lost answer leaves one more row, which dies
    /// by its missing presence.
    /// </summary>
    Task<SessionId> OpenSessionAsync(
        string node,
        string role,
        int processId,
        IReadOnlyList<string> providers,
        int workers,
        CancellationToken cancel
    );

    /// <summary>Says anew which providers a session has workers for.</summary>
    Task ServeAsync(SessionId session, IReadOnlyList<string> providers, CancellationToken cancel);

    /// <summary>All open sessions, the oldest first.</summary>
    Task<IReadOnlyList<Session>> OpenSessionsAsync(CancellationToken cancel);

    /// <summary>Null where there is none such.</summary>
    Task<Session?> FindSessionAsync(SessionId session, CancellationToken cancel);

    /// <summary>
    /// One transaction: the session's row gets its end, its processing rows go back to pending (of cancelled jobs: skipped; after
    /// their second death of their own: failed). Whoever calls it then makes a reconciler's pass.
    /// </summary>
    Task<SessionEnding> EndSessionAsync(SessionId session, SessionEnd how, string reason, CancellationToken cancel);

    /// <summary>Gives back what rows of ended sessions are still processing. Returns the jobs concerned.</summary>
    Task<IReadOnlyList<JobId>> SweepEndedSessionsAsync(CancellationToken cancel);

    // ---- jobs

    /// <summary>Writes an order; the job is created and has no runs yet. Not safe to repeat: a second call is a second job.</summary>
    Task<JobId> CreateJobAsync(JobOrder order, CancellationToken cancel);

    /// <summary>Writes a slice of a created job's runs; rows that are there stay as they are. No effect on other jobs.</summary>
    Task AddRunsAsync(JobId job, IReadOnlyList<NewRun> runs, CancellationToken cancel);

    /// <summary>created → running. False = it was not created any more.</summary>
    Task<bool> TryStartAsync(JobId job, CancellationToken cancel);

    /// <summary>running → paused. False = it was not running.</summary>
    Task<bool> TryPauseAsync(JobId job, string reason, CancellationToken cancel);

    /// <summary>paused → running. False = it was not paused.</summary>
    Task<bool> TryResumeAsync(JobId job, CancellationToken cancel);

    /// <summary>created, running or paused → cancelled; pending and processing runs become skipped in the same transaction.</summary>
    Task<bool> TryCancelAsync(JobId job, CancellationToken cancel);

    /// <summary>
    /// A person's retry: failed runs (one, or all where <paramref name="position"/> is null) go back to pending at rung 0 of a new
    /// round, failures and losses at 0, the floor is lowered, the reopen number raised, a failed job runs again. Returns how many.
    /// Cancelled jobs are left alone.
    /// </summary>
    Task<int> RetryAsync(JobId job, int? position, CancellationToken cancel);

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

    /// <summary>Raises the job's floor under the lock of its row, from a read made under it.</summary>
    Task RaiseFloorAsync(JobId job, CancellationToken cancel);

    /// <summary>
    /// Leaves word for the working process that something was ordered from beside it; the number rises with each wish. It also
    /// rises by itself when a job is created, paused, resumed, cancelled or retried, or a provider changes.
    /// </summary>
    Task<long> WishNumberAsync(CancellationToken cancel);

    // ---- runs

    Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancel);

    /// <summary>Runs of a job from a position on, for people and for the graph's rebuild.</summary>
    Task<IReadOnlyList<ChapterRun>> RunsAsync(JobId job, int fromPosition, int atMost, CancellationToken cancel);

    Task<ChapterRun?> FindRunAsync(RunId run, CancellationToken cancel);

    /// <summary>Which journal entries were woven for a completed run (for <c>rules</c> the versions); empty where not completed.</summary>
    Task<IReadOnlyList<string>> WovenAsync(RunId run, CancellationToken cancel);

    /// <summary>What was rejected in a job's completed runs.</summary>
    Task<IReadOnlyList<(int Position, Model.Rejection Rejection)>> RejectionsAsync(
        JobId job,
        int atMost,
        CancellationToken cancel
    );

    /// <summary>Ends claims, many in one statement. Element i false = claim i was not (or no longer) its session's: read the row.</summary>
    Task<IReadOnlyList<bool>> TryCompleteAsync(IReadOnlyList<Completion> completions, CancellationToken cancel);

    /// <summary>
    /// A provider has failed the run for good: in order, rung + 1 while the list has one more; side by side, while one is left that has
    /// not failed it; else failed, with the retry's time where <paramref name="retryAfter"/> is given and the job wants retries.
    /// </summary>
    Task<AfterFailure> FailAsync(Claim claim, string reason, TimeSpan? retryAfter, CancellationToken cancel);

    /// <summary>Nothing to extract, or no book any more. False = not the session's.</summary>
    Task<bool> TrySkipAsync(Claim claim, string reason, CancellationToken cancel);

    /// <summary>Gives claims back to pending, no failure counted. Those that are not the session's are left alone. Returns the jobs concerned.</summary>
    Task<IReadOnlyList<JobId>> GiveBackAsync(IReadOnlyList<Claim> claims, string reason, CancellationToken cancel);

    /// <summary>The graph has seen (job, <paramref name="above"/>): the claim's attempt becomes one more than that. Null = not the session's.</summary>
    Task<Claim?> TryRaiseAttemptAsync(Claim claim, int above, CancellationToken cancel);

    /// <summary>Marks or unmarks a suspect run around its own local work. False = not the session's.</summary>
    Task<bool> TryMarkAsync(Claim claim, bool marked, CancellationToken cancel);

    /// <summary>All processing rows of a session; what it does not have in hand is a stray.</summary>
    Task<IReadOnlyList<Claim>> ProcessingAsync(SessionId session, CancellationToken cancel);

    // ---- providers

    /// <summary>All providers by name. <c>rules</c> is always among them.</summary>
    Task<IReadOnlyList<Provider>> ProvidersAsync(CancellationToken cancel);

    /// <summary>Adds or changes a provider; its pause and health stay as they are.</summary>
    Task SaveProviderAsync(Provider provider, CancellationToken cancel);

    /// <summary>One statement decides: a provider that an open job needs stays.</summary>
    Task<ProviderRemoval> RemoveProviderAsync(string name, CancellationToken cancel);

    /// <summary>A call of this provider succeeded: no failures in a row, no pause that a probe was to end.</summary>
    Task NoteSuccessAsync(string provider, CancellationToken cancel);

    /// <summary>A failure of the provider's own making. Returns the failures in a row over the fleet, this one included.</summary>
    Task<int> NoteFailureAsync(string provider, CancellationToken cancel);

    /// <summary>Pauses a provider; a longer pause that stands is kept. After it, one probe goes before all.</summary>
    Task PauseProviderAsync(string provider, Pause pause, CancellationToken cancel);

    /// <summary>A person's resume: no pause, no failures, no probe.</summary>
    Task<bool> TryResumeProviderAsync(string provider, CancellationToken cancel);

    /// <summary>What was found out about a model's answer formats.</summary>
    Task SaveFormatAsync(string provider, string model, AnswerFormat format, CancellationToken cancel);

    // ---- watching

    /// <summary>
    /// For people who look on: what is being read and by whom, what waits, and which of the 1,000 youngest sessions have ended since then.
    /// It walks the open part of each running or paused job: once a second for a whole process, never per viewer.
    /// </summary>
    Task<WatchView> WatchAsync(DateTimeOffset since, CancellationToken cancel);
}
