namespace Weft.Work;

/// <summary>What defends the promises. The fault tests switch each off in turn, and must then fail.</summary>
internal enum Guard
{
    /// <summary>Session and attempt of a run's row are the claim's, wherever a claim ends or changes.</summary>
    Owner,

    /// <summary>The session's row is open, in the claim.</summary>
    ClaimSession,

    /// <summary>The graph's fence: a lower token is refused.</summary>
    GraphToken,

    /// <summary>The graph's fence: the same token from another session is refused.</summary>
    GraphSession,

    /// <summary>A weave must find its book.</summary>
    BookFound,

    /// <summary>Only the holder of the resolve token writes the resolved layer.</summary>
    ResolveToken,

    /// <summary>A journalled answer is never replaced.</summary>
    WriteOnce,

    /// <summary>No call row where an answer stands.</summary>
    CallNoAnswer,

    /// <summary>No call row while another open session's is unanswered.</summary>
    CallOthers,

    /// <summary>No call row for a session that has ended.</summary>
    CallSession,

    /// <summary>No call row over the budget.</summary>
    CallBudget,

    /// <summary>A job leaves a ring only if its generation is still the one that was read.</summary>
    RingGeneration,

    /// <summary>Rows of the session that it does not have in hand go back.</summary>
    Stray,

    /// <summary>A completion that changed no row reads it.</summary>
    ReadRow,

    /// <summary>Whatever opens a run below the floor lowers it.</summary>
    FloorLowered,

    /// <summary>The floor is raised only from a read made under the job's lock.</summary>
    FloorLocked,

    /// <summary>A finish needs the reopen number that was read before resolving, and no open run.</summary>
    FinishReopen,

    /// <summary>A grant goes only to a permit that the gate knows.</summary>
    PermitKnown,

    /// <summary>A permit that a call was granted on does not lapse with time: the journal is asked whether the call is over.</summary>
    PermitOverdue,

    /// <summary>An empty gate is seeded from the journal before it grants anything.</summary>
    GateSeed,
}

/// <summary>All guards on, unless a test switches one off.</summary>
internal sealed class Guards
{
    public static readonly Guards All = new(null);

    private readonly Guard? _off;

    private Guards(Guard? off) => _off = off;

    public static Guards Without(Guard guard) => new(guard);

    public bool On(Guard guard) => _off != guard;
}
