namespace Weft.Books.Headings;

/// <summary>A heading without a number that says what its unit is: preface, prologue, epilogue, appendix.</summary>
/// <param name="Anywhere">Counts between chapters too (番外); the others only before the first or after the last one of a book or part.</param>
internal sealed record SpecialHeading(int Line, int Start, UnitKind Kind, string Text, bool Anywhere)
{
    /// <summary>Null where the line is no such heading. <paramref name="stripped"/> is the line without decoration.</summary>
    public static SpecialHeading? TryRead(int line, int start, ReadOnlySpan<char> stripped)
    {
        if (stripped.Length is 0 or > 80)
            return null;
        var kind = Script.IsHan(stripped[0]) ? ReadChinese(stripped) : ReadEnglish(stripped);
        var text = kind is null ? "" : Blanks.Fold(stripped);
        return kind is { } found ? new SpecialHeading(line, start, found, text, IsBetween(text)) : null;
    }

    private static bool IsBetween(string text) =>
        Array.Exists(SpecialWords.Between, word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static UnitKind? ReadChinese(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("正文") && line.Length > 3 && Script.IsSeparator(line[2]))
            line = Blanks.Trim(line[3..]);
        if (line.Length > 40 || line.IndexOfAny("，。；！？") >= 0)
            return null;
        Span<char> close = stackalloc char[line.Length];
        var length = 0;
        foreach (var c in line)
        {
            if (!Blanks.Is(c))
                close[length++] = c;
        }
        foreach (var (kind, words) in SpecialWords.Chinese)
        {
            foreach (var word in words)
            {
                if (
                    (length <= 6 && close[..length].SequenceEqual(word))
                    || (line.StartsWith(word) && Follows(line[word.Length..], word))
                )
                    return kind;
            }
        }
        return null;
    }

    /// <summary>尾声 风雪夜; 番外一; 序二; 附录（上）.</summary>
    private static bool Follows(ReadOnlySpan<char> rest, string word)
    {
        if (rest.Length == 0)
            return true;
        if (rest[0] == '之' && rest.Length > 1 && word == "番外")
            return true;
        if (rest[0] == '篇' && rest.Length > 1 && word.Length > 1)
            rest = rest[1..];
        var at = 0;
        if (Numerals.TryChinese(rest, ref at, out _) && (at == rest.Length || Script.IsSeparator(rest[at])))
            return true;
        return Script.IsSeparator(rest[0]) && (word.Length > 1 || !Blanks.Is(rest[0]));
    }

    private static UnitKind? ReadEnglish(ReadOnlySpan<char> line)
    {
        Span<char> plain = stackalloc char[line.Length];
        for (var i = 0; i < line.Length; i++)
            plain[i] = line[i] == '’' ? '\'' : line[i];
        var caps = line.IndexOfAnyInRange('a', 'z') < 0;
        if (!char.IsAsciiLetterUpper(line[0]))
            return null;
        foreach (var (kind, words) in SpecialWords.English)
        {
            foreach (var word in words)
            {
                if (!((ReadOnlySpan<char>)plain).StartsWith(word, StringComparison.OrdinalIgnoreCase))
                    continue;
                var rest = line[word.Length..];
                if (
                    rest.Length == 0
                    || rest is "." or ":"
                    || (rest.Length < 60 && (rest[0] is ':' or '.' or '—' or '-' || (caps && rest[0] == ' ')))
                )
                    return kind;
                if (kind == UnitKind.Appendix && word == "appendix" && rest.Length < 4 && rest[0] == ' ')
                    return kind;
            }
        }
        return null;
    }
}
