using System.Text;
using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Pdf;

/// <summary>Joins lines to the paragraphs that they were before they were set.</summary>
internal sealed class PdfParagraphs
{
    private readonly BlockWriter _writer;
    private readonly double _leading;
    private readonly Dictionary<int, (double Left, double Right)> _columns = [];
    private readonly HashSet<string> _hyphened = new(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder _text = new();
    private PdfLine? _before;
    private int _level;

    /// <param name="pages">All the book's: what is usual is learned from them.</param>
    public PdfParagraphs(List<PdfPage> pages, BlockWriter writer)
    {
        _writer = writer;
        var gaps = new Dictionary<double, int>();
        foreach (var column in pages.SelectMany(page => page.Lines.GroupBy(line => line.Column)))
        {
            PdfLine[] lines = [.. column];
            _columns[column.Key] = Edges(lines);
            for (var i = 1; i < lines.Length; i++)
            {
                var gap = Math.Round(lines[i - 1].Base - lines[i].Base, 1);
                gaps[gap] = gaps.GetValueOrDefault(gap) + 1;
            }
            foreach (var line in lines)
                Learn(line.Text);
        }
        // Books of short paragraphs have as much white between these as between lines.
        _leading = gaps.Where(gap => gap.Key > 0 && 2 * gap.Value >= gaps.Values.Max())
            .Select(gap => gap.Key)
            .DefaultIfEmpty()
            .Min();
        Usual(pages);
    }

    public void Write(PdfPage page)
    {
        foreach (var line in page.Lines)
        {
            if (_before is null || (!line.GoesOn && (line.Level > 0 || _level > 0 || IsNew(_before, line))))
                End();
            if (line.Level > 0)
                _level = line.Level;
            Join(_text, line.Text);
            _before = line;
        }
    }

    /// <summary>After the last page.</summary>
    public void End()
    {
        if (_level > 0)
            _writer.Heading(_text.ToString(), _level);
        else
            _writer.Paragraph(_text.ToString());
        _text.Clear();
        _level = 0;
    }

    /// <summary>Lines that are one paragraph, whatever their place.</summary>
    public string Joined(List<PdfLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            Join(text, line.Text);
        return text.ToString();
    }

    private bool IsNew(PdfLine before, PdfLine line)
    {
        if (Math.Abs(before.Size - line.Size) > 0.15 * before.Size)
            return true;
        var gap = before.Base - line.Base;
        if (before.Column == line.Column && (gap > 1.3 * _leading || gap < 0))
            return true;
        var (here, there) = (_columns[line.Column], _columns[before.Column]);
        if (IsShort(before, line, there.Right))
            return true;
        var (indent, beforeIndent) = (line.Left - here.Left, before.Left - there.Left);
        if (indent < 0.7 * line.Size)
            return false;
        // A quotation that is set in as a whole goes on; a row of first lines does not.
        return Math.Abs(indent - beforeIndent) > 0.5 * line.Size || Script.EndsSentence(before.Text[^1]);
    }

    /// <summary>The next line's first word had room in it.</summary>
    private static bool IsShort(PdfLine before, PdfLine line, double right)
    {
        var word = line.Text.AsSpan().IndexOf(' ') is > 0 and var blank ? blank : line.Text.Length;
        var wide = IsWide(line.Text[0]);
        var width = (line.Right - line.Left) / Math.Max(1, line.Text.Length);
        // Chinese lines end where a mark would else begin the next one: a sentence that goes on tells such a line from a last one.
        var room = wide
            ? (Script.EndsSentence(before.Text[^1]) ? 2.2 : 4.5) * line.Size
            : width * (Math.Min(word, 24) + 1) + 0.6 * line.Size;
        return right - before.Right > room;
    }

    private void Join(StringBuilder text, string line)
    {
        if (text.Length == 0)
        {
            text.Append(line);
            return;
        }
        var last = text[^1];
        if (
            last == '\u00AD'
            || (last == '-' && text.Length > 1 && char.IsLower(text[^2]) && char.IsLower(line[0]) && !IsHyphened(text, line))
        )
            text.Length--;
        else if (!(IsWide(last) || IsWide(line[0]) || last is '-' or '—'))
            text.Append(' ');
        text.Append(line);
    }

    /// <summary>Whether the word has its hyphen elsewhere too, where no line ends.</summary>
    private bool IsHyphened(StringBuilder text, string line)
    {
        var start = text.Length - 1;
        while (start > 0 && IsPart(text[start - 1]))
            start--;
        var end = 0;
        while (end < line.Length && IsPart(line[end]))
            end++;
        return _hyphened.Contains(text.ToString(start, text.Length - start) + line[..end]);
    }

    private void Learn(string text)
    {
        for (var at = text.IndexOf('-', StringComparison.Ordinal); at > 0 && at + 1 < text.Length; at = text.IndexOf('-', at + 1))
        {
            var (start, end) = (at, at + 1);
            while (start > 0 && IsPart(text[start - 1]))
                start--;
            while (end < text.Length && IsPart(text[end]))
                end++;
            _hyphened.Add(text[start..end]);
        }
    }

    /// <summary>Where most lines of a column begin and how far the longest reach.</summary>
    private static (double Left, double Right) Edges(PdfLine[] lines) =>
        (
            lines
                .GroupBy(line => Math.Round(line.Left))
                .Where(group => group.Count() * 5 >= lines.Length)
                .Min(group => (double?)group.Key)
                ?? lines.Min(line => line.Left),
            lines.Max(line => line.Right)
        );

    /// <summary>A column of few lines has the edges of the usual column that begins near it.</summary>
    private void Usual(List<PdfPage> pages)
    {
        var sure = pages
            .SelectMany(page => page.Lines.GroupBy(line => line.Column))
            .Where(column => column.Count() >= 8)
            .Select(column => _columns[column.Key])
            .ToList();
        if (sure.Count == 0)
            return;
        var usual = sure.GroupBy(edges => (Math.Round(edges.Left), Math.Round(edges.Right / 6)))
            .MaxBy(group => group.Count())!
            .First();
        foreach (
            var column in pages.SelectMany(page => page.Lines.GroupBy(line => line.Column)).Where(column => column.Count() < 8)
        )
        {
            var near = sure.Where(edges => Math.Abs(edges.Left - _columns[column.Key].Left) < 60).Append(usual).First();
            _columns[column.Key] = (
                Math.Min(near.Left, _columns[column.Key].Left),
                Math.Max(near.Right, _columns[column.Key].Right)
            );
        }
    }

    private static bool IsPart(char c) => char.IsLetter(c) || c is '-' or '\'' or '’';

    private static bool IsWide(char c) => c >= '\u2E80';
}
