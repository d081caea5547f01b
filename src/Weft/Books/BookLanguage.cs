namespace Weft.Books;

/// <summary>Chinese or English, by which of them has more words; counted piece by piece, as if the pieces stood side by side.</summary>
internal sealed class BookLanguage
{
    /// <summary>Characters of an average Chinese word.</summary>
    private const double HanPerWord = 1.5;

    private long _han;
    private long _words;
    private bool _inWord;

    /// <summary>Something was counted.</summary>
    public bool HasText { get; private set; }

    private bool IsMoreChinese => _han / HanPerWord > _words;

    public string Language => IsMoreChinese ? "zh" : "en";

    public static string Of(ReadOnlySpan<char> text) => IsChinese(text) ? "zh" : "en";

    public static bool IsChinese(ReadOnlySpan<char> text)
    {
        var counts = new BookLanguage();
        counts.Add(text);
        return counts.IsMoreChinese;
    }

    public void Add(ReadOnlySpan<char> text)
    {
        HasText |= text.Length > 0;
        foreach (var c in text)
        {
            if (Script.IsHan(c))
                _han++;
            var latin = Script.IsLatin(c);
            if (latin && !_inWord)
                _words++;
            _inWord = latin || (_inWord && c is '\'' or '’');
        }
    }
}
