namespace Weft.Books.Headings;

/// <summary>The last resort: short lines set far apart from the text, as titles of stories are. None where they don't part the whole text.</summary>
internal static class TitleLines
{
    private const int LongestEnglish = 60;
    private const int LongestChinese = 24;
    private const int Fewest = 3;

    public static List<Heading> Find(TextLines lines, GutenbergFrame frame)
    {
        var found = new List<Heading>();
        var paragraphs = 0;
        for (var i = frame.First; i < frame.End; i++)
        {
            if (lines.IsBlank(i))
                continue;
            // Chinese paragraphs stand below each other, each in a line.
            paragraphs += lines.IsBlank(i - 1) || Script.CountHan(lines.Content(i)) > LongestChinese ? 1 : 0;
            if (!lines.IsBlank(i - 1))
                continue;
            if (IsTitle(lines, i))
            {
                var text = Blanks.Fold(Decoration.Strip(lines.Content(i)));
                found.Add(new Heading(i, lines.Start(i), "title", Level.Other, 0, text, text, true, Strong: true));
            }
        }
        found = [.. found.Where((title, i) => i + 1 == found.Count || HasText(lines, title, found[i + 1]))];
        return found.Count >= Fewest && found.Count * 4 <= paragraphs && ParTheText(lines, frame, found) ? found : [];
    }

    /// <summary>A book's own title stands over that of its first story.</summary>
    private static bool HasText(TextLines lines, Heading title, Heading next) => lines.NextFilled(title.Line + 1) < next.Line;

    private static bool IsTitle(TextLines lines, int line)
    {
        if (!lines.IsBlank(line - 2) || !lines.IsBlank(line + 1) || lines.NextFilled(line + 1) >= lines.Count)
            return false;
        var text = Decoration.Strip(lines.Content(line));
        if (text.Length == 0 || Script.IsRunning(text[^1]) || text[^1] is '”' or '"' or '」')
            return false;
        if (Script.CountHan(text) > 0)
            return text.Length <= LongestChinese && text.IndexOfAny("，。；：") < 0;
        return text.Length <= LongestEnglish
            && (text.IndexOfAnyInRange('a', 'z') < 0 || IsFarApart(lines, line, text))
            && text.IndexOfAnyInRange('A', 'Z') >= 0
            && text is not ("THE END" or "THE END." or "FINIS" or "FINIS.");
    }

    /// <summary>With small letters it must be written as titles are, with more white around it.</summary>
    private static bool IsFarApart(TextLines lines, int line, ReadOnlySpan<char> text)
    {
        if (!lines.IsBlank(line - 3) || !lines.IsBlank(line + 2) || !char.IsAsciiLetterOrDigit(text[^1]))
            return false;
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (word.Length >= 5 && char.IsAsciiLetterLower(word[0]))
                return false;
        }
        return char.IsAsciiLetterUpper(text[0]);
    }

    public static bool ParTheText(TextLines lines, GutenbergFrame frame, List<Heading> found)
    {
        var body = lines.Start(frame.End) - lines.Start(frame.First);
        var gaps = found.Zip(found.Skip(1), (a, b) => b.Start - a.Start).Order().ToList();
        return gaps[gaps.Count / 2] >= Math.Min(1000, body / (4 * found.Count)) && found[^1].Start - found[0].Start >= body / 3;
    }
}
