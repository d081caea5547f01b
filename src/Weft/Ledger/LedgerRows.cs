using System.Data.Common;
using System.Globalization;
using Weft.Books;
using Weft.Model;

namespace Weft.Ledger;

/// <summary>Rows of a ledger's tables as the seams have them; columns in the order of the stores' SELECTs.</summary>
/// <param name="moment">A stored time, in milliseconds since 1970, as a moment of the caller's clock.</param>
internal sealed class LedgerRows(Func<long, DateTimeOffset> moment)
{
    /// <summary>Of a ledger that keeps the caller's own clock.</summary>
    public static readonly LedgerRows ByUnixTime = new(DateTimeOffset.FromUnixTimeMilliseconds);

    public DateTimeOffset At(DbDataReader row, int column) => moment(row.GetInt64(column));

    public DateTimeOffset? MaybeAt(DbDataReader row, int column) => row.IsDBNull(column) ? null : At(row, column);

    public Book Book(DbDataReader row) =>
        new(
            new(row.GetInt64(0)),
            new(row.GetInt64(1)),
            row.GetInt32(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetInt32(6),
            row.GetInt32(7),
            At(row, 8)
        );

    public static EditionUnit Unit(DbDataReader row) =>
        new(
            row.GetInt32(0),
            new(row.GetInt32(1), row.Word<UnitKind>(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5)),
            new(row.GetString(6), row.GetInt32(7))
        );

    public Job Job(DbDataReader row) =>
        new(
            new(row.GetInt64(0)),
            new(
                new(row.GetInt64(1)),
                new(row.GetInt64(2)),
                row.IsDBNull(3) ? null : row.Json<int[]>(3),
                row.Json<string[]>(4),
                row.Word<ProviderOrder>(5),
                row.Word<Priority>(6),
                row.Json<Recipe>(7),
                row.GetString(8),
                new(row.MaybeLong(9), row.MaybeLong(10)),
                row.MaybeLong(11) is { } retry ? TimeSpan.FromMilliseconds(retry) : null
            ),
            row.Word<JobState>(12),
            row.GetInt32(13),
            row.GetInt32(14),
            row.GetString(15),
            row.GetInt64(16),
            row.GetInt64(17),
            At(row, 18),
            MaybeAt(row, 19),
            MaybeAt(row, 20)
        );

    public static RunId RunId(DbDataReader row) => new(new(row.GetInt64(0)), row.GetInt32(1));

    public static (JobId Job, RunCounts Counts) Counts(DbDataReader row) =>
        (new(row.GetInt64(0)), new(row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5)));

    /// <summary>SQLite sums to a floating number.</summary>
    public static (JobId Job, long Rejected) Rejected(DbDataReader row) =>
        (new(row.GetInt64(0)), Convert.ToInt64(row.GetValue(1), CultureInfo.InvariantCulture));

    public static RejectionCount Rejection(DbDataReader row) => new(row.GetString(0), row.GetInt32(1));

    public static SkippedCount Skipped(DbDataReader row) =>
        new(row.IsDBNull(0) ? null : row.Word<UnitKind>(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3));

    public ChapterRun Run(DbDataReader row) =>
        new(
            new(new(row.GetInt64(0)), row.GetInt32(1)),
            new(row.GetString(2), row.GetInt32(3)),
            row.GetInt32(4),
            (RunState)row.GetInt32(5),
            row.MaybeLong(6) is { } session ? new SessionId(session) : null,
            row.GetInt32(7),
            row.GetInt32(8),
            row.GetInt32(9),
            row.GetInt32(10),
            row.GetInt32(11),
            row.GetInt32(12),
            row.GetBoolean(13),
            row.GetBoolean(14),
            row.GetString(15),
            row.GetString(16),
            row.GetInt32(17),
            MaybeAt(row, 18),
            MaybeAt(row, 19)
        );

    public static Claim Claim(DbDataReader row) =>
        new(
            new(new(row.GetInt64(0)), row.GetInt32(1)),
            new(row.GetString(2), row.GetInt32(3)),
            new(row.GetInt64(4)),
            row.GetInt32(5),
            row.GetString(6),
            row.GetInt32(7),
            row.GetInt32(8),
            row.GetInt32(9),
            row.GetInt32(10),
            row.GetBoolean(11)
        );

    public Session Session(DbDataReader row) =>
        new(
            new(row.GetInt64(0)),
            row.GetString(1),
            row.GetString(2),
            row.GetInt32(3),
            row.Json<string[]>(4),
            At(row, 5),
            MaybeAt(row, 6),
            row.GetString(7)
        )
        {
            Workers = row.GetInt32(8),
        };

    public ActiveRun Active(DbDataReader row) =>
        new(RunId(row), new(row.GetInt64(2)), row.GetString(3), row.GetInt32(4), At(row, 5), row.GetInt32(6), row.GetString(7));

    public static WaitingRuns Waiting(DbDataReader row) =>
        new(new(row.GetInt64(0)), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3));

    public Answer Answer(DbDataReader row) =>
        new(
            new(row.GetString(0), row.GetString(1), row.GetString(2), row.Word<PassageAttempt>(3), row.GetInt32(4)),
            row.GetString(5),
            row.GetString(6),
            row.GetString(7),
            row.GetInt64(8),
            row.GetInt64(9),
            row.GetInt64(10),
            row.GetInt64(11),
            row.GetString(12),
            At(row, 13)
        );

    public Provider Provider(DbDataReader row, DateTimeOffset now)
    {
        var pause = new ProviderPauseState(row.GetString(0), row.GetBoolean(12), MaybeAt(row, 13));
        return new(
            pause.Name,
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            new(row.MaybeInt(4), row.MaybeInt(5), row.MaybeInt(6)),
            new(row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetString(10)),
            row.IsDBNull(11) ? null : row.Word<AnswerFormat>(11),
            pause.HasPause ? new(pause.Until, row.GetString(14)) : null,
            row.GetInt32(15),
            pause.IsProbing(now)
        )
        {
            Kind = new(row.GetString(16)),
        };
    }

    public ProviderPauseState ProviderPause(DbDataReader row) => new(row.GetString(0), row.GetBoolean(1), MaybeAt(row, 2));

    public CallTrace Trace(DbDataReader row) =>
        new(new(row.GetInt64(0)), At(row, 1), At(row, 2), row.GetInt64(3), row.MaybeLong(4) == 1) { Permit = row.GetInt64(5) };

    public static Spending Spending(DbDataReader row) =>
        new(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));

    public static Profile Profile(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.Json<RosterName[]>(2), row.GetString(3));

    public static Word Word(DbDataReader row) => new(row.GetInt32(0), row.Word<WordKind>(1), row.GetString(2), row.GetString(3));

    public static FinishView FinishView(DbDataReader row, JobId job) =>
        new(job, row.Word<JobState>(0), new(row.GetInt64(1)), row.GetBoolean(3), row.GetBoolean(4), row.GetInt32(2));
}
