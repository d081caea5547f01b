using Microsoft.Extensions.Logging;
using Weft.Reasons;
using Weft.Webhooks;

namespace Weft.Web;

/// <summary>
/// Sends deliveries from a node that serves the page. All such nodes share them: each delivery is taken by one. Where there are no webhooks, one short
/// read each half minute is all.
/// </summary>
internal sealed class WebhookRounds(WebhookSender sender, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _end = new();
    private Task _rounds = Task.CompletedTask;

    public void Begin() => _rounds = GoOnAsync(_end.Token);

    private async Task GoOnAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var hasWebhooks = true;
            try
            {
                hasWebhooks = await sender.BeginRoundAsync(cancel);
            }
            catch (ReasonedException away)
            {
                log.LogDebug("Webhooks wait: {Reason}", away.Reason.Sentence);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            // A fault of ours with one delivery must not silence all of them: it is written down, and the next round goes on.
            catch (Exception fault)
            {
                log.LogError(fault, "A round of webhooks failed");
            }
            await Task.Delay(hasWebhooks ? Often : Seldom, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _rounds;
        // What failed there was written down by the rounds.
        await sender.LanesAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }
}
