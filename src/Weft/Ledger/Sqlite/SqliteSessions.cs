using Weft.Model;
using Weft.Reasons;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Sessions in a SQLite file.</summary>
internal sealed class SqliteSessions(SqliteFile file, TimeProvider time) : ISessions
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    public Task<SessionId> OpenSessionAsync(
        string node,
        string role,
        int processId,
        IReadOnlyList<string> providers,
        int workers,
        CancellationToken cancel
    ) =>
        file.WriteAsync(
            db =>
            {
                SqliteEvents.Prune(db, time.NowMs());
                var session = new SessionId(
                    db.Number(
                        "add-session",
                        ("$node", node),
                        ("$role", role),
                        ("$process", processId),
                        ("$providers", ColumnFormats.Json(providers)),
                        ("$workers", workers),
                        ("$now", time.NowMs())
                    )!.Value
                );
                SqliteEvents.Note(db, session, EventKind.Opened, time.NowMs());
                return session;
            },
            cancel
        );

    public Task ServeAsync(
        SessionId session,
        IReadOnlyList<string> providers,
        IReadOnlyList<string> locked,
        CancellationToken cancel
    ) =>
        file.WriteAsync(
            db =>
                db.Execute(
                    "serve",
                    ("$session", session.Value),
                    ("$providers", ColumnFormats.Json(providers)),
                    ("$locked", ColumnFormats.Json(locked))
                ),
            cancel
        );

    public Task<IReadOnlyList<Session>> OpenSessionsAsync(CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("open-sessions", Rows.Session), cancel);

    public Task<Session?> FindSessionAsync(SessionId session, CancellationToken cancel) =>
        file.ReadAsync(db => db.First("session", Rows.Session, ("$session", session.Value)), cancel);

    public Task<SessionEnding> EndSessionAsync(SessionId session, SessionEnd how, Reason reason, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                if (
                    db.Execute(
                        "end-session",
                        ("$session", session.Value),
                        ("$reason", reason.Sentence),
                        ("$reason_code", reason.Code),
                        ("$reason_args", ReasonJson.Write(reason)),
                        ("$now", time.NowMs())
                    ) == 0
                )
                    return new SessionEnding(false, [], []);
                db.Execute(
                    "close-calls-of-session",
                    ("$session", session.Value),
                    ("$reason", RunReasons.SessionOver.Sentence),
                    ("$reason_code", RunReasons.SessionOver.Code),
                    ("$reason_args", ReasonJson.Write(RunReasons.SessionOver))
                );
                var runs = TakeBack(db, session, how == SessionEnd.Death);
                SqliteEvents.Note(
                    db,
                    session,
                    how == SessionEnd.Death ? EventKind.TakenOver : EventKind.Left,
                    time.NowMs(),
                    runs.Count
                );
                return new SessionEnding(
                    true,
                    [.. runs.Where(run => run.State != RunState.Failed).Select(run => run.Run)],
                    [.. runs.Where(run => run.State == RunState.Failed).Select(run => run.Run)]
                );
            },
            cancel
        );

    public async Task<IReadOnlyList<JobId>> SweepEndedSessionsAsync(CancellationToken cancel)
    {
        // There is nearly never one: the writer is troubled only where there is.
        if (await file.ReadAsync(db => EndedWithJobs(db).Count == 0, cancel))
            return [];
        return await file.WriteAsync(
            db =>
            {
                var runs = EndedWithJobs(db).SelectMany(session => TakeBack(db, session, death: true)).ToList();
                return runs.Select(run => run.Run.Job).Distinct().OrderBy(job => job.Value).ToArray();
            },
            cancel
        );
    }

    private static List<SessionId> EndedWithJobs(SqliteDb db) => db.Query("ended-sessions-with-jobs", RowMapping.SessionId);

    private List<(RunId Run, RunState State)> TakeBack(SqliteDb db, SessionId session, bool death)
    {
        var runs = new List<(RunId Run, RunState State)>();
        foreach (var job in db.Query("jobs-of-session", row => row.Long("job_id"), ("$session", session.Value)))
            runs.AddRange(
                db.Query(
                    "take-back",
                    RowMapping.RunState,
                    ("$session", session.Value),
                    ("$job", job),
                    ("$death", death ? 1 : 0),
                    ("$killed", RunReasons.KilledTwice.Sentence),
                    ("$killed_code", RunReasons.KilledTwice.Code),
                    ("$reason", RunReasons.SessionOver.Sentence),
                    ("$reason_code", RunReasons.SessionOver.Code),
                    ("$now", time.NowMs())
                )
            );
        db.Execute("forget-jobs-of-session", ("$session", session.Value));
        runs.Sort((run, other) => (run.Run.Job.Value, run.Run.Position).CompareTo((other.Run.Job.Value, other.Run.Position)));
        return runs;
    }
}
