namespace Weft.Books;

/// <summary>From a file's bytes to a cut book.</summary>
public static class BookCutter
{
    /// <exception cref="BookReadException">The file is no text; the message says what to do.</exception>
    public static CutBook Cut(byte[] content, string fileName) => Cut(BookReader.Read(content, fileName), fileName);

    internal static CutBook Cut(BookText text, string fileName)
    {
        var units = ChapterSplitter.Split(text);
        return new CutBook(BookTitle.Of(text, units, fileName), Language(text, units), text, units);
    }

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
