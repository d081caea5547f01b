using Microsoft.Extensions.Logging;

namespace Weft.Runtime;

/// <summary>Repeats a step through passing trouble, and says so where it lasts: a person may have to make room, or start a server.</summary>
internal static class Retry
{
    /// <summary>Trouble that lasts longer than this is told as an error, and again each half minute.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Repeats <paramref name="step"/> until it answers; waits 20 ms, doubling up to 1 s, in between.</summary>
    public static async Task<T> UntilDoneAsync<T>(
        TimeProvider time,
        Func<CancellationToken, Task<T>> step,
        ILogger log,
        CancellationToken cancel
    )
    {
        var began = time.GetTimestamp();
        var next = Lasting;
        for (var wait = First; ; wait = Min(wait * 2, Longest))
        {
            try
            {
                return await step(cancel);
            }
            catch (TransientException trouble)
            {
                var lasted = time.GetElapsedTime(began);
                if (lasted >= next)
                {
                    log.LogError("Waiting: {Trouble}", trouble.Message);
                    next = lasted + Again;
                }
            }
            await Task.Delay(wait, time, cancel);
        }
    }

    public static async Task UntilDoneAsync(
        TimeProvider time,
        Func<CancellationToken, Task> step,
        ILogger log,
        CancellationToken cancel
    ) =>
        await UntilDoneAsync(
            time,
            async token =>
            {
                await step(token);
                return true;
            },
            log,
            cancel
        );

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
