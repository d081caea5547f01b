using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger;

/// <summary>
/// Who is told what happens, and what they were told. Deliveries are made of the events, which are written with the change itself: none is lost
/// when a process dies. A delivery may be sent twice, and has the same number then.
/// </summary>
public interface IWebhooks
{
    /// <summary>By id.</summary>
    Task<IReadOnlyList<Webhook>> WebhooksAsync(CancellationToken cancel);

    /// <summary>Adds one that is told of what happens from now on; its id and moment are the ledger's. Null = one has that address already.</summary>
    Task<WebhookId?> TryAddAsync(Webhook webhook, CancellationToken cancel);

    /// <summary>Takes it out with its deliveries. False = there is none.</summary>
    Task<bool> TryRemoveAsync(WebhookId webhook, CancellationToken cancel);

    /// <summary>Nothing is sent to it from now on. False = it is paused already, or not there.</summary>
    Task<bool> TryPauseAsync(WebhookId webhook, Reason reason, CancellationToken cancel);

    /// <summary>What waited goes out, and what happens from now on is told. False = it is not paused, or not there.</summary>
    Task<bool> TryResumeAsync(WebhookId webhook, CancellationToken cancel);

    /// <summary>One read, made by every node that serves the page every few seconds.</summary>
    Task<WebhookOutlook> LookAsync(CancellationToken cancel);

    /// <summary>
    /// Makes the deliveries of what happened since the last time, each once whoever asks; takes out some that are done and 30 days old. Looks
    /// back some minutes each time: a change that is committed late has an older event's number.
    /// </summary>
    Task DeriveAsync(CancellationToken cancel);

    /// <summary>
    /// The next delivery of a webhook whose time has come, for <paramref name="by"/> alone until the lease is over; its tries are one more. Null =
    /// there is none, or the webhook is paused.
    /// </summary>
    /// <param name="by">Chance, new for each call, at most 64 characters.</param>
    Task<WebhookDelivery?> TakeAsync(WebhookId webhook, string by, TimeSpan lease, CancellationToken cancel);

    /// <summary>A test, taken already; also of a webhook that is paused. Null = there is no such webhook.</summary>
    Task<WebhookDelivery?> AddTestAsync(WebhookId webhook, string by, TimeSpan lease, CancellationToken cancel);

    /// <summary>What the try came to. False = the lease was over and another took it, or it is gone.</summary>
    Task<bool> TrySettleAsync(long delivery, string by, DeliveryOutcome outcome, CancellationToken cancel);

    /// <summary>The newest first.</summary>
    /// <param name="webhook">Null = of all.</param>
    Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(WebhookId? webhook, int atMost, CancellationToken cancel);
}
