using System.Collections.Concurrent;
using System.Security.Cryptography;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Webhooks;

/// <summary>
/// Sends what is due, at least once: what it came to is written after the answer, so a node that dies in between leaves it to another, which sends it
/// again with the same id once the lease is over.
/// </summary>
internal sealed class WebhookSender(
    ILedger ledger,
    Func<KeySeal> seal,
    WebhookPost post,
    WebhookBody body,
    Random random,
    TimeProvider time
)
{
    /// <summary>Well above the longest request.</summary>
    public static readonly TimeSpan Lease = 4 * WebhookPost.Patience;

    /// <summary>A change that is committed late does not raise the newest number.</summary>
    private static readonly TimeSpan DeriveAgain = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<WebhookId, Task> _lanes = new();
    private long _derivedTo = -1;
    private DateTimeOffset _derivedAt;

    /// <summary>What a secret is sealed for.</summary>
    public static string SealName(string url) => "webhook " + url;

    /// <summary>The receiver drops doubles by it.</summary>
    public static string IdOf(Webhook webhook, WebhookDelivery delivery) =>
        delivery.Event is { } seen ? $"msg_{webhook.Mark}_{seen}" : $"msg_{webhook.Mark}_t{delivery.Number}";

    /// <summary>
    /// Looks once and lets each webhook's lane run beside it, so that a slow receiver keeps nobody waiting. False = there are no webhooks, and it may be
    /// looked seldom.
    /// </summary>
    /// <exception cref="AggregateException">Lanes of the round before ended by what nobody foresaw; they are begun again.</exception>
    public async Task<bool> BeginRoundAsync(CancellationToken cancel)
    {
        var outlook = await ledger.Webhooks.LookAsync(cancel);
        if (!outlook.HasWebhooks)
            return false;
        var now = time.GetUtcNow();
        if (outlook.NewestEvent != _derivedTo || now - _derivedAt >= DeriveAgain)
        {
            await ledger.Webhooks.DeriveAsync(cancel);
            (_derivedTo, _derivedAt) = (outlook.NewestEvent, now);
            outlook = await ledger.Webhooks.LookAsync(cancel);
        }
        var faults = new List<Exception>();
        foreach (var due in outlook.Due)
        {
            if (_lanes.TryGetValue(due, out var lane) && !lane.IsCompleted)
                continue;
            if (lane?.Exception is { } fault)
                faults.Add(fault);
            _lanes[due] = LaneAsync(due, cancel);
        }
        return faults.Count == 0 ? true : throw new AggregateException("Deliveries failed by a fault of ours", faults);
    }

    /// <summary>Until what was begun is over.</summary>
    public Task LanesAsync() => Task.WhenAll(_lanes.Values);

    /// <summary>One try at once, which is not repeated. Null = there is no such webhook.</summary>
    public async Task<WebhookDelivery?> TestAsync(Webhook webhook, CancellationToken cancel)
    {
        var by = NewMark();
        if (await ledger.Webhooks.AddTestAsync(webhook.Id, by, Lease, cancel) is not { } test)
            return null;
        await SendAsync(webhook, test, by, cancel);
        return (await ledger.Webhooks.DeliveriesAsync(webhook.Id, 100, cancel)).FirstOrDefault(known =>
            known.Number == test.Number
        );
    }

    /// <summary>24 characters nobody chose.</summary>
    public static string NewMark() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    private async Task LaneAsync(WebhookId id, CancellationToken cancel)
    {
        try
        {
            while (await SendNextAsync(id, cancel)) { }
        }
        catch (ReasonedException)
        {
            // The ledger is away: the round that finds it again goes on.
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The lease runs out, and another node sends it.
        }
    }

    private async Task<bool> SendNextAsync(WebhookId id, CancellationToken cancel)
    {
        var by = NewMark();
        if (await ledger.Webhooks.TakeAsync(id, by, Lease, cancel) is not { } delivery)
            return false;
        var webhook = (await ledger.Webhooks.WebhooksAsync(cancel)).FirstOrDefault(known => known.Id == id);
        if (webhook is null)
            return false;
        await SendAsync(webhook, delivery, by, cancel);
        return true;
    }

    private async Task SendAsync(Webhook webhook, WebhookDelivery delivery, string by, CancellationToken cancel)
    {
        var result = await TryAsync(webhook, delivery, cancel);
        // What was answered is written also where the node is told to stop meanwhile.
        await ledger.Webhooks.TrySettleAsync(delivery.Number, by, OutcomeOf(delivery, result), CancellationToken.None);
        if (result.Status == 410)
            await ledger.Webhooks.TryPauseAsync(webhook.Id, WebhookReasons.Gone, CancellationToken.None);
    }

    private async Task<PostResult> TryAsync(Webhook webhook, WebhookDelivery delivery, CancellationToken cancel)
    {
        if (delivery is { Kind: not WebhookKind.Test, Job: null, Provider.Length: 0 })
            return new(null, "", WebhookReasons.Forgotten);
        string secret;
        try
        {
            secret = seal().Open(SealName(webhook.Url), webhook.SealedSecret);
        }
        catch (KeySealException)
        {
            return new(null, "", WebhookReasons.SecretSealed);
        }
        var said = await body.OfAsync(delivery, cancel);
        return await post.SendAsync(webhook.Url, secret, IdOf(webhook, delivery), said, cancel);
    }

    private DeliveryOutcome OutcomeOf(WebhookDelivery delivery, PostResult result)
    {
        if (result.Trouble.IsNone)
            return new(DeliveryState.Delivered, null, result.Status, result.Answer, result.Trouble);
        var isLast = delivery.Kind == WebhookKind.Test || result.Status == 410 || result.Trouble == WebhookReasons.Forgotten;
        return !isLast && WebhookWaits.After(delivery.Tries, result.RetryAfter, random) is { } wait
            ? new(DeliveryState.Waiting, time.GetUtcNow() + wait, result.Status, result.Answer, result.Trouble)
            : new(DeliveryState.Failed, null, result.Status, result.Answer, result.Trouble);
    }
}
