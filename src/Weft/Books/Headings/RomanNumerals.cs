namespace Weft.Books.Headings;

/// <summary>Roman numbers in letters, in either case, and in the signs that are one number each: XIV, xiv, ⅩⅣ.</summary>
internal static class RomanNumerals
{
    private const int Longest = 12;

    private static readonly string[] Signs = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

    /// <summary>Reads a roman number below 400 that ends where the letters end. IIII is 4; MIX and CIVIL are words.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, ref int at, out int value, bool lowerToo)
    {
        value = 0;
        var i = at;
        var lower = lowerToo && at < text.Length && char.IsAsciiLetterLower(text[at]);
        Span<char> letters = stackalloc char[Longest];
        var count = 0;
        for (; i < text.Length && i - at < Longest; i++)
        {
            var sign = Sign(text[i]);
            if (count + sign.Length > Longest || (sign.Length == 0 && Digit(text[i], lower) == 0))
                break;
            if (sign.Length == 0)
                letters[count++] = text[i];
            foreach (var letter in sign)
                letters[count++] = letter;
        }
        var goesOn = i < text.Length && ((char.IsLetterOrDigit(text[i]) && !Script.IsHan(text[i])) || text[i] is '\'' or '’');
        if (i == at || goesOn || !TryRead(letters[..count], lower, out value))
            return false;
        at = i;
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> letters, bool lower, out int value)
    {
        value = 0;
        var largest = int.MaxValue;
        for (var k = 0; k < letters.Length; k++)
        {
            var digit = Digit(letters[k], lower);
            var next = k + 1 < letters.Length ? Digit(letters[k + 1], lower) : 0;
            var step = next > digit ? next - digit : digit;
            if (next > digit)
            {
                if (next > digit * 10 || digit is 5 or 50)
                    return false;
                k++;
            }
            if (step > largest)
                return false;
            largest = next > digit ? digit - 1 : digit;
            value += step;
        }
        return value < 400;
    }

    /// <summary>Ⅳ, ⅳ: a number by itself.</summary>
    public static bool IsSign(char c) => Sign(c).Length > 0;

    /// <summary>The signs that are a roman number in one character, Ⅳ or ⅳ, in letters; empty where it is none.</summary>
    private static string Sign(char c) =>
        c is >= 'Ⅰ' and <= 'Ⅻ' ? Signs[c - 'Ⅰ']
        : c is >= 'ⅰ' and <= 'ⅻ' ? Signs[c - 'ⅰ']
        : "";

    private static int Digit(char c, bool lower) =>
        (lower ? char.ToUpperInvariant(c) : c) switch
        {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => 0,
        };
}
