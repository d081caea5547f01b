using Weft.Reasons;

namespace Weft.Model;

public readonly record struct WebhookId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What a webhook tells of.</summary>
public enum WebhookKind
{
    /// <summary>A job ended, and none of its chapters failed.</summary>
    Finished,

    /// <summary>A job ended with failed chapters.</summary>
    Failed,

    /// <summary>A job was paused, by a person or for its budget.</summary>
    Paused,

    /// <summary>A provider takes no calls until somebody resumes it, for what it said itself: its key was refused, its model is unknown.</summary>
    Closed,

    /// <summary>Somebody tried the webhook out; nobody asks for this kind.</summary>
    Test,
}

/// <summary>An address that is told what happens.</summary>
/// <param name="AllowsHttp">Not encrypted, to this machine or a private network.</param>
/// <param name="Mark">Chance: begins the ids of its deliveries, so that no other webhook has the same.</param>
/// <param name="SealedSecret">What deliveries are signed with, sealed for this address.</param>
public sealed record Webhook(
    WebhookId Id,
    string Url,
    bool AllowsHttp,
    IReadOnlyList<WebhookKind> Kinds,
    string Mark,
    string SealedSecret,
    DateTimeOffset CreatedAt
)
{
    /// <summary>Nothing is sent; what happens meanwhile is not told later.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Why it is paused, where that was not a person's wish.</summary>
    public Reason PauseReason { get; init; } = Reason.None;
}

public enum DeliveryState
{
    /// <summary>It is sent when its time comes, or is under way.</summary>
    Waiting,
    Delivered,

    /// <summary>Not tried any more.</summary>
    Failed,
}

/// <summary>One thing that is told to one webhook.</summary>
public sealed record WebhookDelivery
{
    public required long Number { get; init; }
    public required WebhookId Webhook { get; init; }
    public required WebhookKind Kind { get; init; }

    /// <summary>Null = a test, or an event that is no longer kept.</summary>
    public long? Event { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }
    public JobId? Job { get; init; }
    public string Provider { get; init; } = "";

    /// <summary>Why it happened.</summary>
    public Reason Cause { get; init; } = Reason.None;
    public DeliveryState State { get; init; }

    /// <summary>Tries that were begun.</summary>
    public int Tries { get; init; }

    /// <summary>When it is sent, while it waits.</summary>
    public required DateTimeOffset NextAt { get; init; }

    /// <summary>When the last try began.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>What the last try was answered; null = it had no answer.</summary>
    public int? Status { get; init; }

    /// <summary>The beginning of the answer's body, as it came.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Why the last try did not succeed.</summary>
    public Reason Trouble { get; init; } = Reason.None;
}

/// <summary>What a try came to.</summary>
/// <param name="NextAt">When it is tried again, of one that waits.</param>
public sealed record DeliveryOutcome(DeliveryState State, DateTimeOffset? NextAt, int? Status, string Answer, Reason Trouble);

/// <summary>What there is to do for webhooks right now.</summary>
/// <param name="HasWebhooks">There is one that is not paused.</param>
/// <param name="NewestEvent">Number of the newest event; 0 = there is none.</param>
/// <param name="Due">Those with a delivery whose time has come.</param>
public sealed record WebhookOutlook(bool HasWebhooks, long NewestEvent, IReadOnlyList<WebhookId> Due);
