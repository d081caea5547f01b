using System.Text;

namespace Weft.Books.Formats.Office;

/// <summary>The fields that are open at a place of a Word document. They may reach over many paragraphs, and stand in one another.</summary>
internal sealed class DocxFields
{
    private const int Deepest = 64;

    /// <summary>Paragraphs.</summary>
    private const int LongestOrder = 4;

    private readonly List<Field> _open = [];

    /// <summary>Text here is the field's order, which nobody sees.</summary>
    public bool InOrder => _open.Exists(open => !open.HasResult);

    /// <summary>Text here is a table of contents that Word made.</summary>
    public bool InContents => _open.Exists(open => open.IsContents);

    /// <param name="kind">As w:fldCharType says.</param>
    public void Mark(string? kind)
    {
        if (kind == "begin" && _open.Count < Deepest)
            _open.Add(new Field());
        else if (kind == "separate" && _open.Count > 0)
            _open[^1].HasResult = true;
        else if (kind == "end" && _open.Count > 0)
            _open.RemoveAt(_open.Count - 1);
    }

    public void Order(string text)
    {
        if (_open.Count > 0 && !_open[^1].HasResult)
            _open[^1].Order.Append(text);
    }

    /// <summary>An order ends in its paragraph or soon after; one that doesn't is damaged, and must not swallow the book.</summary>
    public void NextParagraph() => _open.RemoveAll(open => !open.HasResult && ++open.Paragraphs > LongestOrder);

    private sealed class Field
    {
        public StringBuilder Order { get; } = new();

        public bool HasResult { get; set; }

        public int Paragraphs { get; set; }

        public bool IsContents =>
            Order.ToString().Trim() is var order
            && order.StartsWith("TOC", StringComparison.OrdinalIgnoreCase)
            && (order.Length == 3 || order[3] is ' ' or '\\');
    }
}
