namespace Weft.Work;

/// <summary>
/// Looks now and then for what was carried out in this session's name after it had given up waiting for the answer: claims, and the token of a
/// resolve.
/// </summary>
internal sealed class LateEffects(OrphanedClaims claims, BookResolver books, NodeOptions options, TimeProvider time)
{
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(options.Reconcile, time, stop);
            await claims.CheckAsync(stop);
            await books.SettleLateTokensAsync(stop);
        }
    }
}
