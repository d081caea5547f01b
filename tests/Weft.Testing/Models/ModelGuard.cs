namespace Weft.Testing.Models;

/// <summary>
/// Guards of the protocol that the stores keep in their own statements: what the models have in their place, each with its switch. The fault tests switch
/// each off in turn, and must then fail; the suites of the stores find it missing too.
/// </summary>
internal enum ModelGuard
{
    /// <summary>Session and attempt of a run's row are the claim's, wherever a claim ends or changes.</summary>
    [StandsFor("Ledger/Sqlite/runs.sql", "complete", "skip", "give-back", "run-for-failure", "raise-attempt", "mark")]
    [StandsFor("Ledger/MySql/completions.sql", "complete-runs")]
    [StandsFor("Ledger/MySql/runs.sql", "skip", "give-back", "run-for-failure", "raise-attempt", "mark")]
    Owner,

    /// <summary>The session's row is open, in the claim.</summary>
    [StandsFor("Ledger/Sqlite/sessions.sql", "session-is-open")]
    [StandsFor("Ledger/MySql/claims.sql", "claim")]
    ClaimSession,

    /// <summary>The graph's fence: a lower token is refused.</summary>
    [StandsFor("Graph/Sqlite/Raw.sql", "find_chapter")]
    [StandsFor("Graph/Neo4j/Raw.cypher", "weave")]
    GraphToken,

    /// <summary>The graph's fence: the same token from another session is refused.</summary>
    [StandsFor("Graph/Sqlite/Raw.sql", "find_chapter")]
    [StandsFor("Graph/Neo4j/Raw.cypher", "weave")]
    GraphSession,

    /// <summary>A weave must find its book.</summary>
    [StandsFor("Graph/Sqlite/Raw.sql", "find_book")]
    [StandsFor("Graph/Neo4j/Raw.cypher", "weave")]
    BookFound,

    /// <summary>Only the holder of the resolve token writes the resolved layer.</summary>
    [StandsFor("Graph/Sqlite/Resolved.sql", "hold_token", "stamp_resolved")]
    [StandsFor("Graph/Neo4j/Resolved.cypher", "hold", "apply", "stamp")]
    ResolveToken,

    /// <summary>A journalled answer is never replaced.</summary>
    [StandsFor("Ledger/Sqlite/journal.sql", "add-answer")]
    [StandsFor("Ledger/MySql/journal.sql", "answer")]
    WriteOnce,

    /// <summary>No call row where an answer stands.</summary>
    [StandsFor("Ledger/Sqlite/journal.sql", "answers")]
    [StandsFor("Ledger/MySql/journal.sql", "open-call")]
    CallNoAnswer,

    /// <summary>No call row while another open session's is unanswered.</summary>
    [StandsFor("Ledger/Sqlite/journal.sql", "other-asks")]
    [StandsFor("Ledger/MySql/journal.sql", "open-call")]
    CallOthers,

    /// <summary>No call row for a session that has ended.</summary>
    [StandsFor("Ledger/Sqlite/sessions.sql", "session-is-open")]
    [StandsFor("Ledger/MySql/journal.sql", "open-call")]
    CallSession,

    /// <summary>No call row over the budget.</summary>
    [StandsFor("Ledger/Sqlite/journal.sql", "over-budget")]
    [StandsFor("Ledger/MySql/journal.sql", "open-call")]
    CallBudget,

    /// <summary>What the other jobs of the order have spent counts too.</summary>
    [StandsFor("Ledger/Sqlite/journal.sql", "over-budget")]
    [StandsFor("Ledger/MySql/journal.sql", "open-call")]
    CallPurse,

    /// <summary>Rules take no run of a model's before it has been away for as long as the job says.</summary>
    [StandsFor("Ledger/Sqlite/providers.sql", "away")]
    [StandsFor("Ledger/MySql/claims.sql", "claim")]
    RulesWait,

    /// <summary>Whatever opens a run below the floor lowers it.</summary>
    [StandsFor("Ledger/Sqlite/jobs.sql", "reopen-job")]
    [StandsFor("Ledger/MySql/jobs.sql", "retry", "retry-due")]
    FloorLowered,

    /// <summary>The floor is raised only from a read made under the job's lock.</summary>
    [StandsFor("Ledger/Sqlite/jobs.sql", "lowest-open", "raise-floor")]
    [StandsFor("Ledger/MySql/jobs.sql", "raise-floor")]
    FloorLocked,

    /// <summary>A finish needs the reopen number that was read before resolving, and no open run.</summary>
    [StandsFor("Ledger/Sqlite/jobs.sql", "finish-job")]
    [StandsFor("Ledger/MySql/jobs.sql", "finish-job")]
    FinishReopen,
}

/// <summary>All guards of the models on, unless a test switches one off.</summary>
internal sealed class ModelGuards
{
    public static readonly ModelGuards All = new(null);

    private readonly ModelGuard? _off;

    private ModelGuards(ModelGuard? off) => _off = off;

    public static ModelGuards Without(ModelGuard guard) => new(guard);

    public bool On(ModelGuard guard) => _off != guard;
}

/// <summary>The statements that keep this guard in a real store.</summary>
/// <param name="file">Below <c>src/Weft</c>.</param>
/// <param name="names">As the file names them.</param>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
internal sealed class StandsForAttribute(string file, params string[] names) : Attribute
{
    public string File => file;
    public IReadOnlyList<string> Names => names;
}
