using Dapper;
using MySqlConnector;

namespace Weft.Rig;

/// <summary>A run in the hands of a session, as the ledger's row says.</summary>
internal sealed record HeldRun
{
    public long Job { get; init; }
    public int Position { get; init; }
    public int Attempt { get; init; }
}

/// <summary>How a run stands.</summary>
internal sealed record RunRow
{
    public const int Pending = 0;
    public const int Processing = 1;
    public const int Completed = 2;
    public const int Failed = 3;

    public int Position { get; init; }
    public int State { get; init; }
    public long? Session { get; init; }
    public int Attempt { get; init; }
    public int Losses { get; init; }
    public string Reason { get; init; } = "";
}

internal sealed record SessionRow
{
    public const string Drained = "drained";

    public long Id { get; init; }
    public string Node { get; init; } = "";
    public int ProcessId { get; init; }
    public long? EndedMs { get; init; }
    public string EndReason { get; init; } = "";

    /// <summary>Others ended it.</summary>
    public bool WasTakenOver => EndedMs is not null && EndReason != Drained;
}

/// <summary>A call row of a job. No answer: no passage, no moment when it was journalled.</summary>
internal sealed record CallRow
{
    public int Position { get; init; }
    public long Session { get; init; }
    public long AtMs { get; init; }
    public bool Answered { get; init; }
    public string? Passage { get; init; }

    /// <summary>When the answer came to the one who asked; it may have been journalled later, where the way there was cut.</summary>
    public long? AnsweredMs { get; init; }
}

/// <summary>What the ledger's tables say, read by statements of the rig's own: not through the code that is under test.</summary>
internal sealed class RigLedger(string connectionString)
{
    private readonly string _connectionString = new MySqlConnectionStringBuilder(connectionString)
    {
        ConnectionTimeout = 2,
        DefaultCommandTimeout = 20,
    }.ConnectionString;

    public async Task<IReadOnlyList<SessionRow>> SessionsAsync() =>
        await ListAsync<SessionRow>(
            """
            SELECT session_id AS Id, node AS Node, process_id AS ProcessId, ended_ms AS EndedMs, end_reason AS EndReason
            FROM sessions ORDER BY session_id
            """
        );

    /// <summary>The open session of a process; null where it has none.</summary>
    public async Task<long?> SessionOfAsync(int processId) =>
        await OneAsync<long?>(
            "SELECT MAX(session_id) FROM sessions WHERE process_id = @processId AND ended_ms IS NULL",
            new { processId }
        );

    public Task<string?> JobStateAsync(long job) => OneAsync<string?>("SELECT state FROM jobs WHERE job_id = @job", new { job });

    public async Task<IReadOnlyList<HeldRun>> HeldByAsync(long session) =>
        await ListAsync<HeldRun>(
            "SELECT job_id AS Job, position AS Position, attempt AS Attempt FROM chapter_runs WHERE state = 1 AND session_id = @session",
            new { session }
        );

    /// <summary>How many of its runs are in each state.</summary>
    public async Task<IReadOnlyDictionary<int, int>> CountsAsync(long job) =>
        (
            await ListAsync<StateCount>(
                "SELECT state AS State, COUNT(*) AS Count FROM chapter_runs WHERE job_id = @job GROUP BY state",
                new { job }
            )
        ).ToDictionary(row => row.State, row => row.Count);

    public async Task<IReadOnlyList<RunRow>> RunsAsync(long job) =>
        await ListAsync<RunRow>(
            """
            SELECT position AS Position, state AS State, session_id AS Session, attempt AS Attempt, losses AS Losses,
                reason AS Reason
            FROM chapter_runs WHERE job_id = @job ORDER BY position
            """,
            new { job }
        );

    public async Task<IReadOnlyList<RunRow>> RunsAsync(long job, IEnumerable<int> positions) =>
        await ListAsync<RunRow>(
            """
            SELECT position AS Position, state AS State, session_id AS Session, attempt AS Attempt, losses AS Losses, reason AS Reason
            FROM chapter_runs WHERE job_id = @job AND position IN @positions
            """,
            new { job, positions }
        );

    /// <summary>Claims that were ever made of the job's runs.</summary>
    public Task<long> ClaimsAsync(long job) =>
        OneAsync<long>("SELECT COALESCE(SUM(attempt), 0) FROM chapter_runs WHERE job_id = @job", new { job });

    /// <summary>Completed runs that say what was woven: by the claim that completed them, and by no other.</summary>
    public Task<long> WovenAsync(long job) =>
        OneAsync<long>(
            """
            SELECT COUNT(*) FROM chapter_runs r
            JOIN woven w ON w.job_id = r.job_id AND w.position = r.position AND w.attempt = r.attempt AND w.session_id = r.session_id
            WHERE r.job_id = @job AND r.state = 2
            """,
            new { job }
        );

    public async Task<IReadOnlyList<CallRow>> CallsAsync(long job) =>
        await ListAsync<CallRow>(
            """
            SELECT c.position AS Position, c.session_id AS Session, c.at_ms AS AtMs, c.state = 1 AS Answered,
                a.passage_hash AS Passage, a.at_ms AS AnsweredMs
            FROM calls c LEFT JOIN answers a ON a.answer_key = c.answer_key
            WHERE c.job_id = @job
            """,
            new { job }
        );

    private sealed record StateCount
    {
        public int State { get; init; }
        public int Count { get; init; }
    }

    private Task<IReadOnlyList<T>> ListAsync<T>(string statement, object? values = null) =>
        AskAsync<IReadOnlyList<T>>(async connection => [.. await connection.QueryAsync<T>(statement, values)]);

    private Task<T> OneAsync<T>(string statement, object? values = null) =>
        AskAsync<T>(async connection => (await connection.ExecuteScalarAsync<T>(statement, values))!);

    /// <summary>Connections of the time before the server was killed are dead: the second try is over a new one.</summary>
    private async Task<T> AskAsync<T>(Func<MySqlConnection, Task<T>> ask)
    {
        await using var connection = new MySqlConnection(_connectionString);
        try
        {
            return await ask(connection);
        }
        catch (MySqlException)
        {
            await MySqlConnection.ClearPoolAsync(connection);
        }
        await using var another = new MySqlConnection(_connectionString);
        return await ask(another);
    }
}
