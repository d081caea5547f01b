using System.Text;
using Weft.Books.Headings;
using Weft.Model;

namespace Weft.Books.Formats.Blocks;

/// <summary>
/// Writes a book's text out of the blocks of its file, in order: a blank line between blocks, a heading in one line. What is not the book is
/// collected and written after it, so that no character of the file is lost and none stands in a chapter that is not the book's.
/// </summary>
internal sealed class BlockWriter
{
    private readonly List<Block> _blocks = [];
    private readonly SortedDictionary<UnitKind, List<string>> _asides = [];

    /// <summary>As written up to now; a heading may still be told to be one.</summary>
    public List<Block> Blocks => _blocks;

    /// <param name="text">Becomes one line; blank = nothing is written.</param>
    /// <param name="level">1 to 6.</param>
    public void Heading(string text, int level)
    {
        if (Blanks.Fold(text) is { Length: > 0 } line)
            _blocks.Add(new Block { Text = line, Level = Math.Clamp(level, 1, 6) });
    }

    /// <param name="text">\n = a new line; blank = nothing is written. Lines that sites add are written apart.</param>
    /// <param name="isClose">Without a blank line before it.</param>
    public void Paragraph(string text, bool isClose = false)
    {
        var lines = Lines(text);
        if (lines.Contains('\n', StringComparison.Ordinal))
            lines = Lines(string.Join('\n', lines.Split('\n').Where(line => !IsAdvertising(line))));
        else if (IsAdvertising(lines))
            return;
        if (lines.Length > 0)
            _blocks.Add(new Block { Text = lines, IsClose = isClose });
    }

    private bool IsAdvertising(string line)
    {
        var isOne = Advertising.Is(line);
        if (isOne)
            Aside(UnitKind.Advertising, line);
        return isOne;
    }

    /// <param name="kind">One that stands after the book.</param>
    /// <param name="text">Blank = nothing is written.</param>
    public void Aside(UnitKind kind, string text)
    {
        var lines = Lines(text);
        if (lines.Length == 0)
            return;
        if (!_asides.TryGetValue(kind, out var written))
            _asides[kind] = written = [];
        written.Add(lines);
    }

    /// <param name="encoding">IANA name, in lower case.</param>
    /// <param name="format">Name of the format.</param>
    public BookText Finish(string encoding, string format, BookMetadata metadata)
    {
        var text = new StringBuilder();
        var (levels, kinds, line) = (new Dictionary<int, int>(), new Dictionary<int, UnitKind>(), 0);
        foreach (var block in _blocks)
        {
            if (text.Length > 0 && !block.IsClose)
                Line("");
            if (block.Level > 0)
                levels[line] = block.Level;
            if (block.Kind is { } kind)
                kinds[line] = kind;
            Line(block.Text);
        }
        var asides = new List<Aside>();
        foreach (var (aside, written) in _asides)
        {
            if (text.Length > 0)
                Line("");
            asides.Add(new Aside(aside, text.Length));
            foreach (var lines in written)
                Line(lines);
        }
        return new BookText(text.ToString(), encoding, format)
        {
            Metadata = metadata,
            Asides = asides,
            Markup = new Markup(levels, new HashSet<int>()) { Kinds = kinds },
        };

        void Line(string content)
        {
            text.Append(content).Append('\n');
            line += 1 + content.AsSpan().Count('\n');
        }
    }

    /// <summary>Without blanks at the ends of lines, and at most one empty line between two.</summary>
    private static string Lines(string text)
    {
        var lines = new StringBuilder(text.Length);
        var empty = 0;
        foreach (var range in text.AsSpan().SplitAny('\n', '\r', '\u2028', '\u2029'))
        {
            var line = Blanks.Trim(text.AsSpan(range));
            if (line.Length == 0)
            {
                empty++;
                continue;
            }
            if (lines.Length > 0)
                lines.Append(empty > 0 ? "\n\n" : "\n");
            lines.Append(line);
            empty = 0;
        }
        return lines.ToString();
    }
}
