namespace Weft.Books.Formats.Pdf;

/// <summary>Takes footnotes out: small lines at the foot of a page that begin with a mark.</summary>
internal static class PageNotes
{
    /// <summary>Of the text's size.</summary>
    private const double Small = 0.92;

    /// <param name="body">Size of the text.</param>
    /// <returns>The page's notes in their order, each with all its lines.</returns>
    public static List<List<PdfLine>> Take(PdfPage page, double body)
    {
        var notes = new List<List<PdfLine>>();
        foreach (var column in page.Lines.GroupBy(line => line.Column).ToList())
        {
            PdfLine[] foot = [.. column.Reverse().TakeWhile(line => line.Size < Small * body).Reverse()];
            var first = Array.FindIndex(foot, line => IsMarked(line.Text));
            if (first < 0 || foot.Length == column.Count())
                continue;
            foreach (var line in foot.Skip(first))
            {
                if (IsMarked(line.Text) || notes.Count == 0)
                    notes.Add([]);
                notes[^1].Add(line);
                page.Lines.Remove(line);
            }
        }
        return notes;
    }

    private static bool IsMarked(string text)
    {
        var mark = text.AsSpan().TrimStart("[（(〔【");
        return mark.Length > 0
            && (char.IsAsciiDigit(mark[0]) || mark[0] is '*' or '†' or '‡' or '※' or '注' or >= '①' and <= '⑳');
    }
}
