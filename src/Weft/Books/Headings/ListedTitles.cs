namespace Weft.Books.Headings;

/// <summary>Headings known from the table of contents: its titles, found again in the text in their order.</summary>
internal static class ListedTitles
{
    public const string Form = "listed";

    /// <summary>So many entries may be missing in the text between two that are found.</summary>
    private const int LongestSkip = 5;

    private const int LongestLine = 120;

    /// <summary>A book has one table of contents, perhaps one per volume; more is no evidence.</summary>
    private const int MostLists = 3;

    /// <summary>Empty where fewer than three entries, or less than 60 % of them, are found.</summary>
    public static List<Heading> Find(
        TextLines lines,
        GutenbergFrame frame,
        Markup markup,
        Candidates candidates,
        IReadOnlyList<ContentsList> contents
    )
    {
        var best = new List<Heading>();
        var taken = contents
            .SelectMany(c => Enumerable.Range(c.First, c.End - c.First))
            .Concat(candidates.Special.Select(s => s.Line))
            .ToHashSet();
        foreach (var list in contents.OrderByDescending(c => c.Entries.Count).Take(MostLists))
        {
            var (found, entries) = Find(lines, frame, markup, taken, list.Entries);
            if (found.Count > best.Count && found.Count >= 3 && entries >= list.Entries.Count * 0.6)
                best = found;
        }
        return best;
    }

    /// <summary>The headings, and how many entries of the list they are: number and title may be one each.</summary>
    private static (List<Heading> Headings, int Entries) Find(
        TextLines lines,
        GutenbergFrame frame,
        Markup markup,
        HashSet<int> taken,
        IReadOnlyList<ContentsEntry> entries
    )
    {
        var places = Places(entries);
        var found = new List<Heading>();
        var (count, last) = (0, -1);
        for (var line = frame.First; line < frame.End; line++)
        {
            if (
                lines.Length(line) is 0 or > LongestLine
                || markup.IsVerbatim(line)
                || taken.Contains(line)
                || !StandsAlone(lines, line)
            )
                continue;
            var stripped = Decoration.Strip(lines.Content(line));
            if (stripped.Length == 0)
                continue;
            var own = ContentsEntry.Of(stripped);
            var place = Place(places, own.Key, last) ?? Place(places, own.TitleKey, last);
            if (place is not { } at || (at - last > LongestSkip && own.Level is null))
                continue;
            last = at;
            count++;
            var text = Blanks.Fold(stripped);
            if (own.Level is null && found.Count > 0 && IsTitleOf(lines, found[^1], line))
            {
                found[^1] = found[^1] with { Text = $"{found[^1].Text} {text}" };
                continue;
            }
            var first = own.Level is null ? NumberAbove(lines, taken, line, entries[at].Number) : line;
            if (first < line)
                text = $"{Blanks.Fold(Decoration.Strip(lines.Content(first)))} {text}";
            found.Add(
                new Heading(
                    first,
                    lines.Start(first),
                    Form,
                    entries[at].Level ?? own.Level ?? Level.Other,
                    at + 1,
                    text,
                    text,
                    true,
                    Strong: true
                )
            );
        }
        return (found, count);
    }

    /// <summary>The heading in the line above is a chapter's number alone.</summary>
    private static bool IsTitleOf(TextLines lines, Heading above, int line) =>
        above.Level == Level.Chapter
        && above.Line == lines.LastFilled(line - 1)
        && HeadingScanner.TryRead(above.Text, out var form)
        && form.TitleAt >= above.Text.Length;

    /// <summary>The line of the number whose title stands in the next one: "CHAPTER I", then "The Ford".</summary>
    private static int NumberAbove(TextLines lines, HashSet<int> taken, int line, int number)
    {
        var above = lines.LastFilled(line - 1);
        if (number <= 0 || above < 0 || line - above > 3 || lines.Length(above) > 40 || taken.Contains(above))
            return line;
        var stripped = Decoration.Strip(lines.Content(above));
        return
            stripped.Length > 0
            && HeadingScanner.TryRead(stripped, out var form)
            && form.Number == number
            && form.TitleAt >= stripped.Length
            ? above
            : line;
    }

    private static bool StandsAlone(TextLines lines, int line) =>
        lines.IsBlank(line - 1) || lines.IsBlank(line + 1) || (Script.IsHan(lines.Content(line)[0]) && lines.Length(line) <= 30);

    private static Dictionary<string, List<int>> Places(IReadOnlyList<ContentsEntry> entries)
    {
        var places = new Dictionary<string, List<int>>();
        for (var i = 0; i < entries.Count; i++)
        {
            foreach (var key in new[] { entries[i].Key, entries[i].TitleKey }.Distinct().Where(ContentsEntry.IsTelling))
            {
                if (!places.TryGetValue(key, out var at))
                    places[key] = at = [];
                at.Add(i);
            }
        }
        return places;
    }

    private static int? Place(Dictionary<string, List<int>> places, string key, int after)
    {
        if (key.Length == 0 || !places.TryGetValue(key, out var at))
            return null;
        var index = at.BinarySearch(after + 1);
        index = index < 0 ? ~index : index;
        return index < at.Count ? at[index] : null;
    }
}
