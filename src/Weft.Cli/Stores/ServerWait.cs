using Microsoft.Extensions.Logging;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Cli.Stores;

/// <summary>Waits for servers that are not there yet.</summary>
internal static class ServerWait
{
    private static readonly TimeSpan SayAgain = TimeSpan.FromSeconds(10);

    /// <summary>Opens something as soon as its server answers; says what it waits for. Other errors are thrown on.</summary>
    public static Task<T> AwaitAsync<T>(TimeProvider time, ILogger log, Func<Task<T>> open, CancellationToken cancel)
    {
        long? said = null;
        return Retry.UntilDoneAsync(time, new Backoff(BackoffPace.Start, Chance.New()), OpenAsync, Tell, cancel);

        Task<T> OpenAsync(CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            return open();
        }

        void Tell(TransientException trouble)
        {
            if (said is { } at && time.GetElapsedTime(at) < SayAgain)
                return;
            log.LogWarning("{Notice}", ServerReasons.Waiting(trouble.Reason));
            said = time.GetTimestamp();
        }
    }
}
