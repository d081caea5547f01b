namespace Weft.Books.Headings;

/// <summary>Headings inside very long lines, without the tables of contents that such lines hold too.</summary>
internal static class InlineRows
{
    /// <summary>Headings nearer to each other than this, several in a row, are a table of contents.</summary>
    private const int Dense = 60;

    private const int FewestListed = 4;

    private const int FewestAlone = 3;

    /// <summary>Where a book has no other headings: those inside its paragraphs, if they count without a gap and part the whole text.</summary>
    public static List<Heading> Alone(Candidates candidates, int bodyStart, int bodyEnd)
    {
        var inline = candidates.Inline.Where(h => h.Separated).ToList();
        var forms = inline.Select(h => h.Form).ToHashSet();
        var rows = candidates
            .Numbered.Where(h => forms.Contains(h.Form))
            .Concat(inline)
            .OrderBy(h => h.Start)
            .DistinctBy(h => h.Start)
            .GroupBy(h => h.Form)
            .Select(form => Chain.Best([.. form]));
        return rows.Where(row => row.Count >= FewestAlone && Chain.Regularity(row) >= 0.7 && PartsTheText(row))
                .MaxBy(row => row.Count)
            ?? [];

        bool PartsTheText(List<Heading> row) =>
            row[^1].Start - row[0].Start >= (bodyEnd - bodyStart) / 3
            && row.Zip(row.Skip(1), (a, b) => b.Start - a.Start).Order().ElementAt((row.Count - 1) / 2) >= Dense;
    }

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
