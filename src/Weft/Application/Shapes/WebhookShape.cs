using System.Text.Json.Nodes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Reasons;
using Weft.Webhooks;

namespace Weft.Application.Shapes;

/// <summary>A webhook as programs read it, without its secret.</summary>
/// <param name="Url">Without its query, and without long parts of its path, which may be secrets.</param>
/// <param name="Reason">Why it is paused, where that was not a person's wish; empty else.</param>
internal record WebhookShape(
    long Webhook,
    string Url,
    IReadOnlyList<string> On,
    bool AllowHttp,
    bool Paused,
    string Reason,
    DateTimeOffset CreatedAt
)
{
    public static WebhookShape Of(Webhook webhook, ReasonTexts texts) =>
        new(
            webhook.Id.Value,
            WebhookAddress.Shown(webhook.Url),
            [.. webhook.Kinds.Select(Glossary.Word)],
            webhook.AllowsHttp,
            webhook.IsPaused,
            webhook.PauseReason.Say(texts),
            webhook.CreatedAt
        );
}

/// <summary>A new webhook, with what it is signed with, this once.</summary>
internal sealed record NewWebhookShape(
    long Webhook,
    string Url,
    IReadOnlyList<string> On,
    bool AllowHttp,
    DateTimeOffset CreatedAt,
    string Secret
)
{
    public static NewWebhookShape Of(NewWebhook made)
    {
        var shape = WebhookShape.Of(made.Webhook, ReasonTexts.English);
        return new(shape.Webhook, shape.Url, shape.On, shape.AllowHttp, shape.CreatedAt, made.Secret);
    }
}

internal sealed record RemovedWebhookShape(long Removed);

/// <summary>What one webhook was or will be told.</summary>
/// <param name="Type">As the body says it: <c>job.completed</c>.</param>
/// <param name="NextAt">When it is tried; null = not any more.</param>
/// <param name="Status">What the last try was answered; null = it had no answer.</param>
/// <param name="Answer">The beginning of the answer's body.</param>
internal sealed record DeliveryShape(
    long Delivery,
    long Webhook,
    string Type,
    string State,
    DateTimeOffset At,
    long? Job,
    string? Provider,
    int Tries,
    DateTimeOffset? NextAt,
    DateTimeOffset? TriedAt,
    int? Status,
    string Answer,
    string Reason,
    string ReasonCode,
    JsonObject ReasonArgs
)
{
    public static DeliveryShape Of(WebhookDelivery delivery, ReasonTexts texts) =>
        new(
            delivery.Number,
            delivery.Webhook.Value,
            WebhookBody.TypeOf(delivery.Kind),
            Glossary.Word(delivery.State),
            delivery.At,
            delivery.Job?.Value,
            delivery.Provider.Length == 0 ? null : delivery.Provider,
            delivery.Tries,
            delivery.State == DeliveryState.Waiting ? delivery.NextAt : null,
            delivery.TriedAt,
            delivery.Status,
            delivery.Answer,
            delivery.Trouble.Say(texts),
            delivery.Trouble.Code,
            ReasonJson.ToNode(delivery.Trouble)
        );
}
