using Weft.Reasons;

namespace Weft.Books;

/// <summary>From a file's bytes to a cut book.</summary>
public static class BookCutter
{
    /// <exception cref="BookReadException">The file is no text; the message says what to do.</exception>
    public static CutBook Cut(byte[] content, string fileName) => Cut(content, fileName, ReadingHints.None);

    /// <exception cref="BookReadException">The file is no text, or cannot be cut as told; the message says what to do.</exception>
    public static CutBook Cut(byte[] content, string fileName, ReadingHints hints) =>
        Cut(BookReader.Read(content, fileName, hints.Told.Encoding), fileName, hints);

    /// <exception cref="BookReadException">It cannot be cut as told.</exception>
    internal static CutBook Cut(BookText text, string fileName, ReadingHints hints)
    {
        var units = Units(text, fileName, hints);
        return new(BookTitle.Of(text, units, fileName), Language(text, units), text, units) { Told = hints.Told };
    }

    private static IReadOnlyList<Unit> Units(BookText text, string fileName, ReadingHints hints)
    {
        if (hints.Told.NoSplit)
            return ChapterSplitter.Whole(text);
        if (hints.Told.Parts is { } count)
            return ChapterSplitter.InParts(text, count) ?? throw new BookReadException(BookReasons.TooManyParts(fileName, count));
        if (hints.Headings is not { } pattern)
            return ChapterSplitter.Split(text);
        var units = ChapterSplitter.Split(text, pattern);
        return units.Any(unit => unit.Kind == UnitKind.Chapter)
            ? units
            : throw new BookReadException(BookReasons.NoSuchHeading(fileName, pattern.ToString()));
    }

    /// <summary>Of the book itself: a Chinese story in an English frame is Chinese.</summary>
    private static string Language(BookText text, IReadOnlyList<Unit> units)
    {
        var own = new BookLanguage();
        foreach (var unit in units.Where(unit => unit.Kind is not (UnitKind.Front or UnitKind.Licence)))
            own.Add(text.Text.AsSpan(unit.Start, unit.Length));
        return own.HasText ? own.Language : BookLanguage.Of(text.Text);
    }
}
