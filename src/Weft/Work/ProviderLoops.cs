using Weft.Ledger;

namespace Weft.Work;

/// <summary>Keeps the loops that there are one of for each provider: claims, and mailboxes where there are any.</summary>
internal sealed class ProviderLoops(
    IProviders providers,
    ISessions sessions,
    ClaimLoopSet claims,
    MailboxPump? mailboxes,
    OrderPass orders,
    SessionState session
)
{
    /// <returns>Whether one of them is paused, so that its row will say another thing by itself.</returns>
    public async Task<bool> KeepAsync(CancellationToken stop)
    {
        var all = await providers.ProvidersAsync(stop);
        mailboxes?.Keep([.. all.Select(provider => provider.Name)], stop);
        var (changed, freed) = claims.Keep(all, stop);
        if (changed)
            await sessions.ServeAsync(session.Id, claims.Providers, claims.Locked, stop);
        // A provider that pauses, or that nobody serves any more, frees its runs for those below it on the jobs' lists: their rings must show them.
        if (freed)
            await orders.RunAsync(stop);
        return all.Any(provider => provider.Pause is not null);
    }

    /// <summary>Returns when all loops have ended after their stop.</summary>
    public async Task EndedAsync()
    {
        await claims.EndedAsync();
        if (mailboxes is not null)
            await mailboxes.EndedAsync();
    }
}

/// <summary>Looks for orders made beside this process, and for the providers there are.</summary>
internal sealed class OrderWatch(IChanges changes, ProviderLoops loops, OrderPass orders, NodeOptions options, TimeProvider time)
{
    /// <summary>Whatever changes a provider raises the number too; a ledger that lost its last commits may raise it to where it was.</summary>
    private static readonly TimeSpan ProvidersEvery = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stop)
    {
        long? wish = null;
        var (anyPaused, keptAt) = (false, 0L);
        while (!stop.IsCancellationRequested)
        {
            var number = await changes.ChangeNumberAsync(stop);
            var isNew = number != wish;
            if (isNew || anyPaused || time.GetElapsedTime(keptAt) >= ProvidersEvery)
            {
                anyPaused = await loops.KeepAsync(stop);
                keptAt = time.GetTimestamp();
            }
            if (isNew)
                await orders.RunAsync(stop);
            wish = number;
            await Task.Delay(options.Look, time, stop);
        }
    }
}
