namespace Weft.Books.Headings;

/// <summary>
/// Headings that are only a number, or a number and a title: "IV.", "12. Title", "001 标题", "三、标题", "（四）", "①标题", "Five: Title".
/// </summary>
internal static class BareForms
{
    /// <summary>After a number they make a quantity of it: 3年后, 5个人.</summary>
    private const string Measures =
        "年月日天时時点點分秒刻个個位名岁歲人次元块塊毛钱錢斤两兩公英米厘里尺寸丈亩畝吨噸克升瓶杯碗盘盤号號楼樓层層度口只隻条條"
        + "张張本册冊座辆輛架匹头頭把支枝件双雙对對种種群排队隊家户戶万萬亿億千百十倍成折步声聲下回遍世代期届屆级級等";

    public static bool TryRead(ReadOnlySpan<char> line, out HeadingForm form)
    {
        form = default;
        if (line.Length == 0)
            return false;
        var at = 0;
        var c = line[0];
        if (c is >= '0' and <= '9' or >= '０' and <= '９')
            return Numerals.TryDecimal(line, ref at, out var number)
                && (
                    TryPair(line, at, out form)
                    || TryMake("decimal", line, at, number, Padded(line, at), out form)
                    || TryAttached("decimal", line, at, number, out form)
                );
        if (Numerals.Enclosed(c) is > 0 and var enclosed)
            return TryMake("enclosed", line, 1, enclosed, attached: true, out form);
        if (c is 'I' or 'V' or 'X' or 'L' or 'C' || RomanNumerals.IsSign(c))
            return RomanNumerals.TryRead(line, ref at, out var number, lowerToo: false)
                && TryMake("roman", line, at, number, RomanNumerals.IsSign(c), out form);
        if (c >= 0x3000)
            return TryChinese(line, out form);
        if (c is 'i' or 'v' or 'x')
            return RomanNumerals.TryRead(line, ref at, out var number, lowerToo: true)
                && Ends(line, at)
                && TryMake("small roman", line, at, number, false, out form);
        return char.IsAsciiLetterUpper(c)
            && Numerals.TryWords(line, ref at, out var word)
            && word > 0
            && (Ends(line, at) || line[at] is '.' or ':' or '-' or '—' or '–')
            && TryMake("word", line, at, word, false, out form);
    }

    /// <summary>"1.2 Title", "1-2 标题": an arc and its chapters. Counts where the book has no other headings.</summary>
    private static bool TryPair(ReadOnlySpan<char> line, int at, out HeadingForm form)
    {
        form = default;
        if (at + 1 >= line.Length || line[at] is not ('.' or '-' or '－' or '—') || !char.IsAsciiDigit(line[at + 1]))
            return false;
        var end = at + 1;
        if (
            !Numerals.TryDecimal(line, ref end, out var number)
            || end - at > 4
            || (end < line.Length && !Blanks.Is(line[end]) && line[end] is not ('、' or ':' or '：'))
        )
            return false;
        var title = end;
        while (title < line.Length && Script.IsSeparator(line[title]))
            title++;
        form = new HeadingForm("pair", Level.Attached, number, title, true);
        return true;
    }

    private static bool Ends(ReadOnlySpan<char> line, int at) =>
        at == line.Length || (at == line.Length - 1 && line[at] is '.' or ':' or ')');

    /// <summary>三、标题; also 其三 and 之三, which stand alone.</summary>
    private static bool TryChinese(ReadOnlySpan<char> line, out HeadingForm form)
    {
        form = default;
        var counted = line[0] is '其' or '之' && line.Length > 1;
        var at = counted ? 1 : 0;
        return Numerals.TryChinese(line, ref at, out var number)
            && (!counted || at == line.Length || Script.IsSeparator(line[at]))
            && TryMake(counted ? "chinese " + line[0] : "chinese", line, at, number, false, out form);
    }

    /// <summary>1标题: counts where the book has no other headings, and never looks like a quantity.</summary>
    private static bool TryAttached(string digits, ReadOnlySpan<char> line, int end, int number, out HeadingForm form)
    {
        form = new HeadingForm(digits + " attached", Level.Attached, number, end, false);
        return end < line.Length && Script.IsHan(line[end]) && !Measures.Contains(line[end]);
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
        if (!signs && digits == "decimal" && EnglishForms.IsMonthAt(line, title))
            return false;
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
