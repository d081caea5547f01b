using System.Text;
using System.Xml.Linq;
using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Office;

/// <summary>A paragraph on its way: what a reader sees of it, and what was taken out or hidden.</summary>
internal sealed class InlineText(BlockWriter writer)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _deleted = new();

    /// <summary>Text boxes that hang on the paragraph; they follow it.</summary>
    public List<XElement> Boxes { get; } = [];

    public bool IsEmpty => _text.Length == 0;

    /// <param name="deleted">Taken out or hidden: no reader sees it.</param>
    public void Append(string text, bool deleted)
    {
        if (text.Length == 0)
            return;
        if (!deleted)
            FlushDeleted();
        foreach (var c in text)
        {
            // A soft hyphen is a place to break a line at, and a zero is nobody's character.
            if (c is not ('\u00AD' or '\0'))
                (deleted ? _deleted : _text).Append(c);
        }
    }

    /// <summary>The text up to here; the next begins anew.</summary>
    public string Take()
    {
        FlushDeleted();
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    private void FlushDeleted()
    {
        if (_deleted.Length == 0)
            return;
        writer.Aside(UnitKind.Deleted, _deleted.ToString());
        _deleted.Clear();
    }
}
