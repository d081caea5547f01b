using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger;

/// <summary>What holds for webhooks in every ledger.</summary>
internal static class WebhookRules
{
    /// <summary>As long as the events that they were made of. One that waits is never taken out.</summary>
    public static readonly TimeSpan Kept = EventRules.Kept;

    public const int PrunedAtOnce = 1000;

    /// <summary>No transaction that writes an event stays open for as long: a ledger gives up a statement after half a minute.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromMinutes(10);

    /// <param name="seen">Of each that is not paused.</param>
    public static WebhookOutlook Outlook(IReadOnlyList<(WebhookId Webhook, long Newest, bool Due)> seen) =>
        new(
            seen.Count > 0,
            seen.Count > 0 ? seen[0].Newest : 0,
            [.. seen.Where(webhook => webhook.Due).Select(webhook => webhook.Webhook)]
        );

    /// <summary>Of a provider's pause: a person's own wish is no closing. The statements that write events say the same.</summary>
    public static bool IsByPerson(Reason pause) => pause.Code is "paused_by_person" or "paused_by_person_for";

    /// <summary>Kinds as their column has them.</summary>
    public static string WordsOf(IEnumerable<WebhookKind> kinds) => string.Join(',', kinds.Select(ColumnFormats.Word));

    /// <summary>A kind of another build is left out.</summary>
    public static IReadOnlyList<WebhookKind> KindsOf(string words) =>
        [
            .. words
                .Split(',')
                .Select(word => Enum.TryParse<WebhookKind>(word, ignoreCase: true, out var kind) ? kind : (WebhookKind?)null)
                .OfType<WebhookKind>(),
        ];
}
