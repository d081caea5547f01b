using System.Text;

namespace Weft.Books.Headings;

/// <summary>Words whose letters are set apart: "C H A P T E R   I I" reads as "CHAPTER II".</summary>
internal static class LetterSpacing
{
    private const int FewestLetters = 4;

    private const int LongestLine = 160;

    /// <summary>The line with its words closed; null where it has none of this kind.</summary>
    public static string? TryClose(ReadOnlySpan<char> line)
    {
        if (line.Length is < (2 * FewestLetters) - 1 or > LongestLine || Leading(line, 0) < FewestLetters)
            return null;
        var closed = new StringBuilder(line.Length);
        for (var at = 0; at < line.Length; )
        {
            if (Blanks.Is(line[at]))
            {
                if (closed.Length > 0 && closed[^1] != ' ')
                    closed.Append(' ');
                at++;
                continue;
            }
            var letters = Leading(line, at);
            if (letters > 1)
            {
                for (var i = 0; i < letters; i++)
                    closed.Append(line[at + (2 * i)]);
                at += (2 * letters) - 1;
            }
            else
            {
                while (at < line.Length && !Blanks.Is(line[at]))
                    closed.Append(line[at++]);
            }
        }
        return Parted(closed.ToString());
    }

    /// <summary>How many letters or digits stand by themselves from here, with one blank between; a sign may follow the last.</summary>
    private static int Leading(ReadOnlySpan<char> line, int at)
    {
        var count = 0;
        while (
            at < line.Length
            && char.IsAsciiLetterOrDigit(line[at])
            && (at + 1 == line.Length || !char.IsAsciiLetter(line[at + 1]))
        )
        {
            count++;
            if (at + 2 >= line.Length || !Blanks.Is(line[at + 1]) || Blanks.Is(line[at + 2]))
                break;
            at += 2;
        }
        return count;
    }

    /// <summary>"CHAPTERII", where the letters were all as far from each other, is "CHAPTER II".</summary>
    private static string Parted(string closed)
    {
        var word = EnglishForms.WordAtStart(closed);
        return word > 0 && word < closed.Length && char.IsLetterOrDigit(closed[word]) ? closed.Insert(word, " ") : closed;
    }
}
