namespace Weft.Books;

/// <summary>Chinese or English, by which of them has more words.</summary>
internal static class BookLanguage
{
    /// <summary>Characters of an average Chinese word.</summary>
    private const double HanPerWord = 1.5;

    public static string Of(ReadOnlySpan<char> text) => IsChinese(text) ? "zh" : "en";

    public static bool IsChinese(ReadOnlySpan<char> text)
    {
        var (han, words, inWord) = (0, 0, false);
        foreach (var c in text)
        {
            if (Script.IsHan(c))
                han++;
            var latin = Script.IsLatin(c);
            if (latin && !inWord)
                words++;
            inWord = latin || (inWord && c is '\'' or '’');
        }
        return han / HanPerWord > words;
    }
}
