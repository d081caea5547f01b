namespace Weft.Extraction.Prompting;

/// <summary>
/// How many tokens a text will be, guessed on the high side, so that what is reserved covers what is used. DeepSeek states about
/// 0.6 tokens per Chinese character and 0.3 per English one.
/// </summary>
internal static class TokenEstimate
{
    private const double PerWideCharacter = 0.7;
    private const double PerOtherCharacter = 0.35;

    /// <summary>Roles, separators and the answer format around the two messages.</summary>
    private const int AroundMessages = 64;

    /// <summary>What a character of a book's text costs at least, by any family's tokenizer.</summary>
    public static double PerCharacter(string language) => language.StartsWith("zh", StringComparison.Ordinal) ? 0.5 : 0.2;

    public static long Of(ReadOnlySpan<char> text)
    {
        var wide = 0L;
        foreach (var character in text)
            wide += character >= '\u2E80' ? 1 : 0;
        return (long)Math.Ceiling(wide * PerWideCharacter + (text.Length - wide) * PerOtherCharacter);
    }

    /// <summary>The prompt of a call: both messages and the schema, which some providers count too.</summary>
    public static long OfPrompt(PromptText prompt) => Of(prompt.System) + Of(prompt.User) + Of(prompt.Schema) + AroundMessages;
}
