using Weft.Books;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger;

/// <summary>How many records were rejected for one reason.</summary>
public sealed record RejectionCount(Reason Reason, int Count);

/// <summary>Completed chapters that one provider read.</summary>
/// <param name="Why">Why the one before, or the last of those beside it, had failed them; none where nobody had.</param>
public sealed record ReaderCount(string Provider, Reason Why, int Chapters);

/// <summary>Skipped runs of one kind and reason. <paramref name="Characters"/> of their texts.</summary>
/// <param name="Kind">Of the unit in the job's edition; null where the edition has none at that position.</param>
public sealed record SkippedCount(UnitKind? Kind, Reason Reason, int Units, int Characters);

/// <summary>The chapters of jobs: claimed, ended, failed, given back. What a session does not hold it cannot change.</summary>
public interface IRuns
{
    Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancel);

    /// <summary>Runs of a job from a position on, for people and for the graph's rebuild.</summary>
    Task<IReadOnlyList<ChapterRun>> RunsAsync(JobId job, int fromPosition, int atMost, CancellationToken cancel);

    Task<ChapterRun?> FindRunAsync(RunId run, CancellationToken cancel);

    /// <summary>Which journal entries were woven for a completed run (for <c>rules</c> the versions); empty where not completed.</summary>
    Task<IReadOnlyList<string>> WovenAsync(RunId run, CancellationToken cancel);

    /// <summary>What was rejected in a job's completed runs from a position on, in the order of the book.</summary>
    Task<IReadOnlyList<(int Position, Model.Rejection Rejection)>> RejectionsAsync(
        JobId job,
        int fromPosition,
        int atMost,
        CancellationToken cancel
    );

    /// <summary>How often for each reason something was rejected in a job's completed runs: most first, then as they stand in the book.</summary>
    Task<IReadOnlyList<RejectionCount>> CountRejectionsAsync(JobId job, CancellationToken cancel);

    /// <summary>Who read the job's completed chapters, and why another did not before; most first.</summary>
    Task<IReadOnlyList<ReaderCount>> CountReadersAsync(JobId job, CancellationToken cancel);

    /// <summary>A job's skipped runs, summed by the kind of their unit and their reason; in the order of the book.</summary>
    Task<IReadOnlyList<SkippedCount>> CountSkippedAsync(JobId job, CancellationToken cancel);

    /// <summary>A job's failed runs by position.</summary>
    Task<IReadOnlyList<ChapterRun>> FailedRunsAsync(JobId job, CancellationToken cancel);

    /// <summary>Ends claims, many in one statement. Element i false = claim i was not (or no longer) its session's: read the row.</summary>
    Task<IReadOnlyList<bool>> TryCompleteAsync(IReadOnlyList<Completion> completions, CancellationToken cancel);

    /// <summary>
    /// A provider has failed the run for good: in order, rung + 1 while the list has one more; side by side, while one is left that has
    /// not failed it; else failed, with the retry's time where <paramref name="retryAfter"/> is given and the job wants retries.
    /// </summary>
    Task<AfterFailure> FailAsync(Claim claim, Reason reason, TimeSpan? retryAfter, CancellationToken cancel);

    /// <summary>Nothing to extract, or no book any more. False = not the session's.</summary>
    Task<bool> TrySkipAsync(Claim claim, Reason reason, CancellationToken cancel);

    /// <summary>Gives claims back to pending, no failure counted. Those that are not the session's are left alone. Returns the jobs concerned.</summary>
    Task<IReadOnlyList<JobId>> GiveBackAsync(IReadOnlyList<Claim> claims, Reason reason, CancellationToken cancel);

    /// <summary>The graph has seen (job, <paramref name="above"/>): the claim's attempt becomes one more than that. Null = not the session's.</summary>
    Task<Claim?> TryRaiseAttemptAsync(Claim claim, int above, CancellationToken cancel);

    /// <summary>Marks or unmarks a suspect run around its own local work. False = not the session's.</summary>
    Task<bool> TryMarkAsync(Claim claim, bool marked, CancellationToken cancel);

    /// <summary>All processing rows of a session; what it does not have in hand is a stray.</summary>
    Task<IReadOnlyList<Claim>> ProcessingAsync(SessionId session, CancellationToken cancel);
}
