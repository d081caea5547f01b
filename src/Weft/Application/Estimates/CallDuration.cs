using Weft.Model;

namespace Weft.Application.Estimates;

/// <summary>How long so many calls take: by the calls at once, or by the provider's limits per minute where those are slower.</summary>
internal static class CallDuration
{
    /// <summary>Workers per provider of a node that is yet to start.</summary>
    public const int Workers = 8;

    private const double SecondsBeforeAnswer = 1.5;
    private const double TokensPerSecond = 60;

    public static TimeSpan OfCall(double answerTokens) =>
        TimeSpan.FromSeconds(SecondsBeforeAnswer + answerTokens / TokensPerSecond);

    /// <param name="tokens">As they are reserved.</param>
    public static TimeSpan Of(int calls, long tokens, TimeSpan perCall, int atOnce, ProviderLimits limits)
    {
        var rounds = Math.Ceiling((double)calls / Math.Max(atOnce, 1));
        var minutes = Math.Max(
            limits.RequestsPerMinute is { } requests ? (double)calls / requests : 0,
            limits.TokensPerMinute is { } most ? (double)tokens / most : 0
        );
        return TimeSpan.FromSeconds(Math.Max(rounds * perCall.TotalSeconds, minutes > 1 ? (minutes - 1) * 60 : 0));
    }
}
