using Weft.Books.Formats;
using Weft.Books.Headings;

namespace Weft.Books;

/// <summary>Cuts a text into chapters and what stands around them.</summary>
public static class ChapterSplitter
{
    /// <summary>
    /// The units cover the text without gap or overlap, in order. A text without headings is one unit of kind part, or several where it
    /// is long ("1/5"); it has no unit of kind chapter. Time grows with the length of the text only.
    /// </summary>
    public static IReadOnlyList<Unit> Split(BookText book)
    {
        var lines = new TextLines(book.Text);
        var frame = GutenbergFrame.Find(lines, book.BookEnd);
        var markup = BookFormats.MarkupOf(book, lines);
        var found = new HeadingScanner(lines, frame, markup).Scan();
        var contents = new ContentsFinder(lines, frame, found).Find();
        var listed = contents.SelectMany(list => Enumerable.Range(list.First, list.End - list.First)).ToHashSet();
        var outside = new Candidates(
            [.. found.Numbered.Where(h => !Covered(h.Line))],
            [.. found.Special.Where(h => !Covered(h.Line))],
            [.. found.Inline.Where(h => !Covered(h.Line))]
        );
        var outline = new OutlineChooser(lines, frame, markup, outside, contents).Choose();
        var marks = Marks.Place(lines, frame, outline, outside.Special, contents);
        return UnitBuilder.Build(book, lines, frame, marks);

        bool Covered(int line) => listed.Contains(line);
    }

    /// <summary>Cut before the lines that match the pattern, and before nothing else. A list of them in front is a table of contents.</summary>
    public static IReadOnlyList<Unit> Split(BookText book, HeadingPattern pattern)
    {
        var lines = new TextLines(book.Text);
        var frame = GutenbergFrame.Find(lines, book.BookEnd);
        var chapters = ToldHeadings.Find(lines, frame, pattern);
        return UnitBuilder.Build(book, lines, frame, Marks.Place(lines, frame, new Outline(chapters, []), [], []));
    }

    /// <summary>
    /// About equally long, cut at ends of paragraphs where there are some nearby; they count as chapters. Null where the text is too short for as many.
    /// </summary>
    public static IReadOnlyList<Unit>? InParts(BookText book, int count)
    {
        var lines = new TextLines(book.Text);
        var frame = GutenbergFrame.Find(lines, book.BookEnd);
        var starts = PlainParts.Starts(book.Text, lines.Start(frame.First), lines.Start(frame.End), count);
        if (starts.Count < count)
            return null;
        var marks = starts.Select((start, i) => new Mark(start, UnitKind.Chapter, $"{i + 1}/{count}", i + 1));
        return UnitBuilder.Build(book, lines, frame, [.. marks]);
    }

    /// <summary>One chapter.</summary>
    public static IReadOnlyList<Unit> Whole(BookText book)
    {
        var lines = new TextLines(book.Text);
        var frame = GutenbergFrame.Find(lines, book.BookEnd);
        return UnitBuilder.Build(book, lines, frame, [new Mark(lines.Start(frame.First), UnitKind.Chapter, "")]);
    }
}
