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
            var found = Find(lines, frame, markup, taken, list.Entries);
            if (found.Count > best.Count && found.Count >= 3 && found.Count >= list.Entries.Count * 0.6)
                best = found;
        }
        return best;
    }

    private static List<Heading> Find(
        TextLines lines,
        GutenbergFrame frame,
        Markup markup,
        HashSet<int> taken,
        IReadOnlyList<ContentsEntry> entries
    )
    {
        var places = Places(entries);
        var found = new List<Heading>();
        var last = -1;
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
            var text = Blanks.Fold(stripped);
            found.Add(
                new Heading(
                    line,
                    lines.Start(line),
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
        return found;
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
