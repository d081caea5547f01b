namespace Weft.Webhooks;

/// <summary>
/// How long a delivery waits before its next try. The moment stands in the ledger, so that it outlives every process: a library that waits within one
/// would not do.
/// </summary>
internal static class WebhookWaits
{
    /// <summary>Nine tries within a day: the first soon after a restart of the receiver, the last after a night.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(8),
        TimeSpan.FromHours(8),
    ];

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static int MostTries => Waits.Length + 1;

    /// <param name="tries">Those that were made.</param>
    /// <param name="asked">What the receiver asked for, if it did: no sooner, within a day.</param>
    /// <returns>Null = it was tried often enough.</returns>
    public static TimeSpan? After(int tries, TimeSpan? asked, Random random)
    {
        if (tries > Waits.Length)
            return null;
        double spread;
        lock (random)
            spread = 1 + 0.1 * random.NextDouble();
        var wait = Waits[Math.Max(tries, 1) - 1] * spread;
        return asked is not { } least || least < wait ? wait
            : least < Longest ? least
            : Longest;
    }
}
