namespace Weft.Books;

/// <summary>The lines of a text. CRLF, LF, lone CR and Unicode's line and paragraph separators all end one.</summary>
internal sealed class TextLines
{
    private readonly int[] starts;
    private readonly int[] from;
    private readonly int[] to;

    public TextLines(string text)
    {
        Text = text;
        var ends = new List<int>();
        var begins = new List<int> { 0 };
        var at = 0;
        while (at < text.Length)
        {
            var hit = text.AsSpan(at).IndexOfAny("\n\r\u2028\u2029");
            if (hit < 0)
                break;
            ends.Add(at + hit);
            at += hit + (text[at + hit] == '\r' && at + hit + 1 < text.Length && text[at + hit + 1] == '\n' ? 2 : 1);
            begins.Add(at);
        }
        ends.Add(text.Length);
        starts = [.. begins];
        (from, to) = (new int[starts.Length], new int[starts.Length]);
        for (var i = 0; i < starts.Length; i++)
        {
            var line = text.AsSpan(starts[i], ends[i] - starts[i]);
            var first = line.IndexOfAnyExcept(Blanks.Values);
            from[i] = first < 0 ? ends[i] : starts[i] + first;
            to[i] = first < 0 ? ends[i] : starts[i] + line.LastIndexOfAnyExcept(Blanks.Values) + 1;
        }
    }

    public string Text { get; }

    public int Count => starts.Length;

    /// <summary>Offset of the line's first character, indentation included; past the last line, the end of the text.</summary>
    public int Start(int line) => line < starts.Length ? starts[line] : Text.Length;

    /// <summary>Offset of the line's first character that is no white space.</summary>
    public int From(int line) => from[line];

    /// <summary>Without white space at its ends.</summary>
    public ReadOnlySpan<char> Content(int line) => Text.AsSpan(from[line], to[line] - from[line]);

    public int Length(int line) => to[line] - from[line];

    /// <summary>Also true outside the text.</summary>
    public bool IsBlank(int line) => line < 0 || line >= starts.Length || from[line] == to[line];

    public int NextFilled(int line)
    {
        while (line < starts.Length && IsBlank(line))
            line++;
        return line;
    }

    /// <summary>-1 where there is none.</summary>
    public int LastFilled(int line)
    {
        while (line >= 0 && IsBlank(line))
            line--;
        return line;
    }

    public int LineAt(int offset)
    {
        var found = Array.BinarySearch(starts, offset);
        return found >= 0 ? found : ~found - 1;
    }
}
