using Microsoft.Extensions.Logging;

namespace Weft.Runtime;

/// <summary>Keeps a loop going: one that fails is started again, with backoff, and says so.</summary>
internal static class Loop
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Work goes on within two seconds of a server's return.</summary>
    private static readonly TimeSpan LongestInTrouble = TimeSpan.FromSeconds(1);

    /// <summary>A body that ran this long was well: the next failure is a first one.</summary>
    private static readonly TimeSpan Well = TimeSpan.FromSeconds(10);

    /// <summary>Runs <paramref name="body"/> until <paramref name="stop"/>. The body itself loops, and returns only to end for good.</summary>
    public static async Task KeepAsync(
        string name,
        RuntimeContext runtime,
        Func<CancellationToken, Task> body,
        CancellationToken stop
    )
    {
        var wait = Shortest;
        long? troubledSince = null;
        while (!stop.IsCancellationRequested)
        {
            var began = runtime.Time.GetTimestamp();
            var longest = Longest;
            try
            {
                await body(stop);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            // The outcome is stored as a counter and a log line; the loop's state is all in the ledger.
            catch (Exception trouble)
            {
                runtime.Counters.NoteLoopRestart();
                if (runtime.Time.GetElapsedTime(began) > Well)
                    (wait, troubledSince) = (Shortest, null);
                troubledSince ??= runtime.Time.GetTimestamp();
                longest = trouble is TransientException ? LongestInTrouble : Longest;
                Say(runtime.Log, name, wait, trouble, runtime.Time.GetElapsedTime(troubledSince.Value) >= Retry.Lasting);
            }
            await DelayAsync(wait, runtime.Time, stop);
            wait = wait * 2 < longest ? wait * 2 : longest;
        }
    }

    private static void Say(ILogger log, string name, TimeSpan wait, Exception trouble, bool lasting)
    {
        if (trouble is TransientException && lasting)
            log.LogError("Waiting: {Trouble}", trouble.Message);
        else if (trouble is TransientException)
            log.LogWarning("The {Loop} loop met trouble and starts again in {Wait}: {Trouble}", name, wait, trouble.Message);
        else
            log.LogError(trouble, "The {Loop} loop failed and starts again in {Wait}", name, wait);
    }

    /// <summary>A pause that ends early, without a throw, when stopped.</summary>
    public static async Task DelayAsync(TimeSpan wait, TimeProvider time, CancellationToken stop)
    {
        try
        {
            await Task.Delay(wait, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }
}
