namespace Weft.Books.Headings;

/// <summary>第N章 and its kin.</summary>
internal static class ChineseForms
{
    /// <summary>A heading may have the book's or volume's name before it, of at most this many characters.</summary>
    private const int LongestPrefix = 24;

    /// <summary>Fewer where nothing parts it from the number.</summary>
    private const int LongestAttached = 12;

    /// <summary>Words that begin with a heading's unit and make prose of it: 第一回合, 第三节课, 第二集团军.</summary>
    private static readonly string[] Words =
    [
        "回合",
        "回事",
        "回來",
        "回来",
        "节课",
        "節課",
        "节车",
        "節車",
        "集团",
        "集團",
        "部队",
        "部隊",
        "部门",
        "部門",
        "部电",
        "部電",
        "篇文",
        "章程",
        "卷宗",
        "部手",
        "部分的",
        "章节",
        "章節",
        "季度",
        "节目",
        "節目",
        "节奏",
        "節奏",
        "话题",
        "話題",
        "出现",
        "出現",
        "出来",
        "出來",
        "夜里",
        "夜裡",
        "日本",
        "幕后",
        "幕後",
    ];

    /// <summary>What stories are counted by, in two characters: 第一封信.</summary>
    private static readonly string[] Counted =
    [
        "封信",
        "个故事",
        "個故事",
        "个夜晚",
        "個夜晚",
        "个梦",
        "個夢",
        "堂课",
        "堂課",
        "乐章",
        "樂章",
    ];

    public static bool TryRead(ReadOnlySpan<char> line, out HeadingForm form)
    {
        var at = 0;
        if (line.StartsWith("正文"))
            at = Skip(line, 2);
        if (!TryAt(line, at, out form))
            return TryPrefixed(line, out form);
        if (form.Level == Level.Part && TryInner(line, form.TitleAt, out var inner))
            form = inner;
        return true;
    }

    /// <summary>第N章 or 卷N from exactly <paramref name="at"/>.</summary>
    public static bool TryAt(ReadOnlySpan<char> line, int at, out HeadingForm form)
    {
        form = default;
        if (at >= line.Length)
            return false;
        if (line[at] is '上' or '中' or '下' && line.Length == 1)
            return Made("placed", Level.Section, Placed(line[at]), line, 1, out form);
        if (line[at] is '上' or '中' or '下')
            return TryPlaced(line, at, out form);
        if (line[at] != '第')
            return TryUnitFirst(line, at, out form);
        var i = Skip(line, at + 1);
        if (!Numerals.TryChinese(line, ref i, out var number) && !RomanNumerals.TryRead(line, ref i, out number, lowerToo: false))
            return false;
        var piece = Numerals.SkipFraction(line, ref i, out _);
        i = SkipRange(line, i, out var until);
        var spaced = Skip(line, i);
        if (spaced >= line.Length)
            return Made("第", Level.Other, number, line, i, out form);
        foreach (var word in Words)
        {
            if (line[spaced..].StartsWith(word))
                return false;
        }
        if (Unit(line[spaced]) is { } unit)
        {
            Made(unit.Form, unit.Level, number, line, spaced + (line[spaced..].StartsWith("部分") ? 2 : 1), out form);
            form = form with { Until = until, IsPiece = piece };
            return true;
        }
        foreach (var counted in Counted)
        {
            if (line[spaced..].StartsWith(counted) && IsBoundary(line, spaced + counted.Length))
                return Made("第" + counted, Level.Other, number, line, spaced + counted.Length, out form);
        }
        if (spaced > i)
            return Made("第", Level.Other, number, line, i, out form);
        return IsBoundary(line, spaced + 1)
            && Script.IsHan(line[spaced])
            && Made("第" + line[spaced], Level.Other, number, line, spaced + 1, out form);
    }

    /// <summary>卷一, 卷之一, 卷第一; also 章一 and the like, where nothing is attached to the number.</summary>
    private static bool TryUnitFirst(ReadOnlySpan<char> line, int at, out HeadingForm form)
    {
        form = default;
        if (Unit(line[at]) is not { } unit || unit.Form is "话" or "夜" or "日")
            return false;
        var i = Skip(line, at + 1);
        if (i < line.Length && line[i] is '之' or '第')
            i++;
        if (i < line.Length && unit.Level == Level.Part && Placed(line[i]) is > 0 and var placed && IsBoundary(line, i + 1))
            return Made(unit.Form, unit.Level, placed, line, i + 1, out form);
        return Numerals.TryChinese(line, ref i, out var number)
            && (IsBoundary(line, i) || (line[i] is '上' or '中' or '下' && IsBoundary(line, i + 1)))
            && Made(unit.Form, unit.Level, number, line, i, out form);
    }

