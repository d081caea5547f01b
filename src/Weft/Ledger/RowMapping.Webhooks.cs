using Weft.Model;
using Weft.Storage;

namespace Weft.Ledger;

/// <summary>Rows about webhooks.</summary>
internal sealed partial class RowMapping
{
    public Webhook Webhook(Row row) =>
        new(
            Id: WebhookId(row),
            Url: row.Text("url"),
            AllowsHttp: row.Bool("allows_http"),
            Kinds: WebhookRules.KindsOf(row.Text("kinds")),
            Mark: row.Text("mark"),
            SealedSecret: row.Text("sealed_secret"),
            CreatedAt: At(row, "created_ms")
        )
        {
            IsPaused = row.Bool("paused"),
            PauseReason = Reason(row, "pause_reason"),
        };

    public static WebhookId WebhookId(Row row) => new(row.Long("webhook_id"));

    public static (WebhookId Webhook, long Newest, bool Due) WebhookLook(Row row) =>
        (WebhookId(row), row.Long("newest"), row.Long("due") > 0);

    public WebhookDelivery Delivery(Row row) =>
        new()
        {
            Number = row.Long("delivery_id"),
            Webhook = WebhookId(row),
            Kind = row.Word<WebhookKind>("kind"),
            Event = row.MaybeLong("event_id"),
            At = At(row, "at_ms"),
            Job = row.MaybeLong("job_id") is { } job ? new JobId(job) : null,
            Provider = row.IsNull("provider") ? "" : row.Text("provider"),
            Cause = row.IsNull("cause") ? Reasons.Reason.None : Reason(row, "cause"),
            State = row.Word<DeliveryState>("state"),
            Tries = row.Int("tries"),
            NextAt = At(row, "due_ms"),
            TriedAt = MaybeAt(row, "tried_ms"),
            Status = row.MaybeInt("status"),
            Answer = row.Text("answer"),
            Trouble = Reason(row, "trouble"),
        };
}
