using Weft.Model;
using Weft.Storage;

namespace Weft.Ledger;

/// <summary>Rows for people who look on.</summary>
internal sealed partial class RowMapping
{
    public LedgerEvent Event(Row row) =>
        new(
            Number: row.Long("event_id"),
            At: At(row, "at_ms"),
            Kind: row.Word<EventKind>("kind"),
            Session: row.MaybeLong("session_id") is { } session ? new SessionId(session) : null,
            Job: row.MaybeLong("job_id") is { } job ? new JobId(job) : null,
            Provider: row.Text("provider"),
            Chapters: row.Int("chapters"),
            Reason: Reason(row)
        );

    public ActiveRun Active(Row row) =>
        new(
            Run: RunId(row),
            Session: SessionId(row),
            Provider: row.Text("provider"),
            Attempt: row.Int("attempt"),
            Since: At(row, "changed_ms"),
            Chapter: row.Int("chapter"),
            Title: row.Text("title")
        );

    public static CompletedMinute CompletedMinute(Row row) =>
        new(Provider: row.Text("provider"), Minute: row.Int("minute"), Chapters: row.Int("completed"));

    public static WaitingRuns Waiting(Row row) =>
        new(Job: JobId(row), Rung: row.Int("rung"), FailedBy: row.Int("failed_by"), Count: row.Int("waiting"));
}
