namespace Weft.Books.Headings;

/// <summary>Which headings are the chapters', and which stand above chapters (volumes, books, parts).</summary>
internal sealed record Outline(IReadOnlyList<Heading> Chapters, IReadOnlyList<Heading> Parts)
{
    public static readonly Outline None = new([], []);
}

/// <summary>
/// Decides by evidence: every form of heading that makes a sound numbered row is a claim. Known chapter words come first, then what the
/// table of contents or the markup names, then bare numbers under parts, bare numbers, parts alone, and at last lines that are set like titles.
/// </summary>
internal sealed class OutlineChooser(
    TextLines lines,
    GutenbergFrame frame,
    Markup markup,
    Candidates candidates,
    IReadOnlyList<ContentsList> contents
)
{
    /// <summary>So little text may stand between a part's heading and its first chapter's.</summary>
    private const int Nearness = 400;

    private readonly int bodyStart = lines.Start(frame.First);
    private readonly int bodyEnd = lines.Start(frame.End);

    public Outline Choose()
    {
        var families = Families();
        var listed = ListedTitles.Find(lines, frame, markup, candidates, contents);
        var parts = families.Where(f => f.Level == Level.Part).ToList();
        var chapters = families.Where(f => f.Level == Level.Chapter).ToList();
        if (Main(chapters) is { } main)
            return WithListed(Below(main, chapters, parts), listed, parts);
        if (MarkedTitles.Choose(lines, frame, markup, candidates, contents) is { Count: > 0 } titles)
            return new Outline(titles, PartsExcept(parts, titles));
        if (listed.Any(h => h.Level != Level.Part))
            return FromListed(listed, parts);
        return Numbered(families, parts) ?? Plain();
    }

    /// <summary>The last resorts, each weaker than the one before.</summary>
    private Outline Plain()
    {
        if (InlineRows.Alone(candidates, bodyStart, bodyEnd) is { Count: > 0 } inline)
            return new Outline(inline, []);
        var signed = SignedTitles.Find(lines, frame);
        return new Outline(signed.Count > 0 ? signed : TitleLines.Find(lines, frame), []);
    }

    private List<Family> Families()
    {
        var all = candidates.Numbered.Concat(InlineRows.Usable(candidates.Inline)).OrderBy(h => h.Start);
        return
        [
            .. all.GroupBy(h => h.Form)
                .Select(group => Family.Of(group.Key, [.. group]))
                .Where(f => f.IsSound(bodyStart, bodyEnd)),
        ];
    }

    /// <summary>章, 回 and "chapter" before letters, staves and the like; of those, the row that counts on most often.</summary>
    private static Family? Main(List<Family> chapters) =>
        chapters.Where(f => f.Form is "章" or "回" or "chapter").MaxBy(f => f.Steps) ?? chapters.MaxBy(f => f.Steps);

    private Outline Below(Family main, List<Family> chapters, List<Family> parts)
    {
        var row = GapFiller.Fill(main.Row, candidates.Numbered.Concat(candidates.Inline));
        var above = new List<Family>(parts);
        foreach (var other in chapters.Where(f => f != main))
        {
            if (other.DirectlyAbove(row, Nearness) * 2 > other.Row.Count)
                above.Add(other);
            else if (other.Last.Start < row[0].Start)
                row = [.. other.Row.Concat(row)];
        }
        return new Outline(row, PartsExcept(above, row));
    }

    /// <summary>A table of contents that has all the chapters found by form, and more, knows better.</summary>
    private static Outline WithListed(Outline found, List<Heading> listed, List<Family> parts)
    {
        var chapters = listed.Where(h => h.Level != Level.Part).ToList();
        var starts = chapters.Select(h => h.Line).ToHashSet();
        var shared = found.Chapters.Count(h => starts.Contains(h.Line));
        return chapters.Count > found.Chapters.Count && shared >= found.Chapters.Count * 0.8 ? FromListed(listed, parts) : found;
    }

    private static Outline FromListed(List<Heading> listed, List<Family> parts)
    {
        var chapters = listed.Where(h => h.Level != Level.Part).ToList();
        var above = listed.Where(h => h.Level == Level.Part).Concat(PartsExcept(parts, chapters));
        return new Outline(chapters, [.. above.DistinctBy(h => h.Start).OrderBy(h => h.Start)]);
    }

    private Outline? Numbered(List<Family> families, List<Family> parts)
    {
        var inner = families
            .Where(f => f.Level is Level.Section or Level.Other or Level.Bare or Level.Attached)
            .OrderBy(f => f.Level)
            .ThenByDescending(f => f.Row.Count)
            .FirstOrDefault();
        var rows = parts.Where(f => f.Row.Count >= 2).MaxBy(f => f.Row.Count);
        if (inner is not null && (rows is null || Reaches(inner, rows)))
            return UnderTitles.Choose(lines, GapFiller.Fill(inner.Row, candidates.Numbered), PartsExcept(parts, inner.Row));
        if (rows is null)
            return parts.FirstOrDefault(f => f.First.Start - bodyStart < 3000) is { } single ? new Outline(single.Row, []) : null;
        var chapters = GapFiller.Fill(rows.Row, candidates.Numbered.Where(h => h.Form == rows.Form));
        return new Outline(chapters, PartsExcept([.. parts.Where(f => f != rows)], chapters));
    }

    /// <summary>Bare numbers are the chapters of parts if at least half of the parts have some.</summary>
    private static bool Reaches(Family inner, Family parts)
    {
        var reached = 0;
        for (var i = 0; i < parts.Row.Count; i++)
        {
            var end = i + 1 < parts.Row.Count ? parts.Row[i + 1].Start : int.MaxValue;
            reached += inner.Row.Any(h => h.Start > parts.Row[i].Start && h.Start < end) ? 1 : 0;
        }
        return reached * 2 >= parts.Row.Count && inner.Row.Count > parts.Row.Count;
    }

    private static List<Heading> PartsExcept(List<Family> parts, IReadOnlyList<Heading> chapters)
    {
        var taken = chapters.Select(h => h.Line).ToHashSet();
        return [.. parts.SelectMany(f => f.Row).Where(h => h.Strong && !taken.Contains(h.Line)).OrderBy(h => h.Start)];
    }
}
