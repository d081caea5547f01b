using System.Globalization;
using System.Text;

namespace Weft.Books;

/// <summary>
/// Hong Kong's supplement to Big5 (HKSCS-2008), in which Cantonese is written. .NET reads its bytes as private characters, one for each; here
/// they become the characters that they stand for. Source of the table: the character map BIG5-HKSCS of glibc.
/// </summary>
internal static class Hkscs
{
    public const string Name = "big5-hkscs";

    private const char First = '\uE000';
    private const char Last = '\uF8FF';

    private static readonly string?[] Characters = Read();

    /// <summary>The same text with the supplement's characters; itself where it has none.</summary>
    /// <param name="big5">Text that .NET read from Big5.</param>
    public static string Of(string big5)
    {
        var at = big5.AsSpan().IndexOfAnyInRange(First, Last);
        if (at < 0)
            return big5;
        var text = new StringBuilder(big5.Length + 16).Append(big5, 0, at);
        foreach (var c in big5.AsSpan(at))
        {
            if (c is >= First and <= Last && Characters[c - First] is { } known)
                text.Append(known);
            else
                text.Append(c);
        }
        return text.ToString();
    }

    /// <summary>Each row is the first private character's number and the characters in order, marks with the letter before them.</summary>
    private static string?[] Read()
    {
        var characters = new string?[Last - First + 1];
        using var stream = typeof(Hkscs).Assembly.GetManifestResourceStream("Weft.Books.Hkscs.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } row)
        {
            var next = int.Parse(row.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) - First;
            foreach (var letter in row[5..].EnumerateRunes())
            {
                if (Rune.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                    characters[next - 1] += letter;
                else
                    characters[next++] = letter.ToString();
            }
        }
        return characters;
    }
}
