using Weft.Model;

namespace Weft.Providers.Chat;

/// <summary>How long a call and how long its answer may be, as pure functions of what is set and what the provider has shown.</summary>
internal static class CallBounds
{
    /// <summary>No call without a limit of its own gets longer.</summary>
    public static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(30);

    /// <summary>A shorter answer holds no passage's facts.</summary>
    public const int LeastAnswer = 512;

    /// <summary>Times that are worth a row; below, every limit is far away.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(20);

    public static TimeSpan Timeout(Provider provider, TimeSpan usual) =>
        provider.Settings.Timeout ?? (provider.Health.Manners.Patience is { } shown && shown > usual ? shown : usual);

    /// <summary>After an answer: one that took more than half of the limit makes it twice as long as it took.</summary>
    public static Manners AfterAnswer(Provider provider, TimeSpan took, TimeSpan limit)
    {
        var slowest = provider.Health.Manners.Slowest ?? TimeSpan.Zero;
        return new()
        {
            Slowest = took > Slow && took > slowest * 1.25 ? took : null,
            Patience = provider.Settings.Timeout is null && took * 2 > limit ? Within(took * 2) : null,
        };
    }

    /// <summary>
    /// After a call that was given up: twice the limit, for a provider that is known to be slow or has not answered yet. One that answers
    /// within seconds hangs, and is not waited for any longer.
    /// </summary>
    public static Manners AfterGivingUp(Provider provider, bool hasAnswered, TimeSpan limit) =>
        provider.Settings.Timeout is null && (!hasAnswered || provider.Health.Manners.Slowest > limit / 8)
            ? new() { Patience = Within(limit * 2) }
            : Manners.Common;

    /// <summary>What an answer may be: with room for thinking, and no more than the model and its window hold.</summary>
    public static int Answer(Provider provider, int wanted, long promptTokens)
    {
        var bound = (long)wanted + (provider.Settings.ThinkingTokens ?? 0);
        if (provider.Health.Manners.MostAnswerTokens is { } most)
            bound = Math.Min(bound, most);
        if (provider.Settings.Context is { } window)
            bound = Math.Min(bound, window - promptTokens);
        return (int)Math.Clamp(bound, 0, int.MaxValue);
    }

    /// <summary>Whole minutes.</summary>
    private static TimeSpan Within(TimeSpan patience) =>
        patience < LongestPatience ? TimeSpan.FromMinutes(Math.Ceiling(patience.TotalMinutes)) : LongestPatience;
}
