namespace Weft.Books.Headings;

/// <summary>The lines that a person says are headings.</summary>
internal static class ToldHeadings
{
    /// <summary>So many in a row with nothing between them are a table of contents.</summary>
    private const int FewestListed = 4;

    public static List<Heading> Find(TextLines lines, GutenbergFrame frame, HeadingPattern pattern)
    {
        var found = new List<int>();
        for (var i = frame.First; i < frame.End; i++)
            if (pattern.Matches(lines.Content(i)))
                found.Add(i);
        return [.. WithoutLists(lines, found).Select(line => Make(lines, line))];
    }

    /// <summary>The last of a list has text behind it: it may be the first heading itself.</summary>
    private static IEnumerable<int> WithoutLists(TextLines lines, List<int> found)
    {
        for (var from = 0; from < found.Count; )
        {
            var to = from;
            while (to + 1 < found.Count && lines.NextFilled(found[to] + 1) == found[to + 1])
                to++;
            for (var i = to - from >= FewestListed ? to : from; i <= to; i++)
                yield return found[i];
            from = to + 1;
        }
    }

    private static Heading Make(TextLines lines, int line)
    {
        var text = Blanks.Fold(Decoration.Strip(lines.Content(line)));
        text = text.Length > 0 ? text : Blanks.Fold(lines.Content(line));
        return new Heading(line, lines.Start(line), "told", Level.Chapter, 0, text, text, true, Strong: true);
    }
}
