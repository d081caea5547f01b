namespace Weft.Model;

/// <summary>Which ask of a passage: the first, one repetition, or a half of a passage whose answer was cut off.</summary>
public enum PassageAttempt
{
    First,
    Again,
    Left,
    Right,
}

/// <summary>
/// The journal's key. What else went into the prompt (the roster, JSON mode) is kept with the answer and asks nothing again.
/// </summary>
/// <param name="PassageHash">SHA-256 of the passage's text in UTF-8, lower-case hex. For halves: of the half.</param>
/// <param name="RecipeHash"><see cref="Recipe.Hash"/>.</param>
public sealed record AnswerKey(string PassageHash, string RecipeHash, string Model, PassageAttempt Step, int Round)
{
    /// <summary>One string that names it, in tables and in a run's list of what was woven.</summary>
    public override string ToString() => $"{PassageHash}:{RecipeHash}:{Model}:{Step.ToString().ToLowerInvariant()}:{Round}";

    /// <summary>Back from the string; a model's name may hold colons. Null where it is no key.</summary>
    public static AnswerKey? TryParse(string text)
    {
        var parts = text.Split(':');
        if (
            parts.Length < 5
            || !int.TryParse(parts[^1], out var round)
            || !Enum.TryParse<PassageAttempt>(parts[^2], true, out var step)
        )
            return null;
        return new(parts[0], parts[1], string.Join(':', parts[2..^2]), step, round);
    }
}

/// <summary>A journalled answer. It never changes.</summary>
/// <param name="Body">The model's text as it came.</param>
/// <param name="Finish">The provider's finish reason: stop, length, content_filter …; or cut where the body broke off.</param>
/// <param name="PromptTokens">As the provider counted; our estimate where it did not.</param>
/// <param name="Context">JSON of what else went into the prompt.</param>
public sealed record Answer(
    AnswerKey Key,
    string Provider,
    string Body,
    string Finish,
    long PromptTokens,
    long CachedTokens,
    long AnswerTokens,
    long Micros,
    string Context,
    DateTimeOffset At
)
{
    /// <summary>What of the answer's tokens, and of its money, went on thinking; none where the provider does not tell it.</summary>
    public Thinking Thinking { get; init; }
}

/// <summary>A model's thinking: part of its answers' tokens, at their price.</summary>
public readonly record struct Thinking(long Tokens, long Micros);
