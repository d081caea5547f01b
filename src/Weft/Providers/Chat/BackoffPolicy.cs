using Weft.Ledger;

namespace Weft.Providers.Chat;

/// <summary>How long is waited after what, as pure functions.</summary>
internal static class BackoffPolicy
{
    /// <summary>Failures in a row over the fleet that pause a provider.</summary>
    public const int FailuresToPause = 3;

    /// <summary>The same call is sent so often at most when the provider fails it, or is busy and does not say for how long.</summary>
    public const int MostSends = 3;

    /// <summary>A run whose calls the provider failed so often, while it answered others, is at fault itself.</summary>
    private const int MostFaults = 5;

    /// <summary>Where nobody else asks it, an outage looks the same: with the pauses between them about twenty minutes.</summary>
    private const int MostFaultsAlone = 20;

    /// <summary>Whether the run, not the provider, is what is wrong.</summary>
    public static bool IsRunAtFault(RunFaults faults) => faults.Count >= (faults.OthersAnswered ? MostFaults : MostFaultsAlone);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(6);

    /// <summary>A day's quota ends within the day, however the clocks stand.</summary>
    private static readonly TimeSpan LongestQuota = TimeSpan.FromHours(25);
    private static readonly TimeSpan MostJitter = TimeSpan.FromMinutes(1);

    /// <summary>
    /// 30 s, doubled with every eight further failures, at most five minutes: eight workers that fail at the same moment are one
    /// failure, and a probe that fails is one more.
    /// </summary>
    public static TimeSpan PauseAfter(int failuresInRow)
    {
        var doublings = Math.Clamp(failuresInRow / 8, 0, 10);
        var pause = FirstPause * Math.Pow(2, doublings);
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>What the provider asked for, within reason, and up to a fifth more, a minute at most: others were told the same moment.</summary>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Pause(TimeSpan asked, bool isQuota, double chance)
    {
        var longest = isQuota ? LongestQuota : LongestRetryAfter;
        var pause =
            asked < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1)
            : asked > longest ? longest
            : asked;
        var jitter = pause / 5 < MostJitter ? pause / 5 : MostJitter;
        return pause + jitter * chance;
    }

    /// <summary>Before the same call is sent again: 1 s, 2 s, …, of which half is chance.</summary>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan BeforeSend(int sendsBefore, double chance) =>
        TimeSpan.FromSeconds(1 << Math.Clamp(sendsBefore - 1, 0, 5)) * (0.5 + chance);
}
