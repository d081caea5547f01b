using Microsoft.ML.Tokenizers;

namespace Weft.Extraction.Tokens;

/// <summary>How many tokens a text will be for a model: by its tokenizer where a library has one, else by its family's ratios.</summary>
internal static class TokenCounter
{
    /// <summary>Loading takes a fifth of a second, and nobody who reads by rules needs it.</summary>
    private static readonly Lazy<Tokenizer> O200K = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static long Count(TokenFamily family, string text) =>
        family.Tokenizer is null ? ByRatios(text, family.Wide, family.Other) : O200K.Value.CountTokens(text);

    /// <summary>On the high side, so that what is reserved covers what is used.</summary>
    public static long Safe(TokenFamily family, ReadOnlySpan<char> text) => ByRatios(text, family.SafeWide, family.SafeOther);

    private static long ByRatios(ReadOnlySpan<char> text, double perWide, double perOther)
    {
        var wide = 0L;
        foreach (var character in text)
            wide += character >= '\u2E80' ? 1 : 0;
        return (long)Math.Ceiling(wide * perWide + (text.Length - wide) * perOther);
    }
}
