using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

/// <summary>The model's webhooks and their deliveries.</summary>
internal sealed class MemoryWebhooks(MemoryState state) : IWebhooks
{
    private sealed class Hook
    {
        public required Webhook Row { get; set; }
        public long FromEvent { get; set; }
    }

    private sealed class Sending
    {
        public required WebhookDelivery Row { get; set; }
        public string By { get; set; } = "";
        public DateTimeOffset Until { get; set; }
    }

    private readonly SortedDictionary<long, Hook> _hooks = [];
    private readonly SortedDictionary<long, Sending> _sendings = [];
    private long _lastHook;
    private long _lastDelivery;

    public Task<IReadOnlyList<Webhook>> WebhooksAsync(CancellationToken cancel) =>
        MemoryState.Listed(_hooks.Values.Select(hook => hook.Row));

    public Task<WebhookId?> TryAddAsync(Webhook webhook, CancellationToken cancel)
    {
        if (_hooks.Values.Any(hook => hook.Row.Url == webhook.Url))
            return Task.FromResult<WebhookId?>(null);
        var id = new WebhookId(++_lastHook);
        var row = webhook with { Id = id, CreatedAt = state.Now, IsPaused = false, PauseReason = Reason.None };
        _hooks[id.Value] = new() { Row = row, FromEvent = state.Events.Count };
        return Task.FromResult<WebhookId?>(id);
    }

    public Task<bool> TryRemoveAsync(WebhookId webhook, CancellationToken cancel)
    {
        foreach (var gone in _sendings.Where(sending => sending.Value.Row.Webhook == webhook).ToList())
            _sendings.Remove(gone.Key);
        return Task.FromResult(_hooks.Remove(webhook.Value));
    }

    public Task<bool> TryPauseAsync(WebhookId webhook, Reason reason, CancellationToken cancel)
    {
        if (!_hooks.TryGetValue(webhook.Value, out var hook) || hook.Row.IsPaused)
            return Task.FromResult(false);
        hook.Row = hook.Row with { IsPaused = true, PauseReason = reason };
        return Task.FromResult(true);
    }

    public Task<bool> TryResumeAsync(WebhookId webhook, CancellationToken cancel)
    {
        if (!_hooks.TryGetValue(webhook.Value, out var hook) || !hook.Row.IsPaused)
            return Task.FromResult(false);
        hook.Row = hook.Row with { IsPaused = false, PauseReason = Reason.None };
        hook.FromEvent = state.Events.Count;
        return Task.FromResult(true);
    }

    public Task<WebhookOutlook> LookAsync(CancellationToken cancel)
    {
        var active = _hooks.Values.Where(hook => !hook.Row.IsPaused).Select(hook => hook.Row.Id).ToList();
        return Task.FromResult(
            new WebhookOutlook(
                active.Count > 0,
                active.Count > 0 ? state.Events.Count : 0,
                [.. active.Where(id => NextOf(id) is not null)]
            )
        );
    }

    public Task DeriveAsync(CancellationToken cancel)
    {
        foreach (var seen in state.Events)
        foreach (var hook in _hooks.Values.Where(hook => !hook.Row.IsPaused && seen.Number > hook.FromEvent))
            if (KindOf(seen) is { } kind && hook.Row.Kinds.Contains(kind) && !IsDerived(hook.Row.Id, seen))
                Add(hook.Row.Id, kind, seen);
        var outdated = _sendings.Where(sending =>
            sending.Value.Row.State != DeliveryState.Waiting && sending.Value.Row.At < state.Now - WebhookRules.Kept
        );
        foreach (var gone in outdated.ToList())
            _sendings.Remove(gone.Key);
        return Task.CompletedTask;
    }

    public Task<WebhookDelivery?> TakeAsync(WebhookId webhook, string by, TimeSpan lease, CancellationToken cancel)
    {
        var isActive = _hooks.TryGetValue(webhook.Value, out var hook) && !hook.Row.IsPaused;
        return Task.FromResult(isActive && NextOf(webhook) is { } next ? Take(next, by, lease) : null);
    }

    public Task<WebhookDelivery?> AddTestAsync(WebhookId webhook, string by, TimeSpan lease, CancellationToken cancel) =>
        Task.FromResult(_hooks.ContainsKey(webhook.Value) ? Take(Add(webhook, WebhookKind.Test, null), by, lease) : null);

    public Task<bool> TrySettleAsync(long delivery, string by, DeliveryOutcome outcome, CancellationToken cancel)
    {
        if (!_sendings.TryGetValue(delivery, out var sending) || sending.By != by)
            return Task.FromResult(false);
        (sending.By, sending.Until) = ("", default);
        sending.Row = sending.Row with
        {
            State = outcome.State,
            NextAt = outcome.NextAt ?? sending.Row.NextAt,
            Status = outcome.Status,
            Answer = outcome.Answer,
            Trouble = outcome.Trouble,
        };
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(WebhookId? webhook, int atMost, CancellationToken cancel) =>
        MemoryState.Listed(
            _sendings
                .Values.Select(sending => sending.Row)
                .Where(row => webhook is null || row.Webhook == webhook)
                .Reverse()
                .Take(atMost)
        );

    private WebhookKind? KindOf(LedgerEvent seen) =>
        (seen.Job, seen.Kind) switch
        {
            (not null, EventKind.Completed) => WebhookKind.Finished,
            (not null, EventKind.Failed) => WebhookKind.Failed,
            (not null, EventKind.Paused) => WebhookKind.Paused,
            (null, EventKind.Paused) when state.Closings.Contains(seen.Number) => WebhookKind.Closed,
            _ => null,
        };

    private bool IsDerived(WebhookId webhook, LedgerEvent seen) =>
        _sendings.Values.Any(sending => sending.Row.Webhook == webhook && sending.Row.Event == seen.Number);

    private Sending Add(WebhookId webhook, WebhookKind kind, LedgerEvent? seen) =>
        _sendings[++_lastDelivery] = new()
        {
            Row = new()
            {
                Number = _lastDelivery,
                Webhook = webhook,
                Kind = kind,
                Event = seen?.Number,
                At = seen?.At ?? state.Now,
                Job = seen?.Job,
                Provider = seen?.Provider ?? "",
                Cause = seen?.Reason ?? Reason.None,
                NextAt = state.Now,
            },
        };

    private Sending? NextOf(WebhookId webhook) =>
        _sendings
            .Values.Where(sending =>
                sending.Row.Webhook == webhook
                && sending.Row.State == DeliveryState.Waiting
                && sending.Row.NextAt <= state.Now
                && sending.Until <= state.Now
            )
            .MinBy(sending => (sending.Row.NextAt, sending.Row.Number));

    private WebhookDelivery Take(Sending sending, string by, TimeSpan lease)
    {
        (sending.By, sending.Until) = (by, state.Now + lease);
        return sending.Row = sending.Row with { Tries = sending.Row.Tries + 1, TriedAt = state.Now };
    }
}
