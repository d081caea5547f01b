namespace Weft.Books.Headings;

/// <summary>Headings inside very long lines, without the tables of contents that such lines hold too.</summary>
internal static class InlineRows
{
    /// <summary>Headings nearer to each other than this, several in a row, are a table of contents.</summary>
    private const int Dense = 60;

    private const int FewestListed = 4;

    public static IEnumerable<Heading> Usable(IReadOnlyList<Heading> inline)
    {
        var huge = inline.Where(h => h.Strong).ToList();
        for (var from = 0; from < huge.Count; )
        {
            var to = from;
            while (to + 1 < huge.Count && huge[to + 1].Start - huge[to].Start < Dense)
                to++;
            // The last of a dense run has text behind it: it is the first real heading.
            foreach (var heading in to - from >= FewestListed ? huge.GetRange(to, 1) : huge.GetRange(from, to - from + 1))
                yield return heading;
            from = to + 1;
        }
    }
}
