using System.Globalization;
using Weft.Books;
using Weft.Model;
using Weft.Reasons;
using Weft.Storage;

namespace Weft.Ledger;

/// <summary>Rows of a ledger's tables as the contracts have them, by the names of their columns, which are the same in every ledger.</summary>
/// <param name="moment">A stored time, in milliseconds since 1970, as a moment of the caller's clock.</param>
internal sealed partial class RowMapping(Func<long, DateTimeOffset> moment)
{
    /// <summary>Of a ledger that keeps the caller's own clock.</summary>
    public static readonly RowMapping ByUnixTime = new(DateTimeOffset.FromUnixTimeMilliseconds);

    public DateTimeOffset? MaybeAt(Row row, string column) => row.IsNull(column) ? null : At(row, column);

    private DateTimeOffset At(Row row, string column) => moment(row.Long(column));

    /// <summary>Why a row is as it is, to be shown.</summary>
    private static Reason Reason(Row row, string column = "reason")
    {
        var arguments = row.IsNull(column + "_args") ? "" : row.Text(column + "_args");
        return ReasonJson.Read(row.Text(column + "_code"), arguments, row.Text(column));
    }

    public Book Book(Row row) =>
        new(
            Id: new(row.Long("book_id")),
            Edition: new(row.Long("edition_id")),
            EditionNumber: row.Int("number"),
            Title: row.Text("title"),
            Language: row.Text("language"),
            Encoding: row.Text("encoding"),
            Chapters: row.Int("chapters"),
            Characters: row.Int("characters"),
            ImportedAt: At(row, "imported_ms")
        )
        {
            Told = row.MaybeJson<ToldReading>("told") ?? ToldReading.Nothing,
            Metadata = row.MaybeJson<BookMetadata>("metadata") ?? BookMetadata.None,
        };

    public Edition Edition(Row row) =>
        new(
            Id: new(row.Long("edition_id")),
            Number: row.Int("number"),
            Title: row.Text("title"),
            Format: row.Text("format"),
            Encoding: row.Text("encoding"),
            Chapters: row.Int("chapters"),
            Characters: row.Int("characters"),
            ImportedAt: At(row, "imported_ms")
        );

    public static EditionUnit Unit(Row row) =>
        new(
            Position: row.Int("position"),
            Unit: new(
                Number: row.Int("number"),
                Kind: row.Word<UnitKind>("kind"),
                Title: row.Text("title"),
                Start: row.Int("start"),
                Length: row.Int("length")
            ),
            Chapter: Chapter(row)
        );

    private static ChapterKey Chapter(Row row) => new(TextHash: row.Text("text_hash"), Occurrence: row.Int("occurrence"));

    public Job Job(Row row) =>
        new()
        {
            Id = JobId(row),
            Order = Order(row),
            State = row.Word<JobState>("state"),
            Reopen = row.Int("reopen"),
            Floor = row.Int("floor"),
            Reason = Reason(row),
            SpentTokens = row.Long("spent_tokens"),
            SpentMicros = row.Long("spent_micros"),
            CreatedAt = At(row, "created_ms"),
            StartedAt = MaybeAt(row, "started_ms"),
            EndedAt = MaybeAt(row, "ended_ms"),
        };

    private static JobOrder Order(Row row) =>
        new(
            Book: new(row.Long("book_id")),
            Edition: new(row.Long("edition_id")),
            Positions: row.IsNull("positions") ? null : row.Json<int[]>("positions"),
            Providers: row.Json<string[]>("providers"),
            Order: row.Word<ProviderOrder>("provider_order"),
            Priority: row.Word<Priority>("priority"),
            Recipe: row.Json<Recipe>("recipe"),
            ProfileVersion: row.Text("profile_version"),
            Budget: new(Tokens: row.MaybeLong("budget_tokens"), Micros: row.MaybeLong("budget_micros")),
            AutoRetry: row.MaybeSpan("auto_retry_ms")
        )
        {
            Purse = row.MaybeLong("purse_id") is { } first ? new JobId(first) : null,
            RulesAfter = row.MaybeSpan("rules_after_ms"),
        };

    public static GraphLayout Layout(Row row) => new(row.Text("state"), row.Text("places"));

    public static WebNode WebNode(Row row) => new(row.Text("url"), row.Text("node"), row.Text("machine"));

    public static JobId JobId(Row row) => new(row.Long("job_id"));

    public static RunId RunId(Row row) => new(JobId(row), row.Int("position"));

    public static (RunId Run, RunState State) RunState(Row row) => (RunId(row), (RunState)row.Int("state"));

    public static (JobId Job, RunCounts Counts) Counts(Row row) =>
        (
            JobId(row),
            new(
                Pending: row.Int("pending"),
                Processing: row.Int("processing"),
                Completed: row.Int("completed"),
                Failed: row.Int("failed"),
                Skipped: row.Int("skipped")
            )
        );

    /// <summary>SQLite sums to a floating number.</summary>
    public static (JobId Job, long Rejected) Rejected(Row row) =>
        (JobId(row), Convert.ToInt64(row.Value("rejected"), CultureInfo.InvariantCulture));

