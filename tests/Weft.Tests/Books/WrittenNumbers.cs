using System.Globalization;

namespace Weft.Tests.Books;

/// <summary>A number as books write it, by a sign for the way: 一, 〇, 廿, 壹, ０, I, i, w, W, o, O.</summary>
internal static class WrittenNumbers
{
    private const string Digits = "〇一二三四五六七八九";
    private const string Formal = "零壹贰叁肆伍陆柒捌玖";

    private static readonly string[] Ones =
    [
        "Zero",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
    ];

    private static readonly string[] Ordinals =
    [
        "Zeroth",
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fifth",
        "Sixth",
        "Seventh",
        "Eighth",
        "Ninth",
        "Tenth",
        "Eleventh",
        "Twelfth",
        "Thirteenth",
        "Fourteenth",
        "Fifteenth",
        "Sixteenth",
        "Seventeenth",
        "Eighteenth",
        "Nineteenth",
    ];

    public static string Of(string way, int number) =>
        way switch
        {
            "一" => Chinese(number),
            "一百" => Chinese(number + 100),
            "〇" => ByPosition(number, 0),
            "〇〇一" => ByPosition(number, 3),
            "廿" => Old(number),
            "壹" => string.Concat(
                Chinese(number)
                    .Select(c =>
                        Digits.Contains(c) ? Formal[Digits.IndexOf(c)]
                        : c == '十' ? '拾'
                        : c
                    )
            ),
            "０" => string.Concat(Text(number).Select(c => (char)(c - '0' + '０'))),
            "I" => Roman(number),
            "i" => Roman(number).ToLowerInvariant(),
            "w" => Ones[number],
            "W" => Ones[number].ToUpperInvariant(),
            "o" => Ordinals[number],
            "O" => Ordinals[number].ToUpperInvariant(),
            _ => throw new ArgumentOutOfRangeException(nameof(way), way, "no such way of writing"),
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string ByPosition(int number, int digits) =>
        string.Concat(Text(number).PadLeft(digits, '0').Select(c => Digits[c - '0']));

    private static string Old(int number) =>
        (number / 10) switch
        {
            2 => "廿" + (number % 10 == 0 ? "" : Chinese(number % 10)),
            3 => "卅" + (number % 10 == 0 ? "" : Chinese(number % 10)),
            _ => Chinese(number),
        };

    private static string Chinese(int number)
    {
        var (written, zero) = ("", false);
        foreach (var (unit, sign) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = number / unit % 10;
            if (digit == 0)
                zero = written.Length > 0;
            else
            {
                written += (zero ? "零" : "") + (number < 20 && unit == 10 ? "" : Digits[digit].ToString()) + sign;
                zero = false;
            }
        }
        return written;
    }

    private static string Roman(int number)
    {
        var written = "";
        foreach (var (value, sign) in new[] { (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I") })
            for (; number >= value; number -= value)
                written += sign;
        return written;
    }
}
