using Weft.Model;
using Weft.Reasons;
using Weft.Storage.Sqlite;

namespace Weft.Ledger.Sqlite;

/// <summary>Webhooks and their deliveries, in a SQLite file.</summary>
internal sealed class SqliteWebhooks(SqliteFile file, TimeProvider time) : IWebhooks
{
    private static readonly RowMapping Rows = RowMapping.ByUnixTime;

    public Task<IReadOnlyList<Webhook>> WebhooksAsync(CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("webhooks", Rows.Webhook), cancel);

    public Task<WebhookId?> TryAddAsync(Webhook webhook, CancellationToken cancel) =>
        file.WriteAsync<WebhookId?>(
            db =>
                db.Number(
                    "add-webhook",
                    ("$url", webhook.Url),
                    ("$http", webhook.AllowsHttp),
                    ("$kinds", WebhookRules.WordsOf(webhook.Kinds)),
                    ("$mark", webhook.Mark),
                    ("$secret", webhook.SealedSecret),
                    ("$now", time.NowMs())
                )
                    is { } id
                    ? new WebhookId(id)
                    : null,
            cancel
        );

    public Task<bool> TryRemoveAsync(WebhookId webhook, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                db.Execute("remove-deliveries", ("$webhook", webhook.Value));
                return db.Execute("remove-webhook", ("$webhook", webhook.Value)) > 0;
            },
            cancel
        );

    public Task<bool> TryPauseAsync(WebhookId webhook, Reason reason, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
                db.Execute(
                    "pause-webhook",
                    ("$webhook", webhook.Value),
                    ("$reason", reason.Sentence),
                    ("$reason_code", reason.Code),
                    ("$reason_args", ReasonJson.Write(reason))
                ) > 0,
            cancel
        );

    public Task<bool> TryResumeAsync(WebhookId webhook, CancellationToken cancel) =>
        file.WriteAsync(db => db.Execute("resume-webhook", ("$webhook", webhook.Value), ("$now", time.NowMs())) > 0, cancel);

    public async Task<WebhookOutlook> LookAsync(CancellationToken cancel)
    {
        var now = time.NowMs();
        var seen = await file.ReadListAsync(db => db.Query("look-webhooks", RowMapping.WebhookLook, ("$now", now)), cancel);
        return WebhookRules.Outlook(seen);
    }

    public Task DeriveAsync(CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var now = time.NowMs();
                db.Execute("derive-deliveries", ("$now", now), ("$back", (long)WebhookRules.LookBack.TotalMilliseconds));
                db.Execute("note-derived", ("$now", now));
                return db.Execute(
                    "prune-deliveries",
                    ("$until", now - (long)WebhookRules.Kept.TotalMilliseconds),
                    ("$most", WebhookRules.PrunedAtOnce)
                );
            },
            cancel
        );

    public Task<WebhookDelivery?> TakeAsync(WebhookId webhook, string by, TimeSpan lease, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var now = time.NowMs();
                if (db.Number("next-delivery", ("$webhook", webhook.Value), ("$now", now)) is not { } next)
                    return null;
                db.Execute(
                    "take-delivery",
                    ("$delivery", next),
                    ("$by", by),
                    ("$until", now + (long)lease.TotalMilliseconds),
                    ("$now", now)
                );
                return db.First("delivery", Rows.Delivery, ("$delivery", next));
            },
            cancel
        );

    public Task<WebhookDelivery?> AddTestAsync(WebhookId webhook, string by, TimeSpan lease, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
            {
                var now = time.NowMs();
                var test = db.Number(
                    "add-test",
                    ("$webhook", webhook.Value),
                    ("$by", by),
                    ("$until", now + (long)lease.TotalMilliseconds),
                    ("$now", now)
                );
                return test is null ? null : db.First("delivery", Rows.Delivery, ("$delivery", test));
            },
            cancel
        );

    public Task<bool> TrySettleAsync(long delivery, string by, DeliveryOutcome outcome, CancellationToken cancel) =>
        file.WriteAsync(
            db =>
                db.Execute(
                    "settle-delivery",
                    ("$delivery", delivery),
                    ("$by", by),
                    ("$state", ColumnFormats.Word(outcome.State)),
                    ("$due", ColumnFormats.Ms(outcome.NextAt)),
                    ("$status", outcome.Status),
                    ("$answer", outcome.Answer),
                    ("$trouble", outcome.Trouble.Sentence),
                    ("$trouble_code", outcome.Trouble.Code),
                    ("$trouble_args", ReasonJson.Write(outcome.Trouble))
                ) > 0,
            cancel
        );

    public Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(WebhookId? webhook, int atMost, CancellationToken cancel) =>
        file.ReadListAsync(db => db.Query("deliveries", Rows.Delivery, ("$webhook", webhook?.Value), ("$most", atMost)), cancel);
}
