using System.Text;
using UglyToad.PdfPig.Content;
using Weft.Books.Headings;

namespace Weft.Books.Formats.Pdf;

/// <summary>Sets the letters of a page together to lines, and the lines in the order of reading: column after column.</summary>
internal sealed class PageReader
{
    /// <summary>Of the letters' size: what is wider between two letters is no blank between words but divides columns or cells.</summary>
    private const double WideGap = 1.6;

    /// <summary>Of the letters' size: a blank that the file does not write.</summary>
    private const double Blank = 0.17;

    /// <summary>The same between Chinese characters, which are set with air.</summary>
    private const double ChineseBlank = 0.6;

    /// <summary>Fewer tell nothing of columns.</summary>
    private const int FewestRows = 8;

    private int _column;
    private double? _gutter;

    public PdfPage Read(Page page)
    {
        var rows = Rows([
            .. page.Letters.Where(letter => letter.TextOrientation is TextOrientation.Horizontal or TextOrientation.Other),
        ]);
        var pieces = rows.Select(Pieces).ToList();
        var lines = new List<PdfLine>();
        if (Gutter(pieces) is { } gutter)
            InColumns(pieces, gutter, lines);
        else
        {
            _column++;
            lines.AddRange(pieces.Select(row => Line([.. row.SelectMany(piece => piece)])));
        }
        lines.RemoveAll(line => line.Text.Length == 0);
        return new PdfPage(page.Number, page.Height, lines);
    }

    /// <summary>Letters that stand on one line, from left to right; the rows from the head to the foot of the page.</summary>
    private static List<List<Letter>> Rows(List<Letter> letters)
    {
        var rows = new List<List<Letter>>();
        foreach (var letter in letters.OrderByDescending(letter => letter.StartBaseLine.Y))
        {
            if (rows.Count > 0 && SameRow(rows[^1], letter))
                rows[^1].Add(letter);
            else
                rows.Add([letter]);
        }
        foreach (var row in rows)
            row.Sort((a, b) => a.StartBaseLine.X.CompareTo(b.StartBaseLine.X));
        return rows;
    }

    /// <summary>The first of a row may be a raised mark of a note: then the row's line lies a little lower.</summary>
    private static bool SameRow(List<Letter> row, Letter letter)
    {
        var size = Math.Max(Size(row[^1]), Size(letter));
        return row[0].StartBaseLine.Y - letter.StartBaseLine.Y < 0.5 * size
            && row[^1].StartBaseLine.Y - letter.StartBaseLine.Y < 0.4 * size;
    }

    private static double Size(Letter letter) =>
        letter.PointSize > 0.5 ? letter.PointSize : Math.Max(1, letter.BoundingBox.Height);

    /// <summary>A row cut where wide gaps are, without letters that were printed twice to look bold.</summary>
    private static List<List<Letter>> Pieces(List<Letter> row)
    {
        var pieces = new List<List<Letter>>();
        Letter? before = null;
        foreach (var letter in row)
        {
            if (string.IsNullOrWhiteSpace(letter.Value) && (before is null || string.IsNullOrWhiteSpace(before.Value)))
                continue;
            if (
                before is not null
                && before.Value == letter.Value
                && letter.StartBaseLine.X - before.StartBaseLine.X < 0.15 * Size(letter)
            )
                continue;
            if (before is null || letter.StartBaseLine.X - before.EndBaseLine.X > WideGap * Size(letter))
                pieces.Add([]);
            pieces[^1].Add(letter);
            before = letter;
        }
        return pieces;
    }

    /// <summary>Where the white between two columns is; null = the page has one column. A page of few rows is like the one before.</summary>
    private double? Gutter(List<List<List<Letter>>> rows)
    {
        var spans = rows.Where(row => row.Count > 0)
            .Select(row => row.Select(piece => new Span(piece[0].StartBaseLine, piece[^1].EndBaseLine.X)).ToList())
            .ToList();
        if (spans.Count < FewestRows)
            return _gutter is { } same && Crossed(spans, same) == 0 && IsOnBothSides(spans, same) ? same : null;
        var (left, right) = (spans.Min(row => row[0].Left), spans.Max(row => row[^1].Right));
        var (best, least) = (0.0, int.MaxValue);
        for (var step = 35; step <= 65; step++)
        {
            var x = left + (right - left) * step / 100;
            var crossed = Crossed(spans, x);
            if (
                crossed < least
                || (crossed == least && Math.Abs(step - 50) < Math.Abs((best - left) / (right - left) * 100 - 50))
            )
                (best, least) = (x, crossed);
        }
        return _gutter = least <= 0.2 * spans.Count && IsOnBothSides(spans, best) && !AreHeadings(rows) ? best : null;
    }

    /// <summary>A table of contents has its own white between number, title and page.</summary>
    private static bool AreHeadings(List<List<List<Letter>>> rows) =>
        rows.Count(row => row is [var first, ..] && IsHeading(string.Concat(first.Select(letter => letter.Value))))
        >= 0.6 * rows.Count;

    private static bool IsHeading(string text) =>
        Decoration.Strip(text) is { Length: > 0 } stripped && HeadingScanner.TryRead(stripped, out _);

    private static int Crossed(List<List<Span>> rows, double x) =>
        rows.Count(row => row.Exists(span => span.Left < x && span.Right > x));

