using Weft.Model;

namespace Weft.Ledger;

/// <summary>The chapters of jobs: claimed, ended, failed, given back. What a session does not hold it cannot change.</summary>
public interface IRuns
{
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
}
