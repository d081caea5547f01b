using Weft.Reasons;

namespace Weft.Model;

public enum RunState
{
    Pending,
    Processing,
    Completed,
    Failed,
    Skipped,
}

/// <summary>A run as it is written when a job starts. <paramref name="SkipReason"/> not null: it starts skipped, with that reason shown.</summary>
public sealed record NewRun(int Position, ChapterKey Chapter, int Characters, Reason? SkipReason);

/// <summary>One chapter of one job, as its row stands.</summary>
public sealed record ChapterRun
{
    public required RunId Id { get; init; }
    public required ChapterKey Chapter { get; init; }
    public required int Characters { get; init; }
    public required RunState State { get; init; }
    public required SessionId? Session { get; init; }

    /// <summary>Number of its claim; rises with each, never reset.</summary>
    public required int Attempt { get; init; }

    /// <summary>Deaths of its own.</summary>
    public required int Losses { get; init; }

    /// <summary>Failed tries.</summary>
    public required int Failures { get; init; }

    /// <summary>How far down the job's list of providers it is, from 0.</summary>
    public required int Rung { get; init; }

    /// <summary>Bit i set: provider i of the job's list has failed it for good in this round.</summary>
    public required int FailedBy { get; init; }

    /// <summary>How often its answers were asked anew.</summary>
    public required int Round { get; init; }

    /// <summary>From which round answers count; 0 = all, those of other jobs too.</summary>
    public int AskedFrom { get; init; }

    /// <summary>It was given back by a death: its local work is marked.</summary>
    public required bool Suspect { get; init; }

    public required bool Marked { get; init; }

    /// <summary>Of its claim; empty before the first.</summary>
    public required string Provider { get; init; }

    public required Reason Reason { get; init; }
    public required int Rejected { get; init; }
    public required DateTimeOffset? RetryAt { get; init; }
    public required DateTimeOffset? ChangedAt { get; init; }
}

/// <summary>A run in the hands of a session. The pair (session, attempt) is what every later change of the row must still match.</summary>
public sealed record Claim
{
    public required RunId Run { get; init; }
    public required ChapterKey Chapter { get; init; }
    public required SessionId Session { get; init; }
    public required int Attempt { get; init; }
    public required string Provider { get; init; }
    public required int Rung { get; init; }
    public required int FailedBy { get; init; }
    public required int Round { get; init; }

    /// <summary>From which round answers count; 0 = all, those of other jobs too.</summary>
    public int AskedFrom { get; init; }
    public required int Failures { get; init; }
    public required bool Suspect { get; init; }

    public FencingToken Token => new(Run.Job, Attempt);

    /// <summary>The recipe that its answers stand under.</summary>
    public Recipe RecipeOf(Recipe recipe) => recipe.AskedAnew(Run.Job, AskedFrom);
}

/// <summary>What a claim asks for.</summary>
/// <param name="AtMost">At least 1.</param>
/// <param name="Mark">Fresh rows are looked for from here on; a hint in the node's memory, 0 at first.</param>
public sealed record ClaimRequest(SessionId Session, string Provider, JobId Job, int AtMost, int Mark);

/// <summary>The four outcomes of a claim.</summary>
public abstract record ClaimResult
{
    /// <summary>At least one run is the session's now. <paramref name="Short"/>: fewer than asked for. <paramref name="Mark"/>: for the next request.</summary>
    public sealed record Claimed(IReadOnlyList<Claim> Runs, int Mark, bool Short) : ClaimResult;

    /// <summary>A plain read from the floor shows nothing this provider may take, or the job isn't running: it may leave the ring.</summary>
    public sealed record NothingForAnyone : ClaimResult;

    /// <summary>Others are at it, or the provider is paused: look again after a short wait, or when <paramref name="PausedUntil"/> is over.</summary>
    public sealed record NothingNow(DateTimeOffset? PausedUntil) : ClaimResult;

    /// <summary>The ledger has ended the session: drop all, open a new one.</summary>
    public sealed record SessionEnded : ClaimResult;
}

/// <summary>A claim's end as completed.</summary>
/// <param name="Woven">The journal's keys whose answers were woven; for <c>rules</c> the recipe's and profile's version.</param>
/// <param name="Superseded">A newer job's facts stand in the graph.</param>
/// <param name="Rejected">Records kept apart, also stored one by one.</param>
public sealed record Completion(Claim Claim, IReadOnlyList<string> Woven, bool Superseded, IReadOnlyList<Rejection> Rejected);

/// <summary>Where a failed run goes.</summary>
public enum AfterFailure
{
    /// <summary>The next provider of the job has it; pending again.</summary>
    NextProvider,

    /// <summary>Failed; an automatic retry comes if the job wants that and failures are left.</summary>
    Failed,

    /// <summary>The claim was no longer the session's; nothing was changed.</summary>
    NotMine,
}
