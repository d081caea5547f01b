namespace Weft.Books;

/// <summary>Cuts a text without headings into parts of a readable size, at ends of paragraphs, else of sentences.</summary>
internal static class PlainParts
{
    /// <summary>UTF-16 units: a long chapter of a novel. A text up to this length stays whole.</summary>
    private const int LongestChinese = 12_000;
    private const int LongestEnglish = 40_000;

    /// <summary>Where the parts of text[start..end] begin; the first is <paramref name="start"/>.</summary>
    public static IReadOnlyList<int> Starts(string text, int start, int end, bool chinese)
    {
        var longest = chinese ? LongestChinese : LongestEnglish;
        if (end - start <= longest)
            return [start];
        var count = (int)Math.Ceiling((end - start) / (longest * 0.7));
        var starts = new List<int> { start };
        for (var i = 1; i < count; i++)
        {
            var wanted = start + (int)((long)(end - start) * i / count);
            var slack = (end - start) / count / 4;
            var cut = Cut(text.AsSpan(), Math.Max(starts[^1] + 1, wanted - slack), wanted + slack);
            if (cut > starts[^1] && cut < end)
                starts.Add(cut);
        }
        return starts;
    }

    /// <summary>The best place between the two offsets: after an empty line, a line, a sentence, a clause, a word.</summary>
    private static int Cut(ReadOnlySpan<char> text, int from, int to)
    {
        var window = text[from..to];
        var middle = window.Length / 2;
        foreach (var signs in new[] { "\n", "。！？﹗﹖", ".!?", "；，;,", " \t\u3000" })
        {
            var at = Nearest(window, middle, signs, emptyLine: signs == "\n");
            if (at < 0 && signs == "\n")
                at = Nearest(window, middle, "\n\r", emptyLine: false);
            if (at >= 0)
                return AfterClosers(text, from + at + 1, to, spaceToo: signs != "\n");
        }
        return char.IsLowSurrogate(text[from + middle]) ? from + middle + 1 : from + middle;
    }

    /// <summary>Index of the sign nearest to the middle; -1 where there is none.</summary>
    private static int Nearest(ReadOnlySpan<char> window, int middle, string signs, bool emptyLine)
    {
        for (var distance = 0; distance <= middle; distance++)
        {
            foreach (var at in new[] { middle - distance, middle + distance })
            {
                if (at >= 0 && at < window.Length && signs.Contains(window[at]) && (!emptyLine || EndsEmptyLine(window, at)))
                    return at;
            }
        }
        return -1;
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
