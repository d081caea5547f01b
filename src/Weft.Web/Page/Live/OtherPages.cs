using Microsoft.Extensions.Logging;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Web.Page.Live;

/// <summary>
/// Says to the fleet that the page is served here, and knows who else serves it. Two statements every twenty seconds, and none on one machine
/// alone, where nobody else can.
/// </summary>
internal sealed class OtherPages(IWebNodes ledger, PageOptions options, HandoverTickets tickets, TimeProvider time, ILogger log)
    : IAsyncDisposable
{
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(20);

    /// <summary>Two announcements may fail.</summary>
    private static readonly TimeSpan Silent = 3 * Again;

    private readonly CancellationTokenSource _end = new();
    private Task _announcing = Task.CompletedTask;
    private WebNode? _here;

    /// <summary>Where browsers of this page reach others; those with an address of loopback only from this same machine.</summary>
    public IReadOnlyList<Uri> Others { get; private set; } = [];

    /// <summary>What a page shows to another node, so that it takes over what was typed here; empty where there is no other.</summary>
    public string Ticket { get; private set; } = "";

    /// <param name="url">Where this node listens.</param>
    public void Begin(string url)
    {
        if (options.IsOneMachine)
            return;
        var address = options.Url.Length > 0 ? options.Url : Reachable(new Uri(url));
        _here = new(address.EndsWith('/') ? address : address + "/", options.Node, Environment.MachineName);
        _announcing = AnnounceAsync(_here, _end.Token);
    }

    private async Task AnnounceAsync(WebNode here, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await ledger.AnnounceAsync(here, cancel);
                var others = OthersThan(here, await ledger.WebNodesAsync(Silent, cancel));
                // First: a page that knows another node has what it shows to it.
                Ticket = others.Count > 0 ? tickets.Issue() : "";
                Others = others;
            }
            catch (ReasonedException away)
            {
                log.LogDebug("The fleet cannot be told that the page is served here: {Reason}", away.Reason.Sentence);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(Again, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal static IReadOnlyList<Uri> OthersThan(WebNode here, IReadOnlyList<WebNode> all) =>
        [
            .. all.Where(node => node.Url != here.Url)
                .Select(node =>
                    (node.Machine, Address: Uri.TryCreate(node.Url, UriKind.Absolute, out var address) ? address : null)
                )
                .Where(node =>
                    node.Address is { Scheme: "http" or "https" } address && (!address.IsLoopback || node.Machine == here.Machine)
                )
                .Select(node => node.Address!),
        ];

    /// <summary>Every address of the machine stands for its name.</summary>
    private static string Reachable(Uri listens) =>
        listens.Host is "0.0.0.0" or "[::]"
            ? $"{listens.Scheme}://{Environment.MachineName}:{listens.Port}/"
            : listens.ToString();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _announcing;
        _end.Dispose();
        if (_here is not { } here)
            return;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await ledger.WithdrawAsync(here.Url, patience.Token);
        }
        catch (Exception away) when (away is ReasonedException or OperationCanceledException)
        {
            // It is left out as soon as it was silent for a minute.
        }
    }
}
