namespace Weft.Model;

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

    /// <summary>The job's budget covers it only once calls in the air have come back for less than they reserved: look again after a short wait.</summary>
    public sealed record AwaitsBudget : CallOpening;

    /// <summary>The job's budget does not cover it, whatever comes of the calls in the air.</summary>
    public sealed record OverBudget(BudgetUse Use) : CallOpening;

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

    public JobId Job { get; init; }
}

/// <summary>Calls, tokens and money of a job. Reservations of calls that have no end yet are not in it, so that it never falls.</summary>
public sealed record Spending(int Calls, int Answered, long PromptTokens, long CachedTokens, long AnswerTokens, long Micros)
{
    public static readonly Spending None = new(0, 0, 0, 0, 0, 0);

    /// <summary>Calls that ended without an answer: refused, given up or lost.</summary>
    public int Unanswered => Calls - Answered;

    /// <summary>What of the answers' tokens, and of the money, went on thinking.</summary>
    public Thinking Thinking { get; init; }
}
