namespace Weft.Books;

/// <summary>Cuts a text without headings into parts of a readable size, at ends of paragraphs, else of sentences.</summary>
internal static class PlainParts
{
    /// <summary>UTF-16 units: a long chapter of a novel. A text up to this length stays whole.</summary>
    private const int LongestChinese = 12_000;
    private const int LongestEnglish = 40_000;

    private const string LineEnds = "\n\r\u2028\u2029";

    /// <summary>Fewer characters are no part.</summary>
    private const int Shortest = 20;

    /// <summary>Where the parts of text[start..end] begin; the first is <paramref name="start"/>.</summary>
    public static IReadOnlyList<int> Starts(string text, int start, int end, bool chinese)
    {
        var longest = chinese ? LongestChinese : LongestEnglish;
        return end - start <= longest ? [start] : Starts(text, start, end, (int)Math.Ceiling((end - start) / (longest * 0.7)), 4);
    }

    /// <summary>So many parts, about equally long. Fewer where the text is too short.</summary>
    public static IReadOnlyList<int> Starts(string text, int start, int end, int count) =>
        (end - start) / count < Shortest ? [start] : Starts(text, start, end, count, 3);

    /// <param name="share">A cut is looked for as far as this share of a part's length from where it would be even.</param>
    private static List<int> Starts(string text, int start, int end, int count, int share)
    {
        var starts = new List<int> { start };
        for (var i = 1; i < count; i++)
        {
            var wanted = start + (int)((long)(end - start) * i / count);
            var slack = (end - start) / count / share;
            var cut = Cut(text.AsSpan(), Math.Max(starts[^1] + 1, wanted - slack), wanted + slack);
            if (cut > starts[^1] && cut < end)
                starts.Add(cut);
        }
        return starts;
    }

    /// <summary>The best place between the two offsets: after an empty line, a paragraph, a line, a sentence, a clause, a word.</summary>
    private static int Cut(ReadOnlySpan<char> text, int from, int to)
    {
        var window = text[from..to];
        var middle = window.Length / 2;
        var line = Nearest(window, middle, LineEnds, EndsEmptyLine);
        line = line >= 0 ? line : Nearest(window, middle, LineEnds, EndsParagraph);
        line = line >= 0 ? line : Nearest(window, middle, LineEnds, (_, _) => true);
        if (line >= 0)
            return AfterClosers(text, from + line + 1, to, spaceToo: false);
        foreach (var signs in new[] { "。！？﹗﹖", ".!?", "；，;,", " \t\u3000" })
        {
            if (Nearest(window, middle, signs, (_, _) => true) is >= 0 and var at)
                return AfterClosers(text, from + at + 1, to, spaceToo: true);
        }
        return char.IsLowSurrogate(text[from + middle]) ? from + middle + 1 : from + middle;
    }

    /// <summary>Index of the sign nearest to the middle that is good for a cut; -1 where there is none.</summary>
    private static int Nearest(ReadOnlySpan<char> window, int middle, string signs, Func<ReadOnlySpan<char>, int, bool> isGood)
    {
        for (var distance = 0; distance <= middle; distance++)
        {
            foreach (var at in (ReadOnlySpan<int>)[middle - distance, middle + distance])
            {
                if (at >= 0 && at < window.Length && signs.Contains(window[at]) && isGood(window, at))
                    return at;
            }
        }
        return -1;
    }

    /// <summary>The line before ends a sentence; lines of a hard-wrapped text mostly don't.</summary>
    private static bool EndsParagraph(ReadOnlySpan<char> window, int at)
    {
        var last = window[..at].LastIndexOfAnyExcept(Blanks.Values);
        return last >= 0 && Script.EndsSentence(window[last]);
    }

    private static bool EndsEmptyLine(ReadOnlySpan<char> window, int at)
    {
        var i = at - 1;
        while (i >= 0 && window[i] is '\r' or ' ' or '\t')
            i--;
        return i >= 0 && window[i] == '\n';
    }

    /// <summary>A quote's end belongs to its sentence, and CRLF stays together.</summary>
    private static int AfterClosers(ReadOnlySpan<char> text, int at, int to, bool spaceToo)
    {
        while (at < to && (Script.IsCloser(text[at]) || text[at] == '\n'))
            at++;
        while (at < to && spaceToo && text[at] == ' ')
            at++;
        return at;
    }
}
