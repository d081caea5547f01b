using System.Buffers;

namespace Weft.Providers.Rules;

/// <summary>Cuts the stretch of a chapter that shows a finding: its sentence, or as much of it as fits.</summary>
internal static class Quotes
{
    private static readonly SearchValues<char> Units = SearchValues.Create("回章节節卷部集折话話");
    private static readonly SearchValues<char> Numerals = SearchValues.Create("IVXLC0123456789");
    private const string SentenceEnds = "。！？!?；;\n\r\u2028\u2029";

    /// <summary>
    /// The sentence around [start, end), at most <paramref name="limit"/> UTF-16 units unless the stretch itself is longer;
    /// without white space at its ends, never through a surrogate pair.
    /// </summary>
    public static (int Start, int Length) Around(string text, int start, int end, int limit)
    {
        var left = start;
        while (left > 0 && end - left < limit && !EndsSentence(text, left - 1))
            left--;
        var right = end;
        while (right < text.Length && right - left < limit && !EndsSentence(text, right - 1, inside: right > end))
            right++;
        if (right - left >= limit)
            (left, right) = Clip(text, start, end, left, right, limit);
        return Trim(text, left, right, start, end);
    }

    /// <summary>Where the chapter's heading line ends; 0 where it has none. Headings name people out of their place in the story.</summary>
    public static int HeadingEnd(string text)
    {
        var from = 0;
        while (from < text.Length && char.IsWhiteSpace(text[from]))
            from++;
        var end = text.IndexOfAny(['\n', '\r'], from);
        if (end < 0 || end - from > 80)
            return 0;
        var next = end;
        var breaks = 0;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            if (text[next] == '\n')
                breaks++;
            next++;
        }
        var closed = ".。！？!?”」』\"".Contains(text[end - 1], StringComparison.Ordinal);
        return next < text.Length && (LooksNumbered(text, from, end) || (breaks > 1 && !closed)) ? end : 0;
    }

    private static bool LooksNumbered(string text, int from, int end)
    {
        var line = text.AsSpan(from, end - from).TrimStart("#* \t");
        if (line.Length == 0)
            return true;
        if (line[0] is '第' or '卷' && line[..Math.Min(9, line.Length)].IndexOfAny(Units) > 0)
            return true;
        foreach (
            var word in (ReadOnlySpan<string>)["chapter", "book ", "part ", "volume", "adventure", "letter", "scene", "act "]
        )
        {
            if (line.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        var number = line.IndexOfAnyExcept(Numerals);
        return number != 0 && (number < 0 || line[number] is '.' or '、' or ':');
    }

    private static bool EndsSentence(string text, int at, bool inside = true)
    {
        if (!inside)
            return false;
        var mark = text[at];
        if (mark is '\n' or '\r')
            return IsParagraphEnd(text, at);
        if (SentenceEnds.Contains(mark, StringComparison.Ordinal))
            return true;
        return mark == '.' && at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]) && !AfterTitle(text, at);
    }

    /// <summary>Texts are often wrapped by hand: a line end is a paragraph's end only where a blank or indented line follows.</summary>
    private static bool IsParagraphEnd(string text, int at)
    {
        var next = at + 1;
        if (text[at] == '\r' && next < text.Length && text[next] == '\n')
            next++;
        return next >= text.Length
            || char.IsWhiteSpace(text[next])
            || (at > 0 && char.IsWhiteSpace(text[at - 1]) && text[at - 1] != '\r');
    }

    private static bool AfterTitle(string text, int dot)
    {
        var word = dot;
        while (word > 0 && char.IsAsciiLetter(text[word - 1]))
            word--;
        return dot - word is > 0 and <= 4
            && char.IsAsciiLetterUpper(text[word])
            && (dot - word == 1 || Titles.Contains(text[word..dot]));
    }

    private static readonly HashSet<string> Titles = new([
        "Mr",
        "Mrs",
        "Dr",
        "St",
        "Capt",
        "Col",
        "Ms",
        "Rev",
        "Lt",
        "Gen",
        "Prof",
        "Hon",
    ]);

    private static (int Left, int Right) Clip(string text, int start, int end, int left, int right, int limit)
    {
        var spare = Math.Max(0, limit - (end - start)) / 2;
        var from = Math.Max(left, start - spare);
        var to = Math.Min(text.Length, Math.Max(end, Math.Min(right, from + Math.Max(limit, end - start))));
        // Not through a word of a language with spaces.
        while (from > left && from < start && char.IsAsciiLetter(text[from]) && char.IsAsciiLetter(text[from - 1]))
            from++;
        while (to > end && to < text.Length && char.IsAsciiLetter(text[to]) && char.IsAsciiLetter(text[to - 1]))
            to--;
        if (from < text.Length && char.IsLowSurrogate(text[from]) && from > 0)
            from++;
        if (to < text.Length && to > 0 && char.IsHighSurrogate(text[to - 1]))
            to--;
        return (Math.Min(from, start), Math.Max(to, end));
    }

    private static (int Start, int Length) Trim(string text, int left, int right, int start, int end)
    {
        while (
            left < start
            && (
                char.IsWhiteSpace(text[left])
                || char.IsLowSurrogate(text[left])
                || "”」』’)]>*_".Contains(text[left], StringComparison.Ordinal)
            )
        )
            left++;
        while (right > end && (char.IsWhiteSpace(text[right - 1]) || char.IsHighSurrogate(text[right - 1])))
            right--;
        return (left, right - left);
    }
}
