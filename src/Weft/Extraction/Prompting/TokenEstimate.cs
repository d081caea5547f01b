using Weft.Extraction.Tokens;

namespace Weft.Extraction.Prompting;

/// <summary>How many tokens a text will be, guessed on the high side, so that what is reserved covers what is used.</summary>
internal static class TokenEstimate
{
    /// <summary>Roles, separators and the answer format around the two messages.</summary>
    private const int AroundMessages = 64;

    /// <summary>What a character of a book's text costs at least, by any family's tokenizer.</summary>
    public static double PerCharacter(string language) => language.StartsWith("zh", StringComparison.Ordinal) ? 0.5 : 0.2;

    public static long Of(ReadOnlySpan<char> text, string model) => TokenCounter.Safe(TokenFamily.Of(model), text);

    /// <summary>The prompt of a call: both messages and the schema, which some providers count too.</summary>
    public static long OfPrompt(PromptText prompt, string model) => OfPrompt(prompt, TokenFamily.Of(model));

    public static long OfPrompt(PromptText prompt, TokenFamily family) =>
        TokenCounter.Safe(family, prompt.System)
        + TokenCounter.Safe(family, prompt.User)
        + TokenCounter.Safe(family, prompt.Schema)
        + AroundMessages;
}
