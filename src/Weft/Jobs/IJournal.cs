namespace Weft.Jobs;

/// <summary>Which ask of a passage: the first, one repetition, or a half of a passage whose answer was cut off.</summary>
public enum AskStep
{
    First,
    Again,
    Left,
    Right,
}

/// <summary>
/// The journal's key. What else went into the prompt (the roster, JSON mode) is kept with the answer and asks nothing again.
/// </summary>
/// <param name="PassageHash">SHA-256 of the passage's text in UTF-8, lower-case hex. For halves: of the half.</param>
/// <param name="RecipeHash"><see cref="Extraction.Recipe.Hash"/>.</param>
public sealed record AnswerKey(string PassageHash, string RecipeHash, string Model, AskStep Step, int Round)
{
    /// <summary>One string that names it, in tables and in a run's list of what was woven.</summary>
    public override string ToString() => $"{PassageHash}:{RecipeHash}:{Model}:{Step.ToString().ToLowerInvariant()}:{Round}";

    /// <summary>Back from the string; a model's name may hold colons. Null where it is no key.</summary>
    public static AnswerKey? TryParse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length < 5 || !int.TryParse(parts[^1], out var round) || !Enum.TryParse<AskStep>(parts[^2], true, out var step))
            return null;
        return new(parts[0], parts[1], string.Join(':', parts[2..^2]), step, round);
    }
}

/// <summary>A journalled answer. It never changes.</summary>
/// <param name="Body">The model's text as it came.</param>
/// <param name="Finish">The provider's finish reason: stop, length, content_filter …; or cut where the body broke off.</param>
/// <param name="PromptTokens">As the provider counted; our estimate where it did not.</param>
/// <param name="Context">JSON of what else went into the prompt.</param>
public sealed record Answer(
    AnswerKey Key,
    string Provider,
    string Body,
    string Finish,
    long PromptTokens,
    long CachedTokens,
    long AnswerTokens,
    long Micros,
    string Context,
    DateTimeOffset At
);

/// <summary>
/// A call that is about to leave. Its id is the session's own choice, so that writing it twice changes nothing.
/// </summary>
/// <param name="Id">Unique over all sessions: session id and a number of its own.</param>
/// <param name="Tokens">Estimate of prompt plus the bound of the answer; reserved from the job's budget and the gate.</param>
/// <param name="Deadline">After it the call is cancelled.</param>
public sealed record Call(
    string Id,
    AnswerKey Key,
    RunId Run,
    SessionId Session,
    string Provider,
    long Tokens,
    long Micros,
    DateTimeOffset At,
    DateTimeOffset Deadline
)
{
    /// <summary>Id of the gate's permit, so that a gate seeded from the journal knows it again; 0 = not kept.</summary>
    public long Permit { get; init; }
}

/// <summary>What came of writing a call row.</summary>
public abstract record CallOpening
{
    /// <summary>The row stands and the budget is reserved: the call may leave.</summary>
    public sealed record Opened : CallOpening;

    /// <summary>An answer stands; nothing was written.</summary>
    public sealed record AnswerStands(Answer Answer) : CallOpening;

    /// <summary>Another open session has asked the same and has no answer yet: look again after a short wait.</summary>
    public sealed record OtherAsks(SessionId Session) : CallOpening;

    public sealed record SessionEnded : CallOpening;

    /// <summary>The job's budget does not cover it.</summary>
    public sealed record OverBudget : CallOpening;

    /// <summary>The provider is paused, or another session's probe is under way.</summary>
    public sealed record ProviderPaused : CallOpening;
}

/// <summary>How a call without an answer ended, for the budget.</summary>
public enum CallLoss
{
    /// <summary>The provider did not take it (429, refused connection): the reservation is given back.</summary>
    NotTaken,

    /// <summary>It may have been worked on: the reservation counts as spent.</summary>
    MaybeSpent,
}

/// <summary>Calls of the last window and unanswered ones before it, from which a gate that lost its memory is seeded.</summary>
/// <param name="Open">No answer and not given up, of an open session.</param>
public sealed record CallTrace(SessionId Session, DateTimeOffset At, DateTimeOffset Deadline, long Tokens, bool Open)
{
    /// <summary><see cref="Call.Permit"/>. Without it an open call's permit stands until its deadline, for nobody can name it.</summary>
    public long Permit { get; init; }
}

/// <summary>Calls, tokens and money of a job.</summary>
public sealed record Spending(int Calls, int Answered, long PromptTokens, long CachedTokens, long AnswerTokens, long Micros);

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
    Task CloseCallAsync(Call call, CallLoss loss, string reason, CancellationToken cancel);

    /// <summary>Calls of a provider since then, and open ones before.</summary>
    Task<IReadOnlyList<CallTrace>> TracesAsync(string provider, DateTimeOffset since, CancellationToken cancel);

    /// <summary>All answers journalled for a passage of a run, for people to look at.</summary>
    Task<IReadOnlyList<Answer>> AnswersOfRunAsync(RunId run, CancellationToken cancel);

    Task<Spending> SpendingAsync(JobId job, CancellationToken cancel);
}