    /// <summary>上部, 中卷, 下册: a book in two or three.</summary>
    private static bool TryPlaced(ReadOnlySpan<char> line, int at, out HeadingForm form)
    {
        form = default;
        return at + 1 < line.Length
            && Unit(line[at + 1]) is { Level: Level.Part } unit
            && unit.Form is "部" or "卷" or "篇" or "册" or "集"
            && IsBoundary(line, at + 2)
            && Made(unit.Form + " placed", Level.Part, Placed(line[at]), line, at + 2, out form);
    }

    private static int Placed(char c) =>
        c switch
        {
            '上' => 1,
            '中' => 2,
            '下' => 3,
            _ => 0,
        };

    /// <summary>第一卷 风起 第一章 …: the chapter counts.</summary>
    private static bool TryInner(ReadOnlySpan<char> line, int from, out HeadingForm inner)
    {
        inner = default;
        var end = Math.Min(line.Length, from + LongestPrefix);
        for (var i = from; i < end; i++)
        {
            if (line[i] != '第' || (i > from && !Script.IsSeparator(line[i - 1])))
                continue;
            if (TryAt(line, i, out inner) && inner.Level is Level.Chapter or Level.Section)
                return true;
        }
        return false;
    }

    /// <summary>學而第一, 項羽本紀第七: the number ends the line. A row of them tells that they are headings.</summary>
    private static bool TryLast(ReadOnlySpan<char> line, int at, out HeadingForm form)
    {
        form = default;
        var end = at + 1;
        return Script.CountHan(line[..at]) == at
            && Numerals.TryChinese(line, ref end, out var number)
            && end == line.Length
            && Made("… 第", Level.Other, number, line, end, out form);
    }

    private static bool TryPrefixed(ReadOnlySpan<char> line, out HeadingForm form)
    {
        form = default;
        var end = Math.Min(line.Length, LongestPrefix);
        for (var i = 1; i < end; i++)
        {
            if (line[i - 1] is '。' or '，' or '！' or '？' or '“' or '”' or ',' or '「' or '：' or ':' or '；')
                return false;
            if (line[i] == '第' && TryLast(line, i, out form))
                return true;
            if (line[i] != '第' || !TryAt(line, i, out form) || form.Level != Level.Chapter)
                continue;
            if (Script.IsSeparator(line[i - 1]) || IsLabel(line[..i]))
                return true;
            // The book's own name, perhaps; perhaps prose. Only a whole row of the same can tell.
            form = form with
            {
                Form = $"{form.Form} {line[..i]}",
                Level = Level.Other,
            };
            return form.Separated && i <= LongestAttached;
        }
        return false;
    }

    /// <summary>What sites put before a chapter's number: "VIP第一章", "免费章节第1章".</summary>
    private static bool IsLabel(ReadOnlySpan<char> prefix) =>
        prefix.Equals("VIP", StringComparison.OrdinalIgnoreCase)
        || prefix.EndsWith("章节")
        || prefix.EndsWith("章節")
        || prefix.EndsWith("目录")
        || prefix.EndsWith("目錄")
        || prefix.EndsWith("正文");

    private static bool Made(string name, Level level, int number, ReadOnlySpan<char> line, int end, out HeadingForm form)
    {
        var title = end;
        while (title < line.Length && Script.IsSeparator(line[title]) && !IsOpener(line[title]))
            title++;
        form = new HeadingForm(name, level, number, title, title > end || title == line.Length || IsOpener(line[title]));
        return true;
    }

    private static bool IsOpener(char c) => c is '（' or '(' or '《' or '【' or '「' or '〈';

    /// <summary>第1-3章 counts as 第1章.</summary>
    private static int SkipRange(ReadOnlySpan<char> line, int at, out int until)
    {
        until = 0;
        if (at < line.Length && line[at] is '-' or '－' or '—' or '–' or '～' or '~' or '至' or '到' or '、')
        {
            var end = at + 1;
            if (Numerals.TryChinese(line, ref end, out until))
                return end;
        }
        return at;
    }

    private static int Skip(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && (Blanks.Is(line[at]) || Script.IsBracket(line[at]) || line[at] is ':' or '：' or '.' or '·'))
            at++;
        return at;
    }

    private static bool IsBoundary(ReadOnlySpan<char> line, int at) => at >= line.Length || Script.IsSeparator(line[at]);

    private static (string Form, Level Level)? Unit(char c) =>
        c switch
        {
            '章' => ("章", Level.Chapter),
            '回' or '囘' or '囬' => ("回", Level.Chapter),
            '话' or '話' => ("话", Level.Chapter),
            '折' or '齣' or '出' => ("折", Level.Chapter),
            '节' or '節' => ("节", Level.Section),
            '卷' or '巻' => ("卷", Level.Part),
            '集' => ("集", Level.Part),
            '部' => ("部", Level.Part),
            '篇' => ("篇", Level.Part),
            '册' or '冊' => ("册", Level.Part),
            '季' => ("季", Level.Part),
            '幕' => ("幕", Level.Part),
            _ => null,
        };
}
