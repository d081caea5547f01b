using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger;

/// <summary>The part of the ledger that keeps every call and answer of a provider.</summary>
public interface IJournal
{
    /// <summary>Answers that stand under any of these keys.</summary>
    Task<IReadOnlyList<Answer>> FindAsync(IReadOnlyList<AnswerKey> keys, CancellationToken cancel);

    /// <summary>
    /// One transaction, before the call leaves: the session's row share-locked and open, no answer under the key, no other open
    /// session's unanswered row of it, provider not paused, budget covers it: the row is written and the budget reserved.
    /// Repeating it with the same id is Opened again and reserves nothing more.
    /// </summary>
    Task<CallOpening> OpenCallAsync(Call call, CancellationToken cancel);

    /// <summary>
    /// Journals an answer and settles the budget by its usage. Write-once: returns the answer that stands, which may be an earlier
    /// one. Never fenced: sessions that have ended may fill a gap. Safe to repeat.
    /// </summary>
    Task<Answer> AnswerAsync(Call call, Answer answer, CancellationToken cancel);

    /// <summary>The call brought no answer. Safe to repeat.</summary>
    Task CloseCallAsync(Call call, CallLoss loss, Reason reason, CancellationToken cancel);

    /// <summary>How often the provider failed calls of this run, by its own making, in this round.</summary>
    Task<RunFaults> FaultsOfRunAsync(RunId run, string provider, int round, CancellationToken cancel);

    /// <summary>What the last answered calls of a provider came to, the youngest first; refusals are none.</summary>
    Task<IReadOnlyList<AnswerUsage>> LatestUsagesAsync(string provider, int atMost, CancellationToken cancel);

    /// <summary>Calls of a provider since then, and open ones before.</summary>
    Task<IReadOnlyList<CallTrace>> TracesAsync(string provider, DateTimeOffset since, CancellationToken cancel);

    /// <summary>All answers journalled for a passage of a run, for people to look at.</summary>
    Task<IReadOnlyList<Answer>> AnswersOfRunAsync(RunId run, CancellationToken cancel);

    /// <summary>
    /// How many answers go with the book: those that its jobs asked for or used, but for those whose passage another book holds, which is one whose
    /// edition has the same chapter, or one whose jobs asked for them or used them too. 0 where there is no such book.
    /// </summary>
    Task<int> CountOwnAnswersAsync(BookId book, CancellationToken cancel);

    /// <summary>What each job's calls have cost, for many jobs at once; those without a call are left out.</summary>
    Task<IReadOnlyDictionary<JobId, Spending>> SpendingAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel);
}

/// <summary>Calls of one run that a provider failed (<see cref="CallReasons.ProviderFault"/>).</summary>
/// <param name="OthersAnswered">It has answered calls that left after the first of them: it is well, and the run is not.</param>
public sealed record RunFaults(int Count, bool OthersAnswered)
{
    public static readonly RunFaults None = new(0, false);
}

/// <summary>What an answered call came to.</summary>
/// <param name="Context"><see cref="Answer.Context"/>.</param>
/// <param name="Took">From its row to its answer.</param>
public sealed record AnswerUsage(
    string Model,
    long PromptTokens,
    long CachedTokens,
    long AnswerTokens,
    string Context,
    TimeSpan Took
);

/// <summary>Questions about one thing, put as questions about many.</summary>
public static class JournalQuestions
{
    /// <summary>What one job's calls have cost.</summary>
    public static async Task<Spending> SpendingAsync(this IJournal journal, JobId job, CancellationToken cancel) =>
        (await journal.SpendingAsync([job], cancel)).GetValueOrDefault(job, Spending.None);
}
