using System.Text.Json;
using Weft.Model;
using Weft.Reasons;
using Weft.Storage;

namespace Weft.Ledger.MySql;

/// <summary>Sessions in a MySQL or MariaDB database.</summary>
internal sealed class MySqlSessions(MySqlStore store, RowMapping rows) : ISessions
{
    public async Task<SessionId> OpenSessionAsync(
        string node,
        string role,
        int processId,
        IReadOnlyList<string> providers,
        int workers,
        CancellationToken cancel
    )
    {
        await MySqlEvents.PruneAsync(store, cancel);
        return new(
            (
                await store.NumberAsync(
                    "add-session",
                    cancel,
                    ("@node", node),
                    ("@role", role),
                    ("@process", processId),
                    ("@providers", ColumnFormats.Json(providers)),
                    ("@workers", workers),
                    ("@now", store.NowMs)
                )
            )!.Value
        );
    }

    public Task ServeAsync(
        SessionId session,
        IReadOnlyList<string> providers,
        IReadOnlyList<string> locked,
        CancellationToken cancel
    ) =>
        store.ExecuteAsync(
            "serve",
            cancel,
            ("@session", session.Value),
            ("@providers", ColumnFormats.Json(providers)),
            ("@locked", ColumnFormats.Json(locked))
        );

    public async Task<IReadOnlyList<Session>> OpenSessionsAsync(CancellationToken cancel) =>
        await store.QueryAsync("open-sessions", rows.Session, cancel);

    public Task<Session?> FindSessionAsync(SessionId session, CancellationToken cancel) =>
        store.FirstAsync("session", rows.Session, cancel, ("@session", session.Value));

    public async Task<SessionEnding> EndSessionAsync(SessionId session, SessionEnd how, Reason reason, CancellationToken cancel)
    {
        var (ended, runs) = await TakeBackAsync("end-session", session.Value, how == SessionEnd.Death, reason, cancel);
        return new(
            ended,
            [.. runs.Where(run => run.State != RunState.Failed).Select(run => run.Run)],
            [.. runs.Where(run => run.State == RunState.Failed).Select(run => run.Run)]
        );
    }

    public async Task<IReadOnlyList<JobId>> SweepEndedSessionsAsync(CancellationToken cancel)
    {
        var jobs = new SortedSet<long>();
        foreach (var session in await store.QueryAsync("ended-sessions-with-jobs", row => row.Long("session_id"), cancel))
        {
            var (_, runs) = await TakeBackAsync("sweep-session", session, death: true, Reason.None, cancel);
            jobs.UnionWith(runs.Select(run => run.Run.Job.Value));
        }
        return [.. jobs.Select(job => new JobId(job))];
    }

    private async Task<(bool Ended, List<(RunId Run, RunState State)> Runs)> TakeBackAsync(
        string statement,
        long session,
        bool death,
        Reason reason,
        CancellationToken cancel
    ) =>
        await store.FirstAsync(
            statement,
            ReadEnding,
            cancel,
            ("@session", session),
            ("@death", death ? 1 : 0),
            ("@reason", reason.Sentence),
            ("@reason_code", reason.Code),
            ("@reason_args", ReasonJson.Write(reason)),
            ("@killed", RunReasons.KilledTwice.Sentence),
            ("@killed_code", RunReasons.KilledTwice.Code),
            ("@over", RunReasons.SessionOver.Sentence),
            ("@over_code", RunReasons.SessionOver.Code),
            ("@now", store.NowMs)
        );

    private static (bool Ended, List<(RunId Run, RunState State)> Runs) ReadEnding(Row row)
    {
        var runs = JsonSerializer.Deserialize<long[][]>(row.Text("runs"))!;
        return (row.Long("ended") > 0, [.. runs.Select(run => (new RunId(new(run[0]), (int)run[1]), (RunState)run[2]))]);
    }
}
