using System.Text.Encodings.Web;
using System.Text.Json;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Webhooks;

/// <summary>What a delivery says: what happened, and the job's numbers as they are when it is sent. Never a key, never book text but its title.</summary>
/// <param name="page">Where browsers reach the page; empty = not known.</param>
internal sealed class WebhookBody(ILedger ledger, string page)
{
    /// <summary>With it a body stays far below 20 kB.</summary>
    private const int LongestText = 800;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string TypeOf(WebhookKind kind) =>
        kind switch
        {
            WebhookKind.Finished => "job.completed",
            WebhookKind.Failed => "job.failed",
            WebhookKind.Paused => "job.paused",
            WebhookKind.Closed => "provider.closed",
            _ => "webhook.test",
        };

    public async Task<byte[]> OfAsync(WebhookDelivery delivery, CancellationToken cancel) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Type = TypeOf(delivery.Kind),
                Timestamp = delivery.At,
                Data = delivery switch
                {
                    { Job: { } job } => await JobAsync(job, delivery.Cause, cancel),
                    { Provider.Length: > 0 } => await ProviderAsync(delivery.Provider, delivery.Cause, cancel),
                    _ => new { Webhook = delivery.Webhook.Value },
                },
            },
            Options
        );

    private async Task<object> JobAsync(JobId id, Reason cause, CancellationToken cancel)
    {
        var job = await ledger.Jobs.FindJobAsync(id, cancel);
        var book = job is null ? null : await ledger.Library.FindBookAsync(job.Order.Book, cancel);
        var runs = (await ledger.Jobs.CountRunsAsync([id], cancel)).GetValueOrDefault(id);
        return new
        {
            Job = id.Value,
            Book = job is null ? null : new { Id = job.Order.Book.Value, Title = Cut(book?.Title ?? "") },
            Chapters = runs is null
                ? null
                : new
                {
                    runs.Pending,
                    runs.Processing,
                    runs.Completed,
                    runs.Failed,
                    runs.Skipped,
                },
            Spent = job is null ? null : await SpentAsync(job, cancel),
            Reason = Words(cause),
            Page = Page($"jobs/{id}"),
        };
    }

    private async Task<object> SpentAsync(Job job, CancellationToken cancel)
    {
        var providers = await ledger.Providers.ProvidersAsync(cancel);
        var currency = providers
            .Where(provider => job.Order.Providers.Contains(provider.Name))
            .Select(provider => provider.Price.Currency);
        return new
        {
            Tokens = job.SpentTokens,
            Money = job.SpentMicros / 1_000_000m,
            Currency = currency.FirstOrDefault(known => known.Length > 0) ?? "",
        };
    }

    private async Task<object> ProviderAsync(string name, Reason cause, CancellationToken cancel)
    {
        var provider = (await ledger.Providers.ProvidersAsync(cancel)).FirstOrDefault(known => known.Name == name);
        return new
        {
            Provider = name,
            Model = Cut(provider?.Model ?? ""),
            Reason = Words(cause),
            Page = Page($"providers/{Uri.EscapeDataString(name)}"),
        };
    }

    private static object? Words(Reason cause) =>
        cause.IsNone
            ? null
            : new
            {
                cause.Code,
                En = Cut(cause.Say(ReasonTexts.English)),
                Zh = Cut(cause.Say(ReasonTexts.Chinese)),
            };

    private string? Page(string path) => page.Length == 0 ? null : page.TrimEnd('/') + "/" + path;

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";
}
