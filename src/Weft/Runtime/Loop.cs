using Microsoft.Extensions.Logging;
using Weft.Reasons;

namespace Weft.Runtime;

/// <summary>Keeps a loop going: one that fails is started again, with backoff, and says so.</summary>
internal static class Loop
{
    /// <summary>Work goes on within two seconds of a server's return.</summary>
    private static readonly TimeSpan LongestInTrouble = BackoffPace.Step.Longest;

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
        var backoff = new Backoff(BackoffPace.Loop, runtime.Random);
        long? troubledSince = null;
        while (!stop.IsCancellationRequested)
        {
            var began = runtime.Time.GetTimestamp();
            TimeSpan wait;
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
                {
                    backoff.Reset();
                    troubledSince = null;
                }
                troubledSince ??= runtime.Time.GetTimestamp();
                wait = backoff.Next(trouble is TransientException ? LongestInTrouble : null);
                Say(runtime.Log, name, wait, trouble, runtime.Time.GetElapsedTime(troubledSince.Value) >= Retry.Lasting);
            }
            await DelayAsync(wait, runtime.Time, stop);
        }
    }

    private static void Say(ILogger log, string name, TimeSpan wait, Exception trouble, bool lasting)
    {
        if (trouble is TransientException { Reason: var reason } && lasting)
            log.LogError("{Notice}", ServerReasons.Waiting(reason));
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
