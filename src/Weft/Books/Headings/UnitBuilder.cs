namespace Weft.Books.Headings;

/// <summary>Turns marks into units that cover the text.</summary>
internal static class UnitBuilder
{
    public static IReadOnlyList<Unit> Build(BookText book, TextLines lines, GutenbergFrame frame, List<Mark> marks)
    {
        var (bodyStart, bodyEnd) = (lines.Start(frame.First), lines.Start(frame.End));
        marks = marks.Where(m => m.Start >= bodyStart && m.Start < bodyEnd).ToList();
        if (!marks.Exists(m => m.Kind is UnitKind.Chapter or UnitKind.Part))
            marks = WithPlainParts(lines, bodyStart, bodyEnd, marks);
        marks = Leading(lines, bodyStart, bodyEnd, marks);
        if (bodyEnd < book.BookEnd)
            marks.Add(new Mark(bodyEnd, UnitKind.Licence, ""));
        marks.AddRange(book.Asides.Select(aside => new Mark(aside.Start, aside.Kind, "")));
        return Numbered(lines.Text, Copies(lines.Text, Compact(lines, marks)));
    }

    /// <summary>Without chapters the stretches that no special heading claims become parts.</summary>
    private static List<Mark> WithPlainParts(TextLines lines, int bodyStart, int bodyEnd, List<Mark> marks)
    {
        var edges = new List<Mark>(marks.Where(m => m.Kind != UnitKind.Front || m.Title.Length > 0));
        var free = new List<(int From, int To)>();
        if (edges.Count == 0)
        {
            free.Add((bodyStart, bodyEnd));
        }
        else
        {
            // A preface without a chapter after it heads the whole text.
            free.Add((bodyStart, edges[0].Start));
            foreach (var hole in marks.Where(m => m.Kind == UnitKind.Front && m.Title.Length == 0))
                free.Add((hole.Start, edges.Select(m => m.Start).Where(s => s > hole.Start).DefaultIfEmpty(bodyEnd).Min()));
        }
        var chinese = BookLanguage.IsChinese(lines.Text.AsSpan(bodyStart, bodyEnd - bodyStart));
        var spans = free.Where(s => Blanks.Trim(lines.Text.AsSpan(s.From, s.To - s.From)).Length > 0)
            .Where(s => edges.Count == 0 || Prose.First(lines, s.From, s.To) >= 0);
        var starts = spans.SelectMany(s => PlainParts.Starts(lines.Text, s.From, s.To, chinese)).ToList();
        edges.AddRange(
            starts.Select((start, i) => new Mark(start, UnitKind.Part, starts.Count > 1 ? $"{i + 1}/{starts.Count}" : ""))
        );
        return [.. edges.OrderBy(m => m.Start)];
    }

    /// <summary>What stands before the first heading, and after a table of contents, is front matter up to its first prose.</summary>
    private static List<Mark> Leading(TextLines lines, int bodyStart, int bodyEnd, List<Mark> marks)
    {
        var led = new List<Mark>();
        var first = marks.Count > 0 ? marks[0].Start : bodyEnd;
        if (first > 0)
            Front(lines, 0, bodyStart, first, led);
        for (var i = 0; i < marks.Count; i++)
        {
            var end = i + 1 < marks.Count ? marks[i + 1].Start : bodyEnd;
            if (marks[i].Kind == UnitKind.Front && marks[i].Title.Length == 0)
                Front(lines, marks[i].Start, marks[i].Start, end, led);
            else
                led.Add(marks[i]);
        }
        return led;
    }

    private static void Front(TextLines lines, int start, int from, int end, List<Mark> marks)
    {
        var prose = Prose.First(lines, from, end);
        if (prose < 0 || Blanks.Trim(lines.Text.AsSpan(start, prose - start)).Length > 0)
            marks.Add(new Mark(start, UnitKind.Front, ""));
        else
            prose = start;
        if (prose >= 0)
            marks.Add(new Mark(prose, UnitKind.Preface, ""));
    }

    /// <summary>A stretch of white space is no unit but belongs to the one before; at the very start it is front matter.</summary>
    private static List<Mark> Compact(TextLines lines, List<Mark> marks)
    {
        var compact = new List<Mark>();
        for (var i = 0; i < marks.Count; i++)
        {
            var end = i + 1 < marks.Count ? marks[i + 1].Start : lines.Text.Length;
            if (i == 0 || Blanks.Trim(lines.Text.AsSpan(marks[i].Start, end - marks[i].Start)).Length > 0)
                compact.Add(marks[i]);
        }
        if (compact.Count == 0)
            compact.Add(new Mark(0, UnitKind.Part, ""));
        return compact;
    }

    /// <summary>A chapter that stands there a second time, word for word, right after itself, is a fault of the copy and no chapter.</summary>
    private static List<Mark> Copies(string text, List<Mark> marks)
    {
        for (var i = 1; i < marks.Count; i++)
        {
            if (
                marks[i].Kind != UnitKind.Chapter
                || marks[i - 1].Kind != UnitKind.Chapter
                || marks[i].Number != marks[i - 1].Number
            )
                continue;
            var end = i + 1 < marks.Count ? marks[i + 1].Start : text.Length;
            var before = Blanks.Trim(text.AsSpan(marks[i - 1].Start, marks[i].Start - marks[i - 1].Start));
            if (marks[i].Number > 0 && before.SequenceEqual(Blanks.Trim(text.AsSpan(marks[i].Start, end - marks[i].Start))))
                marks[i] = marks[i] with { Kind = UnitKind.Appendix };
        }
        return marks;
    }

    private static List<Unit> Numbered(string text, List<Mark> marks)
    {
        var units = new List<Unit>(marks.Count);
        var number = 0;
        for (var i = 0; i < marks.Count; i++)
        {
            var end = i + 1 < marks.Count ? marks[i + 1].Start : text.Length;
            number += marks[i].Kind == UnitKind.Chapter ? 1 : 0;
            var title = Decoration.Opened(marks[i].Title, text.AsSpan(marks[i].Start, end - marks[i].Start));
            units.Add(new Unit(number, marks[i].Kind, title, marks[i].Start, end - marks[i].Start));
        }
        return units;
    }
}
