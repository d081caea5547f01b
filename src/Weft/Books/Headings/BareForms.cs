namespace Weft.Books.Headings;

/// <summary>Headings that are only a number, or a number and a title: "IV.", "12. Title", "001 标题", "三、标题", "（四）".</summary>
internal static class BareForms
{
    public static bool TryRead(ReadOnlySpan<char> line, out HeadingForm form)
    {
        form = default;
        if (line.Length == 0)
            return false;
        var at = 0;
        var c = line[0];
        if (c is >= '0' and <= '9' or >= '０' and <= '９')
            return Numerals.TryDecimal(line, ref at, out var number)
                && TryMake("decimal", line, at, number, Padded(line, at), out form);
        if (c is 'I' or 'V' or 'X' or 'L' or 'C')
            return Numerals.TryRoman(line, ref at, out var number, lowerToo: false)
                && TryMake("roman", line, at, number, false, out form);
        if (c >= 0x3000)
            return Numerals.TryChinese(line, ref at, out var number) && TryMake("chinese", line, at, number, false, out form);
        return char.IsAsciiLetterUpper(c)
            && Numerals.TryWords(line, ref at, out var word)
            && word > 0
            && (at == line.Length || (at == line.Length - 1 && line[at] is '.' or ':'))
            && TryMake("word", line, at, word, false, out form);
    }

    /// <summary>001标题: a zero in front makes a number of a heading even without a space after it.</summary>
    private static bool Padded(ReadOnlySpan<char> line, int end) => end >= 2 && line[0] is '0' or '０';

    private static bool TryMake(string digits, ReadOnlySpan<char> line, int end, int number, bool attached, out HeadingForm form)
    {
        form = default;
        var title = end;
        while (
            title < line.Length
            && (Script.IsSeparator(line[title]) || line[title] is '。')
            && line[title] is not ('（' or '(' or '《' or '[')
        )
            title++;
        if (title == line.Length)
        {
            form = new HeadingForm(digits, Level.Bare, number, title, true);
            return true;
        }
        if (title == end && !attached && line[end] is not ('（' or '(' or '《' or '['))
            return false;
        var signs = line[end..title].IndexOfAny(Script.TitleSigns) >= 0;
        var decimals = line[end] == '.' && title == end + 1 && char.IsAsciiDigit(line[title]);
        if (decimals || !signs && digits == "roman" && !SpacedApart(line, end, title))
            return false;
        form = new HeadingForm(digits + " titled", Level.Bare, number, title, signs || attached || title - end > 1);
        return true;
    }

    /// <summary>"I  Title" and "I THE TITLE" are headings, "I went" is none.</summary>
    private static bool SpacedApart(ReadOnlySpan<char> line, int end, int title) =>
        title - end > 1 || line[title..].IndexOfAnyInRange('a', 'z') < 0;
}