    /// <summary>Lines of both columns on one height, or, where the columns' lines stand beside each other's gaps, many of each at the same heights.</summary>
    private static bool IsOnBothSides(List<List<Span>> rows, double x)
    {
        var before = rows.Where(row => row.Exists(span => span.Right <= x)).Select(row => row[0].Height).ToList();
        var after = rows.Where(row => row.Exists(span => span.Left >= x)).Select(row => row[^1].Height).ToList();
        if (rows.Count(row => row.Exists(span => span.Right <= x) && row.Exists(span => span.Left >= x)) >= 0.4 * rows.Count)
            return true;
        if (before.Count < 0.25 * rows.Count || after.Count < 0.25 * rows.Count)
            return false;
        var shared = Math.Min(before.Max(), after.Max()) - Math.Max(before.Min(), after.Min());
        return shared >= 0.5 * Math.Min(before.Max() - before.Min(), after.Max() - after.Min());
    }

    /// <summary>A piece of a row.</summary>
    private readonly record struct Span(double Left, double Right, double Height)
    {
        public Span(UglyToad.PdfPig.Core.PdfPoint start, double right)
            : this(start.X, right, start.Y) { }
    }

    /// <summary>What reaches over the gutter divides the page into bands; in each the left column comes before the right one.</summary>
    private void InColumns(List<List<List<Letter>>> rows, double gutter, List<PdfLine> lines)
    {
        var (left, right) = (new List<List<Letter>>(), new List<List<Letter>>());
        var usual = rows.SelectMany(row => row).SelectMany(piece => piece).GroupBy(Size).MaxBy(size => size.Count())?.Key ?? 1;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (
                row.Exists(piece => piece[0].StartBaseLine.X < gutter && piece[^1].EndBaseLine.X > gutter)
                || IsHeadOfBoth(rows, i, gutter, usual)
            )
            {
                Close();
                _column++;
                lines.Add(Line([.. row.SelectMany(piece => piece)]));
                continue;
            }
            if (
                row.TakeWhile(piece => piece[0].StartBaseLine.X < gutter).SelectMany(piece => piece).ToList() is
                { Count: > 0 } before
            )
                left.Add(before);
            if (
                row.SkipWhile(piece => piece[0].StartBaseLine.X < gutter).SelectMany(piece => piece).ToList() is
                { Count: > 0 } after
            )
                right.Add(after);
        }
        Close();

        void Close()
        {
            foreach (var column in (List<List<Letter>>[])[left, right])
            {
                _column++;
                lines.AddRange(column.Select(Line));
                column.Clear();
            }
        }
    }

    /// <summary>A line set larger with white beside it: a short heading over both columns.</summary>
    private static bool IsHeadOfBoth(List<List<List<Letter>>> rows, int at, double gutter, double usual)
    {
        if (rows[at] is not [var only] || Size(only[0]) < 1.12 * usual)
            return false;
        var isLeft = only[0].StartBaseLine.X < gutter;
        var (height, reach) = (only[0].StartBaseLine.Y, 1.1 * Size(only[0]));
        for (var step = -3; step <= 3; step++)
        {
            if (step == 0 || at + step < 0 || at + step >= rows.Count || rows[at + step].Count == 0)
                continue;
            var isNear = Math.Abs(rows[at + step][0][0].StartBaseLine.Y - height) < reach;
            if (isNear && rows[at + step].Exists(piece => piece[0].StartBaseLine.X < gutter != isLeft))
                return false;
        }
        return true;
    }

    private PdfLine Line(List<Letter> letters)
    {
        if (letters.Count == 0)
            return new PdfLine("", 0, 0, 0, 1, Bold: false, _column);
        var most = letters.GroupBy(letter => Math.Round(Size(letter) * 2) / 2).MaxBy(group => group.Count())!;
        var (size, ground) = (most.Key, most.First().StartBaseLine.Y);
        var text = new StringBuilder();
        Letter? before = null;
        var raised = false;
        foreach (var letter in letters)
        {
            var value = PdfCharacters.Even(letter.Value);
            var mark = IsMark(letter, value, size, ground);
            if (raised && !mark && !string.IsNullOrWhiteSpace(value))
                text.Append(']');
            if (!mark && before is not null && text.Length > 0 && IsBlankBetween(before, letter, text[^1], value))
                text.Append(' ');
            if (mark && !raised && text.Length > 0)
                text.Append('[');
            raised = mark && (raised || text.Length > 0);
            text.Append(value);
            before = letter;
        }
        if (raised)
            text.Append(']');
        return new PdfLine(
            Blanks.Fold(text.ToString()),
            letters[0].StartBaseLine.X,
            letters[^1].EndBaseLine.X,
            ground,
            size,
            letters.TrueForAll(IsBold),
            _column
        );
    }

    /// <summary>A small raised figure is the mark of a note.</summary>
    private static bool IsMark(Letter letter, string value, double size, double ground) =>
        value.Length == 1
        && char.IsAsciiDigit(value[0])
        && Size(letter) < 0.8 * size
        && letter.StartBaseLine.Y > ground + 0.15 * size;

    private static bool IsBold(Letter letter) =>
        string.IsNullOrWhiteSpace(letter.Value)
        || letter.FontDetails.IsBold
        || letter.FontName?.Contains("bold", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsBlankBetween(Letter before, Letter letter, char last, string value)
    {
        if (last == ' ' || value.Length == 0 || value[0] == ' ')
            return false;
        var chinese = IsWide(last) || IsWide(value[0]);
        return letter.StartBaseLine.X - before.EndBaseLine.X > (chinese ? ChineseBlank : Blank) * Size(letter);
    }

    private static bool IsWide(char c) => c >= '\u2E80';
}
