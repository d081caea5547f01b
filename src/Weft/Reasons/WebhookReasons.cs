namespace Weft.Reasons;

/// <summary>Why a delivery of a webhook did not succeed. None names more of the address than its host.</summary>
public static class WebhookReasons
{
    /// <summary>The receiver answered 410: it wants no more.</summary>
    public static readonly Reason Gone = new("webhook_gone");

    /// <summary>What happened is no longer kept.</summary>
    public static readonly Reason Forgotten = new("webhook_forgotten");

    public static Reason Answered(long status) => new("webhook_answered", ("status", status));

    public static Reason Redirected(long status) => new("webhook_redirected", ("status", status));

    public static Reason TimedOut(long seconds) => new("webhook_timed_out", ("seconds", seconds));

    public static Reason NotReached(Reason cause) => new("webhook_not_reached", ("words", cause));

    public static Reason BadCertificate(string words) => new("webhook_certificate", ("words", words));

    public static Reason TargetRefused(string host, string address) =>
        new("webhook_target", ("host", host), ("address", address));

    public static Reason NotPrivate(string host, string address) =>
        new("webhook_not_private", ("host", host), ("address", address));

    public static readonly Reason SecretSealed = new("webhook_sealed");
}
