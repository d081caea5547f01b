namespace Weft.Books.Headings;

/// <summary>
/// The lines between Project Gutenberg's header and its licence. <paramref name="First"/> is the first line after the header (0 where
/// there is none), <paramref name="End"/> the first line of the licence, or of what is not the book (the number of lines where there is neither).
/// </summary>
internal readonly record struct GutenbergFrame(int First, int End)
{
    /// <summary>The licence has about 19 000 characters; what is much longer holds another book.</summary>
    private const int LongestLicence = 60_000;

    private const int DeepestHeader = 1500;

    /// <param name="bookEnd">What stands from this character on is not the book.</param>
    public static GutenbergFrame Find(TextLines lines, int bookEnd)
    {
        var last = bookEnd < lines.Text.Length ? lines.LineAt(bookEnd) : lines.Count;
        var first = 0;
        for (var i = 0; i < Math.Min(last, DeepestHeader); i++)
        {
            if (IsStart(lines.Content(i)))
            {
                first = i + 1;
                break;
            }
        }
        var earliest = lines.LineAt(Math.Max(0, bookEnd - LongestLicence));
        for (var i = Math.Max(first, earliest); i < last; i++)
        {
            if (IsEnd(lines.Content(i)))
                return new GutenbergFrame(first, i);
        }
        return new GutenbergFrame(first, last);
    }

    private static bool IsStart(ReadOnlySpan<char> line) =>
        line.StartsWith('*')
        && line.Length < 300
        && (
            (Has(line, "START OF") && Has(line, "GUTENBERG"))
            || Has(line, "END*THE SMALL PRINT")
            || Has(line, "END THE SMALL PRINT")
        );

    private static bool IsEnd(ReadOnlySpan<char> line)
    {
        if (line.Length is 0 or > 300)
            return false;
        if (line[0] == '*')
            return Has(line, "END OF") && Has(line, "GUTENBERG");
        return line.StartsWith("End of", StringComparison.OrdinalIgnoreCase)
            && line.Length > 18
            && Has(line[..Math.Min(line.Length, 40)], "Gutenberg");
    }

    private static bool Has(ReadOnlySpan<char> line, string words) => line.Contains(words, StringComparison.OrdinalIgnoreCase);
}
