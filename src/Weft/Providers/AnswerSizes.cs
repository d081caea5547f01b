using System.Collections.Concurrent;

namespace Weft.Providers;

/// <summary>
/// How many tokens an answer will be, guessed on the high side from those that came: the bound that a model is given is many times what it uses,
/// and what is reserved for nothing leaves a window of tokens unused. Grants are reserved by it; a job's budget is by the bound.
/// </summary>
internal sealed class AnswerSizes
{
    /// <summary>Nothing is guessed before so many answers have come.</summary>
    private const int Enough = 20;

    /// <summary>The longest answer so far for its prompt, and as much again.</summary>
    private const double Room = 2;

    private const long Least = 256;

    /// <summary>Also an answer about an empty passage has some length.</summary>
    private const long Around = 64;

    private readonly ConcurrentDictionary<(string Provider, string Model, string Recipe), (int Seen, double Longest)> _seen = [];

    /// <summary>Tokens to reserve for the answer to a message of <paramref name="messageTokens"/>; at most <paramref name="bound"/>.</summary>
    public long Guess(Provider provider, string recipe, long messageTokens, long bound)
    {
        var (seen, longest) = _seen.GetValueOrDefault((provider.Name, provider.Model, recipe));
        if (seen < Enough)
            return bound;
        return Math.Clamp((long)Math.Ceiling(Room * longest * (messageTokens + Around)), Math.Min(Least, bound), bound);
    }

    public void Note(Provider provider, string recipe, long messageTokens, long answerTokens)
    {
        var length = answerTokens / (double)(messageTokens + Around);
        _seen.AddOrUpdate(
            (provider.Name, provider.Model, recipe),
            (1, length),
            (_, before) => (before.Seen + 1, Math.Max(before.Longest, length))
        );
    }
}
