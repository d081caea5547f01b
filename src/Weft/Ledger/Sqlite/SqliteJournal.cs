using Weft.Model;
using Weft.Reasons;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Calls and answers in a SQLite file.</summary>
internal sealed class SqliteJournal(SqliteFile file, TimeProvider time) : IJournal
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    public Task<IReadOnlyList<Answer>> FindAsync(IReadOnlyList<AnswerKey> keys, CancellationToken cancel) =>
        file.ReadListAsync(db => Answers(db, keys.Select(key => key.ToString())), cancel);

    private static List<Answer> Answers(SqliteDb db, IEnumerable<string> keys) =>
        db.Query("answers", Rows.Answer, ("$keys", ColumnFormats.Json(keys)));

    public Task<CallOpening> OpenCallAsync(Call call, CancellationToken cancel) =>
        file.WriteAsync(db => OpenCall(db, call), cancel);

    private CallOpening OpenCall(SqliteDb db, Call call)
    {
        var key = call.Key.ToString();
        var now = time.GetUtcNow();
        if (Answers(db, [key]) is [var answer])
            return new CallOpening.AnswerStands(answer);
        if (db.Number("session-is-open", ("$session", call.Session.Value)) is null)
            return new CallOpening.SessionEnded();
        if (db.Number("call-stands", ("$id", call.Id)) is not null)
            return new CallOpening.Opened();
        if (OtherAsks(db, key, call.Session, now) is { } other)
            return new CallOpening.OtherAsks(other);
        if (ProviderPauses.Find(db, call.Provider) is not { } pause || pause.IsPaused(now))
            return new CallOpening.ProviderPaused();
        if (pause.IsProbing(now) && ProviderPauses.HasCallInTheAir(db, call.Provider, now))
            return new CallOpening.ProviderPaused();
        if (IsOverBudget(db, call))
            return SqliteJobs.Purses(db, [call.Run.Job], now)[call.Run.Job].Use.Judge(call);
        AddCall(db, call, CallState.Open);
        Settle(db, call, CallState.Open, call.Tokens, call.Micros, Reason.None);
        return new CallOpening.Opened();
    }

    private enum CallState
    {
        Open,
        Answered,
        NotTaken,
        MaybeSpent,
    }

    private static SessionId? OtherAsks(SqliteDb db, string key, SessionId session, DateTimeOffset now) =>
        db.Number(
            "other-asks",
            ("$key", key),
            ("$session", session.Value),
            ("$waited", ColumnFormats.Ms(now - CallRules.AskGrace))
        )
            is { } other
            ? new SessionId(other)
            : null;

    private static bool IsOverBudget(SqliteDb db, Call call) =>
        db.Number("over-budget", ("$job", call.Run.Job.Value), ("$tokens", call.Tokens), ("$micros", call.Micros)) is not null;

    /// <summary>No effect where a call of that id stands.</summary>
    private static void AddCall(SqliteDb db, Call call, CallState state) =>
        db.Execute(
            "add-call",
            ("$id", call.Id),
            ("$key", call.Key.ToString()),
            ("$job", call.Run.Job.Value),
            ("$position", call.Run.Position),
            ("$session", call.Session.Value),
            ("$provider", call.Provider),
            ("$state", (int)state),
            ("$permit", call.Permit),
            ("$at", ColumnFormats.Ms(call.At)),
            ("$deadline", ColumnFormats.Ms(call.Deadline))
        );

    /// <summary>Sets what of the job's spending is this call's; the job's row gets the difference.</summary>
    private static void Settle(SqliteDb db, Call call, CallState state, long? tokens, long? micros, Reason reason)
    {
        var (_, job, oldTokens, oldMicros, isForgotten) = CallRow(db, call)!.Value;
        if (isForgotten)
            reason = RunReasons.BookDeleted;
        var (newTokens, newMicros) = (tokens ?? oldTokens, micros ?? oldMicros);
        db.Execute(
            "settle-call",
            ("$id", call.Id),
            ("$state", (int)state),
            ("$tokens", newTokens),
            ("$micros", newMicros),
            ("$reason", reason.Sentence),
            ("$reason_code", reason.Code),
            ("$reason_args", ReasonJson.Write(reason))
        );
        if ((newTokens, newMicros) != (oldTokens, oldMicros))
            db.Execute("spend", ("$job", job), ("$tokens", newTokens - oldTokens), ("$micros", newMicros - oldMicros));
    }

    private static (CallState State, long Job, long Tokens, long Micros, bool IsForgotten)? CallRow(SqliteDb db, Call call) =>
        db.First<(CallState, long, long, long, bool)?>(
            "call",
            row =>
                (
                    (CallState)row.Int("state"),
                    row.Long("job_id"),
                    row.Long("tokens"),
                    row.Long("micros"),
                    row.Bool("is_forgotten")
                ),
            ("$id", call.Id)
        );

    public Task<Answer> AnswerAsync(Call call, Answer answer, CancellationToken cancel) =>
        file.WriteAsync(db => Answer(db, call, answer), cancel);

    private static Answer Answer(SqliteDb db, Call call, Answer answer)
    {
        var key = answer.Key.ToString();
        // A ledger that came back without its last commits may lack the row: the answer was paid for all the same.
        AddCall(db, call, CallState.NotTaken);
        var row = CallRow(db, call)!.Value;
        // Its book was deleted while it was under way.
        if (!row.IsForgotten)
            AddAnswer(db, key, answer);
        if (row.State != CallState.Answered)
        {
            Settle(db, call, CallState.Answered, answer.PromptTokens + answer.AnswerTokens, answer.Micros, Reason.None);
            db.Execute(
                "note-usage",
                ("$id", call.Id),
                ("$prompt", answer.PromptTokens),
                ("$cached", answer.CachedTokens),
                ("$answer", answer.AnswerTokens),
                ("$thinking", answer.Thinking.Tokens),
                ("$thinking_micros", answer.Thinking.Micros)
            );
        }
        return Answers(db, [key]) is [var standing] ? standing : answer;
    }

    private static void AddAnswer(SqliteDb db, string key, Answer answer) =>
        db.Execute(
            "add-answer",
            ("$key", key),
            ("$passage", answer.Key.PassageHash),
            ("$recipe", answer.Key.RecipeHash),
            ("$model", answer.Key.Model),
            ("$step", ColumnFormats.Word(answer.Key.Step)),
            ("$round", answer.Key.Round),
            ("$provider", answer.Provider),
            ("$body", answer.Body),
            ("$finish", answer.Finish),
            ("$prompt", answer.PromptTokens),
            ("$cached", answer.CachedTokens),
            ("$answer", answer.AnswerTokens),
            ("$thinking", answer.Thinking.Tokens),
            ("$thinking_micros", answer.Thinking.Micros),
            ("$micros", answer.Micros),
            ("$context", answer.Context),
            ("$at", ColumnFormats.Ms(answer.At))
        );

    public Task CloseCallAsync(Call call, CallLoss loss, Reason reason, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                if (CallRow(db, call) is not { State: CallState.Open or CallState.MaybeSpent })
                    return false;
                if (loss == CallLoss.NotTaken)
                    Settle(db, call, CallState.NotTaken, 0, 0, reason);
                else
                    Settle(db, call, CallState.MaybeSpent, null, null, reason);
                return true;
            },
            cancel
        );

    public Task<RunFaults> FaultsOfRunAsync(RunId run, string provider, int round, CancellationToken cancel) =>
        file.ReadAsync(
            db =>
            {
                var faults = db.Query(
                    "faults-of-run",
                    RowMapping.Fault,
                    ("$job", run.Job.Value),
                    ("$position", run.Position),
                    ("$provider", provider)
                );
                return faults.FindAll(fault => fault.Round == round) is [var first, ..] mine
                    ? new RunFaults(
                        mine.Count,
                        db.Number("answered-since", ("$provider", provider), ("$since", first.AtMs)) is not null
                    )
                    : RunFaults.None;
            },
            cancel
        );

    public Task<IReadOnlyList<AnswerUsage>> LatestUsagesAsync(string provider, int atMost, CancellationToken cancel) =>
        file.ReadListAsync(
            db => db.Query("latest-usages", RowMapping.AnswerUsage, ("$provider", provider), ("$most", atMost)),
            cancel
        );

    public Task<IReadOnlyList<CallTrace>> TracesAsync(string provider, DateTimeOffset since, CancellationToken cancel) =>
        file.ReadListAsync(
            db => db.Query("traces", Rows.Trace, ("$provider", provider), ("$since", ColumnFormats.Ms(since))),
            cancel
        );

    public Task<IReadOnlyList<Answer>> AnswersOfRunAsync(RunId run, CancellationToken cancel) =>
        file.ReadListAsync(
            db =>
            {
                var asked = db.Query(
                    "keys-asked-for-run",
                    row => row.Text("key"),
                    ("$job", run.Job.Value),
                    ("$position", run.Position)
                );
                return Answers(db, asked.Concat(SqliteRuns.WovenOf(db, run)));
            },
            cancel
        );

    public Task<int> CountOwnAnswersAsync(BookId book, CancellationToken cancel) =>
        file.ReadAsync(db => OwnAnswers(db, book).Count, cancel);

    public static List<string> OwnAnswers(SqliteDb db, BookId book) =>
        db.Query("own-answers", row => row.Text("key"), ("$book", book.Value));

    public async Task<IReadOnlyDictionary<JobId, Spending>> SpendingAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var wanted = ColumnFormats.Json(jobs.Select(job => job.Value));
        return (await file.ReadAsync(db => db.Query("spending", RowMapping.Spending, ("$jobs", wanted)), cancel)).ToDictionary();
    }
}
