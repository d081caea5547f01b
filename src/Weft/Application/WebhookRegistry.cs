using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Weft.Webhooks;

namespace Weft.Application;

/// <summary>A webhook as an admin wants it.</summary>
/// <param name="Secret">What it is signed with; null = one is made.</param>
internal sealed record WebhookRequest(
    string Url,
    IReadOnlyList<WebhookKind> Kinds,
    bool AllowsHttp = false,
    string? Secret = null
);

/// <summary>A webhook that was just added.</summary>
/// <param name="Secret">Shown this once: it is kept sealed.</param>
internal sealed record NewWebhook(Webhook Webhook, string Secret);

/// <summary>Webhooks as admins look after them.</summary>
/// <param name="seal">What seals their secrets: the same that seals providers' keys.</param>
internal sealed class WebhookRegistry(IWebhooks webhooks, Func<KeySeal> seal, AuditLog audit, TimeProvider time)
{
    /// <summary>What can be asked for; a test goes to any.</summary>
    public static readonly IReadOnlyList<WebhookKind> Kinds =
    [
        WebhookKind.Finished,
        WebhookKind.Failed,
        WebhookKind.Paused,
        WebhookKind.Closed,
    ];

    public Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancel) => webhooks.WebhooksAsync(cancel);

    public async Task<Result<NewWebhook>> AddAsync(WebhookRequest request, CancellationToken cancel)
    {
        var given = request.Url.Trim();
        if (await WebhookAddress.FaultOfAsync(given, request.AllowsHttp, cancel) is { } fault)
            return new Refusal.BadWebhookUrl(WebhookAddress.Shown(given), fault);
        if (request.Secret is { } own && !WebhookSignature.IsSecret(own))
            return new Refusal.BadWebhookSecret();
        var (url, secret) = (WebhookAddress.Plain(given), request.Secret ?? WebhookSignature.NewSecret());
        var webhook = new Webhook(
            default,
            url,
            request.AllowsHttp,
            [.. Kinds.Where(kind => request.Kinds.Count == 0 || request.Kinds.Contains(kind))],
            WebhookSender.NewMark(),
            seal().Seal(WebhookSender.SealName(url), secret),
            time.GetUtcNow()
        );
        if (await webhooks.TryAddAsync(webhook, cancel) is not { } id)
        {
            var there = (await webhooks.WebhooksAsync(cancel)).FirstOrDefault(known => known.Url == url);
            return new Refusal.WebhookExists(there?.Id.Value ?? 0, WebhookAddress.Shown(url));
        }
        await audit.NoteAsync(AuditKind.WebhookAdded, AuditReasons.WebhookAdded(id.Value, WebhookAddress.Shown(url)));
        return new NewWebhook(webhook with { Id = id }, secret);
    }

    /// <summary>Null = it is removed, with its deliveries.</summary>
    public async Task<Refusal?> RemoveAsync(WebhookId id, CancellationToken cancel) =>
        await audit.NotedAsync(
            await webhooks.TryRemoveAsync(id, cancel) ? null : new Refusal.UnknownWebhook(id.Value),
            AuditKind.WebhookRemoved,
            AuditReasons.WebhookRemoved(id.Value)
        );

    /// <summary>Nothing is sent any more; one that is paused stays so.</summary>
    public async Task<Result<Webhook>> PauseAsync(WebhookId id, CancellationToken cancel)
    {
        await webhooks.TryPauseAsync(id, Reason.None, cancel);
        return await audit.NotedAsync(
            await FindAsync(id, cancel),
            AuditKind.WebhookPaused,
            _ => AuditReasons.WebhookPaused(id.Value)
        );
    }

    /// <summary>What waited goes out, and what happens from now on.</summary>
    public async Task<Result<Webhook>> ResumeAsync(WebhookId id, CancellationToken cancel)
    {
        await webhooks.TryResumeAsync(id, cancel);
        return await audit.NotedAsync(
            await FindAsync(id, cancel),
            AuditKind.WebhookResumed,
            _ => AuditReasons.WebhookResumed(id.Value)
        );
    }

    /// <summary>Sends a test from this process at once, and waits for what comes of it.</summary>
    public async Task<Result<WebhookDelivery>> TestAsync(WebhookId id, WebhookSender sender, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not Result<Webhook>.Done(var webhook))
            return new Refusal.UnknownWebhook(id.Value);
        if (await sender.TestAsync(webhook, cancel) is not { } test)
            return new Refusal.UnknownWebhook(id.Value);
        await audit.NoteAsync(AuditKind.WebhookTested, AuditReasons.WebhookTested(id.Value));
        return test;
    }

    /// <summary>The newest first.</summary>
    /// <param name="id">Null = of all.</param>
    public async Task<Result<IReadOnlyList<WebhookDelivery>>> DeliveriesAsync(WebhookId? id, int atMost, CancellationToken cancel)
    {
        if (id is { } one && await FindAsync(one, cancel) is not Result<Webhook>.Done)
            return new Refusal.UnknownWebhook(one.Value);
        return new Result<IReadOnlyList<WebhookDelivery>>.Done(await webhooks.DeliveriesAsync(id, atMost, cancel));
    }

    private async Task<Result<Webhook>> FindAsync(WebhookId id, CancellationToken cancel) =>
        (await webhooks.WebhooksAsync(cancel)).FirstOrDefault(known => known.Id == id) is { } found
            ? found
            : new Refusal.UnknownWebhook(id.Value);
}
