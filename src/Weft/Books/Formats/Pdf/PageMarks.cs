using System.Globalization;
using System.Text.RegularExpressions;

namespace Weft.Books.Formats.Pdf;

/// <summary>Takes running heads and the numbers of pages out: what stands at the same place at the edge of many pages, figures aside.</summary>
internal static partial class PageMarks
{
    /// <summary>Lines at either edge of a page that may be marks.</summary>
    private const int Edge = 2;

    private const int FewestPages = 3;

    private const int LongestMark = 120;

    /// <summary>Of the text's size.</summary>
    private const double LargestMark = 1.1;

    /// <param name="body">Size of the text: what is larger is a heading, wherever it stands.</param>
    /// <returns>What was taken out, in the order of the pages.</returns>
    public static List<string> Take(List<PdfPage> pages, double body)
    {
        var marks = new List<(int Page, string Text)>();
        for (var round = 0; round < Edge; round++)
            foreach (var foot in (bool[])[false, true])
                TakeOutermost(pages, foot, body, marks);
        return [.. marks.OrderBy(mark => mark.Page).Select(mark => mark.Text)];
    }

    private static void TakeOutermost(List<PdfPage> pages, bool foot, double body, List<(int, string)> marks)
    {
        var outer = pages.Select(page => Row(page, foot)).ToList();
        var repeated = Repeated(outer);
        var numbers = Numbers(pages, outer);
        var apart = Apart(pages, outer, foot);
        for (var i = 0; i < pages.Count; i++)
        {
            if (outer[i].Count == 0)
                continue;
            var isMark =
                outer[i].TrueForAll(line => line.Level == 0 && !line.GoesOn && line.Text.Length <= LongestMark)
                && (
                    outer[i].Exists(repeated.Contains)
                    || numbers.Contains(i)
                    || (outer[i][0].Size <= LargestMark * body && apart.Contains((int)Math.Round(outer[i][0].Base)))
                );
            if (!isMark)
                continue;
            foreach (var line in outer[i])
            {
                marks.Add((i, line.Text));
                pages[i].Lines.Remove(line);
            }
        }
    }

    /// <summary>The outermost row: several pieces of it may stand in columns of their own.</summary>
    private static List<PdfLine> Row(PdfPage page, bool foot)
    {
        if (page.Lines.Count == 0)
            return [];
        var edge = foot ? page.Lines.Min(line => line.Base) : page.Lines.Max(line => line.Base);
        return [.. page.Lines.Where(line => Math.Abs(line.Base - edge) < 2)];
    }

    /// <summary>
    /// Lines with the same words at the same place on several pages; where they carry figures, one of these must be the page's number or the
    /// whole be the same: "Chapter 7" stands over its chapter once.
    /// </summary>
    private static HashSet<PdfLine> Repeated(List<List<PdfLine>> outer)
    {
        var repeated = new HashSet<PdfLine>();
        var all = outer.SelectMany((row, page) => row.Select(line => (Line: line, Page: page))).ToList();
        foreach (
            var group in all.GroupBy(each => $"{Place(each.Line)}:{each.Line.Text}").Where(group => group.Count() >= FewestPages)
        )
            repeated.UnionWith(group.Select(each => each.Line));
        foreach (var group in all.GroupBy(each => $"{Place(each.Line)}:{Figures().Replace(each.Line.Text, "#")}"))
        {
            var offsets = group.SelectMany(each => Offsets(each.Line, each.Page).Select(offset => (offset, each.Line))).ToList();
            foreach (var offset in offsets.GroupBy(each => each.offset).Where(offset => offset.Count() >= FewestPages))
                repeated.UnionWith(offset.Select(each => each.Line));
        }
        return repeated;
    }

    private static (double, double) Place(PdfLine line) => (Math.Round(line.Base / 4), Math.Round(line.Size));

    private static IEnumerable<int> Offsets(PdfLine line, int page) =>
        Figures()
            .Matches(line.Text)
            .Where(figures => figures.Length < 7)
            .Select(figures => int.Parse(figures.ValueSpan, CultureInfo.InvariantCulture) - page)
            .Distinct();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Figures();

    /// <summary>Pages whose outermost line is one number, which grows from page to page.</summary>
    private static HashSet<int> Numbers(List<PdfPage> pages, List<List<PdfLine>> outer)
    {
        var offsets = new List<(int Page, int Offset)>();
        for (var i = 0; i < pages.Count; i++)
        {
            if (
                outer[i].Count == 1
                && int.TryParse(outer[i][0].Text.Trim(' ', '-', '–', '—', '·', '[', ']', '第', '页', '頁'), out var number)
            )
                offsets.Add((i, number - i));
        }
        return
        [
            .. offsets
                .GroupBy(each => each.Offset)
                .Where(group => group.Count() >= FewestPages)
                .SelectMany(group => group.Select(each => each.Page)),
        ];
    }

    /// <summary>Heights at which many pages have a line that is set off from the text: heads that name the chapter, and change with it.</summary>
    private static HashSet<int> Apart(List<PdfPage> pages, List<List<PdfLine>> outer, bool foot)
    {
        var heights = new List<(int Height, bool Apart)>();
        for (var i = 0; i < pages.Count; i++)
        {
            if (outer[i].Count == 0)
                continue;
            var edge = outer[i][0].Base;
            var others = pages[i].Lines.Where(line => Math.Abs(line.Base - edge) >= 2).Select(line => line.Base).ToList();
            if (others.Count < 3)
                continue;
            var ordered = foot ? others.Order().Take(3).ToArray() : [.. others.OrderDescending().Take(3)];
            heights.Add(((int)Math.Round(edge), Math.Abs(ordered[0] - edge) > 1.4 * Math.Abs(ordered[2] - ordered[1]) + 1));
        }
        return
        [
            .. heights
                .GroupBy(each => each.Height)
                .Where(group =>
                    group.Count(each => each.Apart) is var apart && apart >= 0.4 * pages.Count && apart >= 0.8 * group.Count()
                )
                .Where(_ => pages.Count > FewestPages)
                .Select(group => group.Key),
        ];
    }
}
