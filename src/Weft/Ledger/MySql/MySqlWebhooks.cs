using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger.MySql;

/// <summary>Webhooks and their deliveries, in a MySQL or MariaDB database.</summary>
internal sealed class MySqlWebhooks(MySqlStore store, RowMapping rows) : IWebhooks
{
    public async Task<IReadOnlyList<Webhook>> WebhooksAsync(CancellationToken cancel) =>
        await store.QueryAsync("webhooks", rows.Webhook, cancel);

    public async Task<WebhookId?> TryAddAsync(Webhook webhook, CancellationToken cancel) =>
        await store.NumberAsync(
            "add-webhook",
            cancel,
            ("@url", webhook.Url),
            ("@http", webhook.AllowsHttp),
            ("@kinds", WebhookRules.WordsOf(webhook.Kinds)),
            ("@mark", webhook.Mark),
            ("@secret", webhook.SealedSecret),
            ("@now", store.NowMs)
        )
            is { } id
            ? new WebhookId(id)
            : null;

    public Task<bool> TryRemoveAsync(WebhookId webhook, CancellationToken cancel) =>
        store.IsDoneAsync("remove-webhook", cancel, ("@webhook", webhook.Value));

    public async Task<bool> TryPauseAsync(WebhookId webhook, Reason reason, CancellationToken cancel) =>
        await store.ExecuteAsync(
            "pause-webhook",
            cancel,
            ("@webhook", webhook.Value),
            ("@reason", reason.Sentence),
            ("@reason_code", reason.Code),
            ("@reason_args", ReasonJson.Write(reason))
        ) > 0;

    public async Task<bool> TryResumeAsync(WebhookId webhook, CancellationToken cancel) =>
        await store.ExecuteAsync("resume-webhook", cancel, ("@webhook", webhook.Value), ("@now", store.NowMs)) > 0;

    public async Task<WebhookOutlook> LookAsync(CancellationToken cancel) =>
        WebhookRules.Outlook(await store.QueryAsync("look-webhooks", RowMapping.WebhookLook, cancel, ("@now", store.NowMs)));

    public Task DeriveAsync(CancellationToken cancel)
    {
        var now = store.NowMs;
        return store.ExecuteAsync(
            "derive-deliveries",
            cancel,
            ("@now", now),
            ("@back", (long)WebhookRules.LookBack.TotalMilliseconds),
            ("@until", now - (long)WebhookRules.Kept.TotalMilliseconds)
        );
    }

    public Task<WebhookDelivery?> TakeAsync(WebhookId webhook, string by, TimeSpan lease, CancellationToken cancel) =>
        TakenAsync("take-delivery", webhook, by, lease, cancel);

    public Task<WebhookDelivery?> AddTestAsync(WebhookId webhook, string by, TimeSpan lease, CancellationToken cancel) =>
        TakenAsync("add-test", webhook, by, lease, cancel);

    private Task<WebhookDelivery?> TakenAsync(
        string statement,
        WebhookId webhook,
        string by,
        TimeSpan lease,
        CancellationToken cancel
    )
    {
        var now = store.NowMs;
        return store.FirstAsync(
            statement,
            rows.Delivery,
            cancel,
            ("@webhook", webhook.Value),
            ("@by", by),
            ("@until", now + (long)lease.TotalMilliseconds),
            ("@now", now)
        );
    }

    public async Task<bool> TrySettleAsync(long delivery, string by, DeliveryOutcome outcome, CancellationToken cancel) =>
        await store.ExecuteAsync(
            "settle-delivery",
            cancel,
            ("@delivery", delivery),
            ("@by", by),
            ("@state", ColumnFormats.Word(outcome.State)),
            ("@due", store.Clock.ToServer(outcome.NextAt)),
            ("@status", outcome.Status),
            ("@answer", outcome.Answer),
            ("@trouble", outcome.Trouble.Sentence),
            ("@trouble_code", outcome.Trouble.Code),
            ("@trouble_args", ReasonJson.Write(outcome.Trouble))
        ) > 0;

    public async Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(WebhookId? webhook, int atMost, CancellationToken cancel) =>
        await store.QueryAsync("deliveries", rows.Delivery, cancel, ("@webhook", webhook?.Value), ("@most", atMost));
}
