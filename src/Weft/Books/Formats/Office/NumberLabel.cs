using System.Globalization;
using System.Text;

namespace Weft.Books.Formats.Office;

/// <summary>The numbers that a word processor sets before headings and entries of lists without their being in the text.</summary>
internal static class NumberLabel
{
    private const string Digits = "〇一二三四五六七八九";
    private const string LegalDigits = "零壹贰叁肆伍陆柒捌玖";
    private const string LegalTraditionalDigits = "零壹貳參肆伍陸柒捌玖";
    private const string Stems = "甲乙丙丁戊己庚辛壬癸";
    private const string Branches = "子丑寅卯辰巳午未申酉戌亥";
    private const string FullWidthZero = "０";

    private static readonly (int Value, string Sign)[] Roman =
    [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];

    private static readonly string[] Ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    ).Split(' ');

    private static readonly string[] Tens = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".Split(' ');

    /// <param name="format">A name of Word's (w:numFmt); one that is not known counts in Arabic digits.</param>
    public static string Of(int number, string format) =>
        format switch
        {
            "none" => "",
            "bullet" => "•",
            _ when number is < 1 or > 9999 => number.ToString(CultureInfo.InvariantCulture),
            "upperRoman" => ToRoman(number),
            "lowerRoman" => ToRoman(number).ToLowerInvariant(),
            "upperLetter" => Letters(number, 'A'),
            "lowerLetter" => Letters(number, 'a'),
            "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
            "ordinal" => Ordinal(number),
            "cardinalText" => Capital(Words(number)),
            "ordinalText" => Capital(OrdinalWords(number)),
            "decimalFullWidth" or "decimalFullWidth2" => string.Concat(
                Decimal(number).Select(c => (char)(c - '0' + FullWidthZero[0]))
            ),
            "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" when number <= 20 => ((char)('①' + number - 1)).ToString(),
            "decimalEnclosedParen" when number <= 20 => ((char)('⑴' + number - 1)).ToString(),
            "decimalEnclosedFullstop" when number <= 20 => ((char)('⒈' + number - 1)).ToString(),
            "ideographTraditional" when number <= 10 => Stems[number - 1].ToString(),
            "ideographZodiac" when number <= 12 => Branches[number - 1].ToString(),
            "ideographDigital" or "japaneseDigitalTenThousand" or "taiwaneseDigital" => string.Concat(
                Decimal(number).Select(c => Digits[c - '0'])
            ),
            "chineseCounting"
            or "chineseCountingThousand"
            or "japaneseCounting"
            or "taiwaneseCounting"
            or "taiwaneseCountingThousand" => Chinese(number, Digits, "十百千", tenAlone: true),
            "chineseLegalSimplified" => Chinese(number, LegalDigits, "拾佰仟", tenAlone: false),
            "ideographLegalTraditional" => Chinese(number, LegalTraditionalDigits, "拾佰仟", tenAlone: false),
            _ => Decimal(number),
        };

    private static string Decimal(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string ToRoman(int number)
    {
        var roman = new StringBuilder();
        foreach (var (value, sign) in Roman)
        {
            for (; number >= value; number -= value)
                roman.Append(sign);
        }
        return roman.ToString();
    }

    /// <summary>A to Z, then AA, BB …, as word processors have it.</summary>
    private static string Letters(int number, char first) =>
        new((char)(first + (number - 1) % 26), Math.Min((number - 1) / 26 + 1, 9));

    private static string Ordinal(int number) =>
        Decimal(number)
        + (
            number % 100 is 11 or 12 or 13
                ? "th"
                : (number % 10) switch
                {
                    1 => "st",
                    2 => "nd",
                    3 => "rd",
                    _ => "th",
                }
        );

    private static string Words(int number)
    {
        if (number >= 1000)
            return Words(number / 1000) + " thousand" + Rest(number % 1000);
        if (number >= 100)
            return Ones[number / 100] + " hundred" + Rest(number % 100);
        if (number < 20)
            return Ones[number];
        return number % 10 == 0 ? Tens[number / 10] : $"{Tens[number / 10]}-{Ones[number % 10]}";

        static string Rest(int rest) => rest == 0 ? "" : " " + Words(rest);
    }

    private static string OrdinalWords(int number)
    {
        var words = Words(number);
        var last = words.LastIndexOfAny([' ', '-']) + 1;
        return words[..last]
            + words[last..] switch
            {
                "one" => "first",
                "two" => "second",
                "three" => "third",
                "five" => "fifth",
                "eight" => "eighth",
                "nine" => "ninth",
                "twelve" => "twelfth",
                var word when word.EndsWith('y') => word[..^1] + "ieth",
                var word => word + "th",
            };
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <param name="tenAlone">10 to 19 without a one: 十二, but 壹拾贰.</param>
    private static string Chinese(int number, string digits, string units, bool tenAlone)
    {
        var written = new StringBuilder();
        var zero = false;
        for (var (unit, power) = (3, 1000); power > 0; unit--, power /= 10)
        {
            var digit = number / power % 10;
            if (digit == 0)
            {
                zero = written.Length > 0;
                continue;
            }
            if (zero)
                written.Append(tenAlone ? '零' : digits[0]);
            zero = false;
            if (!(tenAlone && power == 10 && digit == 1 && written.Length == 0))
                written.Append(digits[digit]);
            if (power > 1)
                written.Append(units[unit - 1]);
        }
        return written.ToString();
    }
}
