using Microsoft.Extensions.Logging;
using Weft.Reasons;

namespace Weft.Runtime;

/// <summary>Repeats a step through passing trouble, and says so where it lasts: a person may have to make room, or start a server.</summary>
internal static class Retry
{
    /// <summary>Trouble that lasts longer than this is told as an error, and again each half minute.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    /// <summary>Repeats <paramref name="step"/> until it answers.</summary>
    public static Task<T> UntilDoneAsync<T>(
        RuntimeContext runtime,
        Func<CancellationToken, Task<T>> step,
        CancellationToken cancel
    )
    {
        var began = runtime.Time.GetTimestamp();
        var next = Lasting;
        return UntilDoneAsync(runtime.Time, new Backoff(BackoffPace.Step, runtime.Random), step, Tell, cancel);

        void Tell(TransientException trouble)
        {
            var lasted = runtime.Time.GetElapsedTime(began);
            if (lasted < next)
                return;
            runtime.Log.LogError("{Notice}", ServerReasons.Waiting(trouble.Reason));
            next = lasted + Again;
        }
    }

    public static async Task UntilDoneAsync(
        RuntimeContext runtime,
        Func<CancellationToken, Task> step,
        CancellationToken cancel
    ) =>
        await UntilDoneAsync(
            runtime,
            async token =>
            {
                await step(token);
                return true;
            },
            cancel
        );

    /// <summary>The same, for one who waits and tells in another way.</summary>
    public static async Task<T> UntilDoneAsync<T>(
        TimeProvider time,
        Backoff backoff,
        Func<CancellationToken, Task<T>> step,
        Action<TransientException> tell,
        CancellationToken cancel
    )
    {
        while (true)
        {
            try
            {
                return await step(cancel);
            }
            catch (TransientException trouble)
            {
                tell(trouble);
            }
            await Task.Delay(backoff.Next(), time, cancel);
        }
    }
}
