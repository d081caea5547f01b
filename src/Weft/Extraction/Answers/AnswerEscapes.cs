using System.Globalization;
using System.Text;

namespace Weft.Extraction.Answers;

/// <summary>JSON that was put into a string, where the string itself cannot be read: cut off, in prose, or without its quotation marks.</summary>
internal static class AnswerEscapes
{
    private const int LookAhead = 200;

    /// <summary>Whether the object or list that begins there is written as inside a string: its first quotation mark is escaped.</summary>
    public static bool IsEscaped(string text, int start)
    {
        var last = Math.Min(text.Length, start + LookAhead);
        for (var at = start + 1; at < last; at++)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] is '{' or '[')
                continue;
            if (text[at] != '\\')
                return false;
            while (at < last && text[at] == '\\')
                at++;
            if (at >= last || text[at] is not ('n' or 'r' or 't'))
                return at < last && (text[at] == '"' || text.AsSpan(at).StartsWith("u0022"));
        }
        return false;
    }

    /// <summary>Where the string ends: at a mark that is not escaped and does not stand within words; else at the text's end.</summary>
    public static int End(string text, int start)
    {
        for (var at = start; at < text.Length; at++)
            if (text[at] == '\\')
                at++;
            else if (text[at] == '"' && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1])))
                return at;
        return text.Length;
    }

    public static string Unescape(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                plain.Append(text[at]);
                continue;
            }
            var character = text[++at];
            if (character == 'u' && at + 4 < text.Length && TryHex(text.Slice(at + 1, 4), out var code))
            {
                plain.Append((char)code);
                at += 4;
            }
            else
                plain.Append(
                    character switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' or 'f' => ' ',
                        _ => character,
                    }
                );
        }
        return plain.ToString();
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out ushort code) =>
        ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
}