    public ChapterRun Run(Row row) =>
        new()
        {
            Id = RunId(row),
            Chapter = Chapter(row),
            Characters = row.Int("characters"),
            State = (RunState)row.Int("state"),
            Session = row.MaybeLong("session_id") is { } session ? new SessionId(session) : null,
            Attempt = row.Int("attempt"),
            Losses = row.Int("losses"),
            Failures = row.Int("failures"),
            Rung = row.Int("rung"),
            FailedBy = row.Int("failed_by"),
            Round = row.Int("round"),
            AskedFrom = row.Int("asked_from"),
            Suspect = row.Bool("suspect"),
            Marked = row.Bool("marked"),
            Provider = row.Text("provider"),
            Reason = Reason(row),
            Rejected = row.Int("rejected"),
            RetryAt = MaybeAt(row, "retry_ms"),
            ChangedAt = MaybeAt(row, "changed_ms"),
        };

    public static Claim Claim(Row row) =>
        new()
        {
            Run = RunId(row),
            Chapter = Chapter(row),
            Session = SessionId(row),
            Attempt = row.Int("attempt"),
            Provider = row.Text("provider"),
            Rung = row.Int("rung"),
            FailedBy = row.Int("failed_by"),
            Round = row.Int("round"),
            AskedFrom = row.Int("asked_from"),
            Failures = row.Int("failures"),
            Suspect = row.Bool("suspect"),
        };

    public static (int Position, Rejection Rejection) Rejection(Row row) =>
        (row.Int("position"), new(Kind: row.Text("kind"), Text: row.Text("text"), Reason: Reason(row)));

    public static RejectionCount RejectionCount(Row row) => new(Reason(row), row.Int("times"));

    public static ReaderCount ReaderCount(Row row) => new(row.Text("provider"), Reason(row), row.Int("chapters"));

    public static SkippedCount SkippedCount(Row row) =>
        new(
            Kind: row.IsNull("kind") ? null : row.Word<UnitKind>("kind"),
            Reason: Reason(row),
            Units: row.Int("units"),
            Characters: row.Int("characters")
        );

    public static SessionId SessionId(Row row) => new(row.Long("session_id"));

    public Session Session(Row row) =>
        new(
            Id: SessionId(row),
            Node: row.Text("node"),
            Role: row.Text("role"),
            ProcessId: row.Int("process_id"),
            Providers: row.Json<string[]>("providers"),
            StartedAt: At(row, "started_ms"),
            EndedAt: MaybeAt(row, "ended_ms"),
            EndReason: Reason(row, "end_reason")
        )
        {
            Workers = row.Int("workers"),
            Locked = row.Json<string[]>("locked"),
        };

    public Provider Provider(Row row, DateTimeOffset now)
    {
        var pause = ProviderPause(row);
        return new()
        {
            Name = pause.Provider,
            Kind = new(row.Text("kind")),
            Url = row.Text("url"),
            Model = row.Text("model"),
            SealedKey = row.Text("sealed_key"),
            Limits = new(
                Calls: row.MaybeInt("limit_calls"),
                RequestsPerMinute: row.MaybeInt("limit_requests"),
                TokensPerMinute: row.MaybeInt("limit_tokens")
            ),
            Price = new(
                InputMicros: row.Long("price_input"),
                CachedInputMicros: row.Long("price_cached"),
                OutputMicros: row.Long("price_output"),
                Currency: row.Text("currency")
            ),
            Settings = row.MaybeJson<ProviderSettings>("settings") ?? ProviderSettings.Usual,
            Health = new(
                Manners: Manners(row),
                Pause: pause.HasPause ? new(pause.Until, Reason(row, "pause_reason")) : null,
                FailuresInRow: row.Int("failures_in_row"),
                Probing: pause.IsProbing(now)
            ),
        };
    }

    /// <summary>Older builds keep the format alone; where more is known, the best one in their column says nothing.</summary>
    private static Manners Manners(Row row)
    {
        if (row.IsNull("format"))
            return Model.Manners.Common;
        var format = row.Word<AnswerFormat>("format");
        if (row.MaybeJson<Manners>("manners") is not { } known)
            return new() { Format = format };
        return format == AnswerFormat.JsonSchema ? known : known.Joined(new() { Format = format });
    }

    public ProviderPauseState ProviderPause(Row row) =>
        new(Provider: row.Text("name"), HasPause: row.Bool("paused"), Until: MaybeAt(row, "paused_until_ms"));

    public static Profile Profile(Row row) =>
        new(
            Version: row.Text("version"),
            Language: row.Text("language"),
            Roster: row.Json<RosterName[]>("roster"),
            Tables: row.Text("tables")
        );

    public static NameDecision NameDecision(Row row) =>
        new(Number: row.Int("number"), Kind: row.Word<DecisionKind>("kind"), Name: row.Text("name"), Other: row.Text("other"))
        {
            By = row.IsNull("said_by") ? "" : row.Text("said_by"),
            // As it was written: a decision that was taken along from another ledger keeps its time.
            At = row.MaybeLong("said_ms") is { } said ? DateTimeOffset.FromUnixTimeMilliseconds(said) : null,
            Undoes = row.MaybeInt("undoes"),
        };

    public static FinishView FinishView(Row row) =>
        new(
            Job: JobId(row),
            State: row.Word<JobState>("state"),
            Book: new(row.Long("book_id")),
            Open: row.Bool("is_open"),
            RetryAhead: row.Bool("retry_ahead"),
            Reopen: row.Int("reopen")
        );
}
