using System.Buffers;

namespace Weft.Books;

/// <summary>White space as books have it: Unicode's, and the zero-width characters that editors leave behind.</summary>
internal static class Blanks
{
    public static readonly SearchValues<char> Values = SearchValues.Create([
        .. Enumerable.Range(0, 0xFFFF).Select(c => (char)c).Where(char.IsWhiteSpace),
        '\u200b',
        '\u200c',
        '\u200d',
        '\u2060',
        '\ufeff',
    ]);

    public static bool Is(char c) => Values.Contains(c);

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var from = text.IndexOfAnyExcept(Values);
        return from < 0 ? [] : text[from..(text.LastIndexOfAnyExcept(Values) + 1)];
    }

    /// <summary>Runs of white space become one space; none is left at the ends.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new System.Text.StringBuilder(text.Length);
        foreach (var c in Trim(text))
        {
            if (!Is(c))
                folded.Append(c);
            else if (folded[^1] != ' ')
                folded.Append(' ');
        }
        return folded.ToString();
    }
}
