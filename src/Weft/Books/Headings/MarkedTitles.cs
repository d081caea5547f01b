namespace Weft.Books.Headings;

/// <summary>Chapters of a text whose marked headings have no numbers: all headings of the level that holds the chapters.</summary>
internal static class MarkedTitles
{
    public static List<Heading> Choose(
        TextLines lines,
        GutenbergFrame frame,
        Markup markup,
        Candidates candidates,
        IReadOnlyList<ContentsList> contents
    )
    {
        var special = candidates.Special.Select(s => s.Line).ToHashSet();
        var parts = candidates.Numbered.Where(h => h.Level == Level.Part).Select(h => h.Line).ToHashSet();
        var usable = markup
            .Levels.Where(h =>
                h.Key >= frame.First && h.Key < frame.End && !special.Contains(h.Key) && !contents.Any(c => c.Covers(h.Key))
            )
            .OrderBy(h => h.Key)
            .ToList();
        var levels = usable
            .Where(h => !parts.Contains(h.Key))
            .GroupBy(h => h.Value)
            .Where(g => g.Count() >= 2)
            .OrderBy(g => g.Key)
            .ToList();
        if (levels.Count == 0)
        {
            return parts.Count(markup.Levels.ContainsKey) >= 2 || usable.Count < 2
                ? []
                : [.. usable.Skip(1).Select(h => Make(lines, h.Key))];
        }
        var level = levels[0];
        if (
            levels.Count > 1
            && OnlyHolds(lines, [.. level.Select(h => h.Key)], [.. levels[1].Select(h => h.Key)])
            && !AreSections(lines, levels[1].Select(h => h.Key), level.Count())
        )
            level = levels[1];
        return [.. level.Select(h => Make(lines, h.Key)).Where(h => h.Text.Length > 0)];
    }

    /// <summary>The upper level has next to no text of its own, and several of the lower in each.</summary>
    private static bool OnlyHolds(TextLines lines, List<int> upper, List<int> lower)
    {
        if (lower.Count < 2 * upper.Count)
            return false;
        var empty = 0;
        foreach (var line in upper)
            empty += lower.BinarySearch(lines.NextFilled(line + 1)) >= 0 ? 1 : 0;
        return empty >= upper.Count * 0.8;
    }

    /// <summary>"Section 1" or "1" and nothing else, beginning anew under most of the upper: pieces of chapters, not chapters.</summary>
    private static bool AreSections(TextLines lines, IEnumerable<int> lower, int upper)
    {
        var (all, bare, first) = (0, 0, 0);
        foreach (var line in lower)
        {
            all++;
            var stripped = Decoration.Strip(lines.Content(line));
            if (stripped.Length == 0 || !HeadingScanner.TryRead(stripped, out var form))
                continue;
            bare += form.Level is Level.Section || (form.Level is Level.Bare && form.TitleAt >= stripped.Length) ? 1 : 0;
            first += form.Number == 1 ? 1 : 0;
        }
        return bare > all * 0.8 && first > upper * 0.8 && upper >= 3;
    }

    private static Heading Make(TextLines lines, int line)
    {
        var stripped = Decoration.Strip(lines.Content(line));
        var text = Blanks.Fold(stripped);
        return new Heading(line, lines.Start(line), "marked", Level.Other, 0, text, text, true, Strong: true, Marked: true);
    }
}
