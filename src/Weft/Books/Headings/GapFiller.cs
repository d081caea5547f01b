namespace Weft.Books.Headings;

/// <summary>
/// Numbers that a row of headings lacks, looked for among what did not look like its headings: lines that run on into text, headings
/// inside lines, another form ("ADVENTURE VI", then "VII. THE ADVENTURE OF …").
/// </summary>
internal static class GapFiller
{
    /// <summary>Returns the row with what was found, in the order of the text.</summary>
    public static List<Heading> Fill(IReadOnlyList<Heading> row, IEnumerable<Heading> others)
    {
        var used = row.Select(h => h.Start).ToHashSet();
        var spare = others
            .Where(h => h.Level is not (Level.Part or Level.Attached) && !used.Contains(h.Start))
            .OrderBy(h => h.Start)
            .ToList();
        var filled = new List<Heading>();
        var from = 0;
        for (var i = 0; i <= row.Count; i++)
        {
            var to = from;
            while (to < spare.Count && (i == row.Count || spare[to].Start < row[i].Start))
                to++;
            if (to > from)
                filled.AddRange(
                    Between(i == 0 ? null : row[i - 1], i == row.Count ? null : row[i], spare.GetRange(from, to - from))
                );
            from = to;
            if (i < row.Count)
                filled.Add(row[i]);
        }
        return [.. filled.DistinctBy(h => h.Start).OrderBy(h => h.Start)];
    }

    private static List<Heading> Between(Heading? before, Heading? after, List<Heading> spare)
    {
        if (before?.Number == Numerals.Next || after?.Number == Numerals.Next)
            return [];
        if (before is null)
            return after!.Number > 1 ? UpTo(after, spare) : [];
        if (after is not null && after.Number == before.Number + 1)
            return [];
        var bounded = after is not null && after.Number > before.Number;
        var limit = bounded ? after!.Number : int.MaxValue;
        var best = new List<Heading>();
        foreach (var form in spare.GroupBy(h => h.Form))
        {
            var same = form.Key == before.Form;
            var found = Ascend(before.Number, limit, form, same, bounded);
            if (found.Count > best.Count)
                best = found;
        }
        return best;
    }

    /// <summary>
    /// Numbers after <paramref name="number"/> and below the limit. Another form must take up the row at once: if it begins elsewhere it
    /// counts something else.
    /// </summary>
    private static List<Heading> Ascend(int number, int limit, IEnumerable<Heading> headings, bool same, bool bounded)
    {
        var found = new List<Heading>();
        foreach (var heading in headings)
        {
            var next =
                heading.Number == number + 1 || (same && bounded && heading.Number > number && heading.Number <= number + 3);
            var fits = heading.Number < limit && next && (bounded || heading.Separated) && (same || heading.Strong);
            if (fits)
            {
                found.Add(heading);
                number = heading.Number;
            }
            else if (!same)
            {
                break;
            }
        }
        return found;
    }

    /// <summary>What leads up to the first heading of the row: its missing beginning.</summary>
    private static List<Heading> UpTo(Heading first, List<Heading> spare)
    {
        var best = new List<Heading>();
        foreach (var form in spare.GroupBy(h => h.Form))
        {
            var (found, number) = (new List<Heading>(), first.Number);
            foreach (var heading in form.Reverse())
            {
                if (heading.Number == number - 1 && heading.Separated && (heading.Strong || form.Key == first.Form))
                {
                    found.Insert(0, heading);
                    number = heading.Number;
                }
                else if (form.Key != first.Form)
                {
                    break;
                }
            }
            if (found.Count > best.Count && number == 1)
                best = found;
        }
        return best;
    }
}
