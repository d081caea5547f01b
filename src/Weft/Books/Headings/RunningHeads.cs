namespace Weft.Books.Headings;

/// <summary>
/// Copies made from pages have a chapter's heading again at the top of each of its pages. Once in a while a chapter stands in a book twice; that
/// is another fault, and stays.
/// </summary>
internal static class RunningHeads
{
    private const int Fewest = 3;

    /// <summary>What sites write after a heading that they repeat where its chapter ends.</summary>
    private static readonly string[] Ends = ["（完）", "(完)", "（本章完）", "(本章完)", " 完", "（终）", "（結束）", "（结束）"];

    /// <summary>The headings that begin chapters.</summary>
    public static IReadOnlyList<Heading> Without(TextLines lines, IReadOnlyList<Heading> chapters)
    {
        chapters = [.. chapters.Where((heading, i) => i == 0 || !Echoes(lines, chapters[i - 1], heading))];
        var repeated = new HashSet<Heading>(ReferenceEqualityComparer.Instance);
        for (var i = 1; i < chapters.Count; i++)
        {
            if (
                chapters[i].Number > 0
                && chapters[i].Number == chapters[i - 1].Number
                && chapters[i].Text == chapters[i - 1].Text
            )
                repeated.Add(chapters[i]);
        }
        var isRule = repeated.Count >= Fewest && repeated.Count * 3 >= chapters.Count;
        return isRule || repeated.Count > 0 && repeated.All(heading => GoesOn(lines, heading))
            ? [.. chapters.Where(heading => !repeated.Contains(heading))]
            : chapters;
    }

    /// <summary>The same number again with nothing between, or at the chapter's end: "第一章 起点（完）".</summary>
    private static bool Echoes(TextLines lines, Heading before, Heading heading)
    {
        if (heading.Number <= 0 || heading.Number != before.Number || heading.Inline || before.Inline)
            return false;
        if (heading.Title == before.Title || heading.Title.Length == 0 || before.Title.Length == 0)
        {
            if (lines.NextFilled(before.Line + 1) == heading.Line)
                return true;
        }
        return Array.Exists(
            Ends,
            end => heading.Text.EndsWith(end, StringComparison.Ordinal) && heading.Text[..^end.Length].TrimEnd() == before.Text
        );
    }

    /// <summary>It stands in the middle of a sentence.</summary>
    private static bool GoesOn(TextLines lines, Heading heading)
    {
        var before = lines.LastFilled(heading.Line - 1);
        return !heading.Inline && before >= 0 && !Script.EndsSentence(lines.Content(before)[^1]);
    }
}
