namespace Weft.Books.Headings;

/// <summary>Numbers as headings write them: 一百二十、１２３, roman, and in words.</summary>
internal static class Numerals
{
    /// <summary>The number of "Chapter the Last": one more than the one before.</summary>
    public const int Next = -1;

    private const int Limit = 100_000;

    private static readonly string[] Ones =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] Ordinals =
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];

    /// <summary>The number word's value; 0 where it is none.</summary>
    private static int Word(ReadOnlySpan<char> word)
    {
        for (var i = 1; i < Ones.Length; i++)
        {
            if (word.Equals(Ones[i], StringComparison.OrdinalIgnoreCase))
                return i;
        }
        for (var i = 0; i < Tens.Length; i++)
        {
            if (word.Equals(Tens[i], StringComparison.OrdinalIgnoreCase))
                return (i + 2) * 10;
        }
        return Ordinal(word);
    }

    public static int Ordinal(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Ordinals.Length; i++)
        {
            if (word.Equals(Ordinals[i], StringComparison.OrdinalIgnoreCase))
                return i + 1;
        }
        for (var i = 0; i < Tens.Length; i++)
        {
            if (
                word.EndsWith("ieth", StringComparison.OrdinalIgnoreCase)
                && word.StartsWith(Tens[i].AsSpan(0, Tens[i].Length - 1), StringComparison.OrdinalIgnoreCase)
            )
                return (i + 2) * 10;
        }
        return 0;
    }

    /// <summary>Reads Chinese or decimal digits (also full-width) from <paramref name="at"/>. 第一一回 is 11, 廿一 21, 一百二十 120.</summary>
    public static bool TryChinese(ReadOnlySpan<char> text, ref int at, out int value)
    {
        var (total, section, digit, units, any) = (0L, 0L, 0L, false, false);
        var i = at;
        for (; i < text.Length && i - at < 16; i++)
        {
            var (kind, n) = ChineseDigit(text[i]);
            if (kind == 0)
                break;
            any = true;
            if (kind == 1)
            {
                digit = units ? n : digit * 10 + n;
            }
            else if (kind == 2)
            {
                units = true;
                section += (digit == 0 ? 1 : digit) * n;
                digit = 0;
            }
            else if (kind == 3)
            {
                units = true;
                section += n;
                digit = 0;
            }
            else
            {
                units = true;
                total += Math.Max(1, section + digit) * n;
                (section, digit) = (0, 0);
            }
            if (total + section + digit >= Limit)
                break;
        }
        var sum = total + section + digit;
        value = any && sum < Limit ? (int)sum : 0;
        if (!any || sum >= Limit)
            return false;
        at = i;
        return true;
    }

    /// <summary>Kind 1: a digit; 2: ten, hundred, thousand; 3: the signs for 20, 30 and 40; 4: ten thousand.</summary>
    private static (int Kind, int Value) ChineseDigit(char c) =>
        c switch
        {
            >= '0' and <= '9' => (1, c - '0'),
            >= '０' and <= '９' => (1, c - '０'),
            '〇' or '零' or '○' or 'Ｏ' or '◯' => (1, 0),
            '一' or '壹' or '弌' => (1, 1),
            '二' or '贰' or '貳' or '弍' or '两' or '兩' => (1, 2),
            '三' or '叁' or '參' or '叄' => (1, 3),
            '四' or '肆' => (1, 4),
            '五' or '伍' => (1, 5),
            '六' or '陆' or '陸' => (1, 6),
            '七' or '柒' => (1, 7),
            '八' or '捌' => (1, 8),
            '九' or '玖' => (1, 9),
            '十' or '拾' => (2, 10),
            '百' or '佰' => (2, 100),
            '千' or '仟' => (2, 1000),
            '廿' or '卄' => (3, 20),
            '卅' => (3, 30),
            '卌' => (3, 40),
            '万' or '萬' => (4, 10_000),
            _ => (0, 0),
        };

    /// <summary>Reads 1 to 5 decimal digits.</summary>
    public static bool TryDecimal(ReadOnlySpan<char> text, ref int at, out int value)
    {
        (value, var i) = (0, at);
        for (; i < text.Length && i - at < 6 && (text[i] is >= '0' and <= '9' or >= '０' and <= '９'); i++)
            value = value * 10 + (text[i] >= '０' ? text[i] - '０' : text[i] - '0');
        if (i == at || i - at > 5)
            return false;
        at = i;
        return true;
    }

    /// <summary>The ".5" of "4.5": one point with one to three digits behind it, and no second one.</summary>
    public static bool SkipFraction(ReadOnlySpan<char> text, ref int at, out int value)
    {
        (value, var i) = (0, at + 1);
        if (
            at >= text.Length
            || text[at] != '.'
            || !TryDecimal(text, ref i, out value)
            || i - at > 4
            || (i + 1 < text.Length && text[i] == '.' && char.IsAsciiDigit(text[i + 1]))
        )
            return false;
        at = i;
        return true;
    }

    /// <summary>①, ⑴, ⒈, ❶, ㈠ and ㊀; 0 where it is none.</summary>
    public static int Enclosed(char c) =>
        c switch
        {
            >= '①' and <= '⑳' => c - '①' + 1,
            >= '⑴' and <= '⒇' => c - '⑴' + 1,
            >= '⒈' and <= '⒛' => c - '⒈' + 1,
            >= '❶' and <= '❿' => c - '❶' + 1,
            >= '㈠' and <= '㈩' => c - '㈠' + 1,
            >= '㊀' and <= '㊉' => c - '㊀' + 1,
            _ => 0,
        };

    /// <summary>Reads "Twenty-One", "ONE HUNDRED AND TWO", "the Third", "the Last".</summary>
    public static bool TryWords(ReadOnlySpan<char> text, ref int at, out int value)
    {
        (value, var end, var i) = (0, at, at);
        while (NextWord(text, ref i, out var word))
        {
            if (word.Equals("last", StringComparison.OrdinalIgnoreCase) && value == 0)
            {
                (value, at) = (Next, i);
                return true;
            }
            if (word.Equals("hundred", StringComparison.OrdinalIgnoreCase))
                value = Math.Max(1, value) * 100;
            else if (
                Word(word) is > 0 and var n
                && (value == 0 || (value % 100 == 0) || (value % 10 == 0 && n < 10 && value % 100 >= 20))
            )
                value += n;
            else if (
                !(word.Equals("and", StringComparison.OrdinalIgnoreCase) && value > 0)
                && !(word.Equals("the", StringComparison.OrdinalIgnoreCase) && value == 0)
            )
                break;
            else
                continue;
            end = i;
        }
        if (value == 0)
            return false;
        at = end;
        return true;
    }

    private static bool NextWord(ReadOnlySpan<char> text, ref int at, out ReadOnlySpan<char> word)
    {
        var i = at;
        while (i < text.Length && (text[i] is ' ' or '-' or '\t') && i - at < 3)
            i++;
        var from = i;
        while (i < text.Length && char.IsAsciiLetter(text[i]))
            i++;
        word = text[from..i];
        if (i == from || (i < text.Length && char.IsLetterOrDigit(text[i])))
            return false;
        at = i;
        return true;
    }
}
