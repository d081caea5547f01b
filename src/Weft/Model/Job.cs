using Weft.Reasons;

namespace Weft.Model;

public enum JobState
{
    Created,
    Running,
    Paused,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>How a job uses its providers.</summary>
public enum ProviderOrder
{
    /// <summary>A run moves to the next provider when the one before has failed it for good.</summary>
    InOrder,

    /// <summary>Whichever provider has a permit.</summary>
    SideBySide,
}

public enum Priority
{
    Normal,
    High,
}

/// <summary>Tokens and money a job may spend; null = no bound. Money in millionths of the price table's currency unit.</summary>
public sealed record Budget(long? Tokens, long? Micros)
{
    public static readonly Budget None = new(null, null);
}

/// <summary>What a person orders of one book.</summary>
/// <param name="Positions">Units of the edition to work on, by position; null = all that hold story.</param>
/// <param name="Providers">Names, in order, at least one.</param>
/// <param name="AutoRetry">First delay of automatic retries of failed runs; null = none.</param>
public sealed record JobOrder(
    BookId Book,
    EditionId Edition,
    IReadOnlyList<int>? Positions,
    IReadOnlyList<string> Providers,
    ProviderOrder Order,
    Priority Priority,
    Recipe Recipe,
    string ProfileVersion,
    Budget Budget,
    TimeSpan? AutoRetry
)
{
    /// <summary>The first job of the order that this one belongs to, whose budget it shares; null = it is the first, or alone.</summary>
    public JobId? Purse { get; init; }

    /// <summary>How long its models have to be paused or away until <c>rules</c> stand in for them; null = never.</summary>
    public TimeSpan? RulesAfter { get; init; }
}

/// <summary>A job's row. Numbers of its runs are counted, never kept here.</summary>
public sealed record Job
{
    public required JobId Id { get; init; }
    public required JobOrder Order { get; init; }
    public required JobState State { get; init; }

    /// <summary>Raised by each retry that leads back to running, and by each retry while running; compared by the finish.</summary>
    public required int Reopen { get; init; }

    /// <summary>No open run has a lower position.</summary>
    public required int Floor { get; init; }

    /// <summary>Why it is paused or failed, in plain words; empty otherwise.</summary>
    public required Reason Reason { get; init; }

    public required long SpentTokens { get; init; }
    public required long SpentMicros { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? StartedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }
}

/// <summary>How many runs of a job are in each state, counted from the rows.</summary>
public sealed record RunCounts(int Pending, int Processing, int Completed, int Failed, int Skipped)
{
    public int Total => Pending + Processing + Completed + Failed + Skipped;
    public int Open => Pending + Processing;

    /// <summary>What needs nothing more. A cancelled job's open parts were passed over, and nobody has done them.</summary>
    public int DoneIn(JobState state) => Completed + Failed + (state == JobState.Cancelled ? 0 : Skipped);
}

/// <summary>What the finish reads, fresh.</summary>
/// <param name="Open">A run is pending or processing.</param>
/// <param name="RetryAhead">A failed run has an automatic retry ahead.</param>
public sealed record FinishView(JobId Job, JobState State, BookId Book, bool Open, bool RetryAhead, int Reopen);
