namespace Weft.Books.Headings;

/// <summary>Headings inside very long lines, without the tables of contents that such lines hold too.</summary>
internal static class InlineRows
{
    /// <summary>Headings nearer to each other than this, several in a row, are a table of contents.</summary>
    private const int Dense = 60;

    private const int FewestListed = 4;

    public static IEnumerable<Heading> Usable(IReadOnlyList<Heading> inline)
    {
        for (var from = 0; from < inline.Count; )
        {
            var to = from;
            while (to + 1 < inline.Count && inline[to + 1].Start - inline[to].Start < Dense)
                to++;
            // The last of a dense run has text behind it: it is the first real heading.
            var listed = to - from >= FewestListed;
            for (var i = listed ? to : from; i <= to; i++)
            {
                if (inline[i].Strong || listed)
                    yield return inline[i] with
                    {
                        Strong = true,
                    };
            }
            from = to + 1;
        }
    }
}
