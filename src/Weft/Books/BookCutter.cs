using Weft.Reasons;

namespace Weft.Books;

/// <summary>From a file's bytes to a cut book.</summary>
public static class BookCutter
{
    /// <exception cref="BookReadException">The file is no text; the message says what to do.</exception>
    public static CutBook Cut(byte[] content, string fileName) => Cut(content, fileName, ReadingHints.None);

    /// <exception cref="BookReadException">The file is no text, or none of its lines is a heading as told; the message says what to do.</exception>
    public static CutBook Cut(byte[] content, string fileName, ReadingHints hints)
    {
        var text = BookReader.Read(content, fileName, hints.Encoding);
        var units = hints.Headings is { } told ? ChapterSplitter.Split(text, told) : ChapterSplitter.Split(text);
        if (hints.Headings is { } pattern && !units.Any(unit => unit.Kind == UnitKind.Chapter))
            throw new BookReadException(BookReasons.NoSuchHeading(fileName, pattern.ToString()));
        return Of(text, units, fileName) with { ToldHeadings = hints.Headings?.ToString() };
    }

    /// <summary>Cut by the headings that are found in it.</summary>
    internal static CutBook Cut(BookText text, string fileName) => Of(text, ChapterSplitter.Split(text), fileName);

    private static CutBook Of(BookText text, IReadOnlyList<Unit> units, string fileName) =>
        new(BookTitle.Of(text, units, fileName), Language(text, units), text, units);

    /// <summary>Of the book itself: a Chinese story in an English frame is Chinese.</summary>
    private static string Language(BookText text, IReadOnlyList<Unit> units)
    {
        var own = string.Concat(
            units
                .Where(u => u.Kind is not (UnitKind.Front or UnitKind.Licence))
                .Select(u => text.Text.AsSpan(u.Start, u.Length).ToString())
        );
        return BookLanguage.Of(own.Length > 0 ? own : text.Text);
    }
}
