using Weft.Books;

namespace Weft.Bench.Books;

/// <summary>A stretch of a book under one heading.</summary>
/// <param name="Level">1 and 2 as in HTML; 0 = it has no heading.</param>
/// <param name="Heading">In as many lines as the text has it.</param>
internal sealed record BookPage(int Level, string Heading, IReadOnlyList<string> Paragraphs);

/// <summary>A text's book as headings and paragraphs, which every format can hold.</summary>
internal sealed record BookPages(string Title, string Language, IReadOnlyList<BookPage> Pages)
{
    public static BookPages Of(CutBook book)
    {
        var hasParts = book.Units.Any(unit => unit.Kind == UnitKind.Part);
        var isWrapped = IsWrapped([.. Lines(book.Text.Text)]);
        return new(book.Title, book.Language, [.. book.Units.Select(unit => Page(book.Text.Text, unit, hasParts, isWrapped))]);
    }

    /// <summary>All its words, for figures.</summary>
    public string Text => string.Join("\n\n", Pages.SelectMany(page => page.Paragraphs.Prepend(page.Heading))) + "\n";

    private static BookPage Page(string text, Unit unit, bool hasParts, bool isWrapped)
    {
        var own = text.AsSpan(unit.Start, unit.Length);
        var level =
            unit.Title.Length == 0 || unit.Kind is UnitKind.Front or UnitKind.Licence or UnitKind.Contents ? 0
            : hasParts && unit.Kind != UnitKind.Part ? 2
            : 1;
        var end = level == 0 ? 0 : HeadingEnd(own, unit.Title);
        return new(
            level,
            string.Join('\n', Lines(own[..end]).Where(line => line.Length > 0)),
            Paragraphs(own[end..], isWrapped && unit.Kind != UnitKind.Contents)
        );
    }

    /// <summary>Where the heading ends, which may run on into its text; the first line's end where it reads otherwise than the title.</summary>
    private static int HeadingEnd(ReadOnlySpan<char> own, string title)
    {
        var (at, read) = (0, 0);
        while (at < own.Length && read < title.Length)
        {
            if (char.IsWhiteSpace(title[read]))
                read++;
            else if (char.IsWhiteSpace(own[at]))
                at++;
            else if (own[at++] != title[read++])
                return LineEnd(own, own.Length - own.TrimStart().Length);
        }
        var line = LineEnd(own, at);
        return own[at..line].IsWhiteSpace() ? line : at;
    }

    private static int LineEnd(ReadOnlySpan<char> own, int from) =>
        own[from..].IndexOf('\n') is >= 0 and var end ? from + end + 1 : own.Length;

    /// <summary>Blanks are evened out, as HTML does it.</summary>
    private static IEnumerable<string> Lines(ReadOnlySpan<char> text) =>
        text.ToString()
            .Split('\n')
            .Select(line => string.Join(' ', line.Trim().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Whether a paragraph goes on over several lines.</summary>
    private static bool IsWrapped(IReadOnlyList<string> lines) =>
        lines.Zip(lines.Skip(1)).Count(pair => pair is { First.Length: > 0, Second.Length: > 0 }) * 3
            > lines.Count(line => line.Length > 0)
        && lines.Any(line => line.Length == 0);

    /// <summary>Divided by empty lines, where lines are wrapped; else each line is one.</summary>
    private static List<string> Paragraphs(ReadOnlySpan<char> own, bool isWrapped)
    {
        if (!isWrapped)
            return [.. Lines(own).Where(line => line.Length > 0)];
        var (paragraphs, open) = (new List<string>(), new List<string>());
        foreach (var line in Lines(own).Append(""))
            if (line.Length > 0)
                open.Add(line);
            else if (open.Count > 0)
            {
                paragraphs.Add(string.Join(' ', open));
                open.Clear();
            }
        return paragraphs;
    }
}
