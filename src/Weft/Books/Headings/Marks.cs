namespace Weft.Books.Headings;

/// <summary>Where a unit begins, and what it is.</summary>
internal readonly record struct Mark(int Start, UnitKind Kind, string Title, int Number = 0);

/// <summary>Chapters, parts and special headings brought into one row.</summary>
internal static class Marks
{
    private static readonly string[] Continued =
    [
        "(cont.)",
        "(cont'd)",
        "(cont’d)",
        "(continued)",
        "continued",
        "(cont)",
        "（续）",
        "(续)",
        "（續）",
        "（上接）",
    ];

    public static List<Mark> Place(
        TextLines lines,
        GutenbergFrame frame,
        Outline outline,
        IReadOnlyList<SpecialHeading> special,
        IReadOnlyList<ContentsList> contents
    )
    {
        var marks = new List<Mark>();
        marks.AddRange(outline.Parts.Select(h => new Mark(h.Start, UnitKind.Part, h.Text)));
        marks.AddRange(Chapters(lines, RunningHeads.Without(lines, outline.Chapters)));
        marks.AddRange(contents.Select(c => new Mark(lines.Start(c.First), UnitKind.Contents, ContentsTitle(lines, c))));
        marks.AddRange(contents.Where(c => c.End < frame.End).Select(c => new Mark(lines.Start(c.End), UnitKind.Front, "")));
        marks.AddRange(Fitting(lines, frame, outline, special));
        // Where two stand in one place the outline's own heading counts.
        return [.. marks.GroupBy(m => m.Start).Select(g => g.MinBy(Precedence)).OrderBy(m => m.Start)];
    }

    private static int Precedence(Mark mark) =>
        mark.Kind switch
        {
            UnitKind.Chapter => 0,
            UnitKind.Part => 1,
            UnitKind.Front => 3,
            _ => 2,
        };

    private static IEnumerable<Mark> Chapters(TextLines lines, IReadOnlyList<Heading> chapters)
    {
        Heading? before = null;
        foreach (var heading in chapters)
        {
            var goesOn =
                before is not null
                && heading.Number == before.Number
                && Array.Exists(Continued, end => heading.Text.EndsWith(end, StringComparison.OrdinalIgnoreCase));
            if (!goesOn)
                yield return new Mark(heading.Start, UnitKind.Chapter, FullTitle(lines, heading), heading.Number);
            before = heading;
        }
    }

    /// <summary>"CHAPTER I." with its title in the next line.</summary>
    private static string FullTitle(TextLines lines, Heading heading)
    {
        if (heading.Title.Length > 0 || heading.Inline)
            return heading.Text;
        var next = lines.NextFilled(heading.Line + 1);
        if (next - heading.Line > 3 || next >= lines.Count || lines.Length(next) > 70 || !lines.IsBlank(next + 1))
            return heading.Text;
        var title = Decoration.Strip(lines.Content(next));
        var titled =
            title.Length > 0 && !Script.IsRunning(title[^1]) && !HeadingScanner.TryRead(title, out _) && IsTitleCase(title);
        return titled ? $"{heading.Text} {Blanks.Fold(title)}" : heading.Text;
    }

    private static bool IsTitleCase(ReadOnlySpan<char> title)
    {
        if (Script.CountHan(title) > 0)
            return title.Length <= 24 && title.IndexOfAny(Script.ChineseStops) < 0;
        var (words, capital) = (0, 0);
        foreach (var range in title.Split(' '))
        {
            var word = title[range];
            if (word.Length < 4 && words > 0)
                continue;
            words++;
            capital += word.Length > 0 && char.IsUpper(word[0]) ? 1 : 0;
        }
        return title[0] is not ('"' or '“') && capital >= words * 0.7;
    }

    private static string ContentsTitle(TextLines lines, ContentsList contents)
    {
        var stripped = Decoration.Strip(lines.Content(contents.First));
        return SpecialHeading.TryRead(0, 0, stripped)?.Kind == UnitKind.Contents ? Blanks.Fold(stripped) : "";
    }

    /// <summary>A preface stands before the chapters of a book or part, an epilogue after them; elsewhere such a line is text.</summary>
    private static IEnumerable<Mark> Fitting(
        TextLines lines,
        GutenbergFrame frame,
        Outline outline,
        IReadOnlyList<SpecialHeading> special
    )
    {
        var chapters = outline.Chapters.Select(h => h.Start).Order().ToList();
        var parts = outline.Parts.Select(h => h.Start).Order().ToList();
        var (bodyStart, bodyEnd) = (lines.Start(frame.First), lines.Start(frame.End));
        foreach (var heading in special.Where(s => s.Kind != UnitKind.Contents))
        {
            var next = NextAfter(chapters, heading.Start);
            var before = next == 0 ? -1 : chapters[next - 1];
            var part = NextAfter(parts, heading.Start);
            var underPart = part > 0 && parts[part - 1] > before;
            var beforePart = part < parts.Count && (next == chapters.Count || parts[part] < chapters[next]);
            var early = chapters.Count == 0 && heading.Start - bodyStart <= (bodyEnd - bodyStart) / 3;
            var late = chapters.Count == 0 && heading.Start - bodyStart > (bodyEnd - bodyStart) / 2;
            var fits = heading.Kind switch
            {
                UnitKind.Preface or UnitKind.Prologue => (next == 0 && chapters.Count > 0) || underPart || early,
                UnitKind.Front => (next == 0 && chapters.Count > 0) || early,
                _ => heading.Anywhere
                    ? next > 0 || late
                    : (next == chapters.Count && chapters.Count > 0) || (beforePart && next > 0) || late,
            };
            if (fits)
                yield return new Mark(heading.Start, heading.Kind, heading.Text);
        }
    }

    private static int NextAfter(List<int> starts, int offset)
    {
        var at = starts.BinarySearch(offset + 1);
        return at < 0 ? ~at : at;
    }
}
