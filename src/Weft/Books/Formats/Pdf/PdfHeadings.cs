using System.Text;
using UglyToad.PdfPig.Outline;

namespace Weft.Books.Formats.Pdf;

/// <summary>Marks the lines that are headings: those that the file's outline names, where it is right; else those set larger or bolder than the text.</summary>
internal static class PdfHeadings
{
    /// <summary>Of the entries of an outline, those that must stand on their page.</summary>
    private const double Right = 0.6;

    private const int MostLines = 4;

    private const int Longest = 120;

    /// <summary>Of the text's size.</summary>
    private const double Larger = 1.12;

    /// <summary>False = the outline is not right, or there is none, and nothing is marked.</summary>
    public static bool TryOutline(List<PdfPage> pages, IReadOnlyList<DocumentBookmarkNode> outline)
    {
        var found = new List<(List<PdfLine> Lines, int Level)>();
        var taken = new HashSet<PdfLine>();
        var told = outline.Where(entry => Letters(entry.Title).Length > 0).ToList();
        foreach (var entry in told)
        {
            var lines =
                Find(pages, entry.PageNumber, entry.Title, taken) ?? Find(pages, entry.PageNumber + 1, entry.Title, taken);
            if (lines is null)
                continue;
            found.Add((lines, Math.Clamp(entry.Level + 1, 1, 6)));
            taken.UnionWith(lines);
        }
        if (found.Count < 2 || found.Count < Right * told.Count)
            return false;
        foreach (var (lines, level) in found)
            Mark(lines, level);
        return true;
    }

    /// <summary>One to four lines of a page that are a title together; null = the page has none.</summary>
    private static List<PdfLine>? Find(List<PdfPage> pages, int number, string title, HashSet<PdfLine> taken)
    {
        if (number < 1 || number > pages.Count)
            return null;
        var wanted = Letters(title);
        var lines = pages[number - 1].Lines;
        for (var first = 0; first < lines.Count; first++)
        {
            var joined = "";
            for (var next = first; next < lines.Count && next < first + MostLines && !taken.Contains(lines[next]); next++)
            {
                joined += Letters(lines[next].Text);
                if (joined == wanted)
                    return lines.GetRange(first, next - first + 1);
                if (!wanted.StartsWith(joined, StringComparison.Ordinal))
                    break;
            }
        }
        return null;
    }

    /// <param name="body">Size of the text.</param>
    public static void BySize(List<PdfPage> pages, double body)
    {
        var large = pages.SelectMany(page => page.Lines).Where(line => IsLarge(line, body)).ToList();
        var sizes = large.Select(line => line.Size).Distinct().OrderDescending().ToList();
        foreach (var page in pages)
        {
            for (var i = 0; i < page.Lines.Count; i++)
            {
                var line = page.Lines[i];
                var level =
                    IsLarge(line, body) ? sizes.IndexOf(line.Size) + 1
                    : IsBoldTitle(page.Lines, i, body) ? sizes.Count + 1
                    : 0;
                if (level == 0)
                    continue;
                var lines = Following(page.Lines, i);
                if (lines.Sum(each => each.Text.Length) <= Longest)
                    Mark(lines, Math.Min(level, 6));
                i += lines.Count - 1;
            }
        }
    }

    /// <summary>The line and those that go on with it.</summary>
    private static List<PdfLine> Following(List<PdfLine> lines, int at)
    {
        var end = at + 1;
        while (end < lines.Count && end - at < MostLines && Alike(lines[end - 1], lines[end]))
            end++;
        return lines.GetRange(at, end - at);
    }

    private static bool IsLarge(PdfLine line, double body) =>
        line.Size >= Larger * body && line.Text.Length <= Longest && line.Text.Any(char.IsLetterOrDigit);

    /// <summary>Bold, with white before and after it, and no sentence.</summary>
    private static bool IsBoldTitle(List<PdfLine> lines, int at, double body)
    {
        var line = lines[at];
        if (!line.Bold || line.Size < 0.95 * body || line.Text.Length > Longest || !line.Text.Any(char.IsLetter))
            return false;
        return line.Text[^1] is not ('.' or ',' or ';' or '。' or '，' or '；' or '”')
            && (
                at == 0
                || lines[at - 1].Column != line.Column
                || lines[at - 1].Base - line.Base > 1.3 * line.Size
                || !lines[at - 1].Bold
            )
            && (at + 1 == lines.Count || !lines[at + 1].Bold || Alike(line, lines[at + 1]));
    }

    private static bool Alike(PdfLine line, PdfLine next) =>
        line.Size == next.Size
        && line.Bold == next.Bold
        && (line == next || (line.Base - next.Base < 2.2 * line.Size && IsBelow(line, next)));

    /// <summary>In the same column, or, where words of a heading are spread and seem to be columns, straight below.</summary>
    private static bool IsBelow(PdfLine line, PdfLine next) =>
        line.Column == next.Column || (line.Base > next.Base && Math.Abs(line.Left - next.Left) < line.Size);

    private static void Mark(List<PdfLine> lines, int level)
    {
        lines[0].Level = level;
        foreach (var line in lines.Skip(1))
            line.GoesOn = true;
    }

    /// <summary>A title's letters and figures alone.</summary>
    private static string Letters(string title)
    {
        var letters = new StringBuilder(title.Length);
        foreach (var c in title)
        {
            foreach (var even in PdfCharacters.Even(c.ToString()))
                if (char.IsLetterOrDigit(even))
                    letters.Append(char.ToUpperInvariant(even));
        }
        return letters.ToString();
    }
}
