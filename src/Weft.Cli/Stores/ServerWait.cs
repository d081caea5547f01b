using Microsoft.Extensions.Logging;
using Weft.Runtime;

namespace Weft.Cli.Stores;

/// <summary>Waits for servers that are not there yet.</summary>
internal static class ServerWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SayAgain = TimeSpan.FromSeconds(10);

    /// <summary>Opens something as soon as its server answers; says what it waits for. Other errors are thrown on.</summary>
    public static async Task<T> AwaitAsync<T>(TimeProvider time, ILogger log, Func<Task<T>> open, CancellationToken cancel)
    {
        long? said = null;
        for (var wait = TimeSpan.FromMilliseconds(100); ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                return await open();
            }
            catch (TransientException trouble)
            {
                if (said is null || time.GetElapsedTime(said.Value) >= SayAgain)
                {
                    log.LogWarning("Waiting: {Trouble}", trouble.Message);
                    said = time.GetTimestamp();
                }
            }
            await Task.Delay(wait, time, cancel);
        }
    }
}
