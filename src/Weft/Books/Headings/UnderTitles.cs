namespace Weft.Books.Headings;

/// <summary>
/// Numbers that begin anew again and again stand under headings without a number. If the numbers have no titles they are sections of
/// stories, and what stands above each "I." is a chapter; if they have titles they are chapters, and what stands above is a part.
/// </summary>
internal static class UnderTitles
{
    private const int LongestTitle = 80;

    public static Outline Choose(TextLines lines, IReadOnlyList<Heading> row, IReadOnlyList<Heading> parts)
    {
        var first = row.Where(h => h.Number == 1).ToList();
        if (first.Count < 2 || parts.Count > 0)
            return new Outline(row, parts);
        var above = first.Select(h => Above(lines, h)).OfType<Heading>().ToList();
        if (above.Count < first.Count * 0.8 || above.Count < 2)
            return new Outline(row, parts);
        return row.Count(h => h.Title.Length > 0) * 2 > row.Count ? new Outline(row, above) : new Outline(above, []);
    }

    private static Heading? Above(TextLines lines, Heading heading)
    {
        var line = lines.LastFilled(heading.Line - 1);
        if (line < 0 || heading.Line - line > 5 || lines.Length(line) > LongestTitle || !IsApart(lines, line))
            return null;
        var stripped = Decoration.Strip(lines.Content(line));
        if (stripped.Length == 0 || Script.IsRunning(stripped[^1]) || stripped[^1] is '”' or '"' or '」' or '！' or '？')
            return null;
        var text = Blanks.Fold(stripped);
        return new Heading(line, lines.Start(line), "above", Level.Other, 0, text, text, true, Strong: true);
    }

    /// <summary>After a blank line; in Chinese, where paragraphs have none between them, after the end of a sentence.</summary>
    private static bool IsApart(TextLines lines, int line) =>
        line == 0
        || lines.IsBlank(line - 1)
        || (
            Script.CountHan(lines.Content(line)) > 0
            && lines.IsBlank(line + 1)
            && lines.Length(line) <= 24
            && Script.EndsSentence(lines.Content(line - 1)[^1])
            && !Script.EndsSentence(lines.Content(line)[^1])
        );
}
