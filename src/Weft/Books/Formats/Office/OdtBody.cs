using System.Text;
using System.Xml.Linq;
using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Office;

/// <summary>Writes the paragraphs, lists and tables of an OpenDocument text in their order.</summary>
internal sealed class OdtBody(OdtStyles styles, BlockWriter writer)
{
    private readonly OdtNumbering _numbering = new(styles);
    private readonly OdtInline _inline = new(styles, writer);
    private readonly InlineText _text = new(writer);

    /// <summary>The lists that are open, from outside to inside; the name of the outermost's style holds for those without one.</summary>
    private readonly List<string> _lists = [];

    private Item? _item;
    private bool _begun;
    private bool _afterItem;

    /// <summary>What is set in the style of the book's title, before the first heading; null = nothing is.</summary>
    public string? Title { get; private set; }

    public string Plain(XElement container) => _inline.Plain(container);

    public void Read(XElement block)
    {
        switch (block.Name.LocalName)
        {
            case "p" or "h":
                Paragraph(block);
                break;
            case "list":
                List(block);
                break;
            case "table":
                Table(block);
                break;
            case "section" when block.Get("display") == "none":
                writer.Aside(UnitKind.Deleted, Plain(block));
                break;
            case "tracked-changes":
                foreach (var deletion in block.Descendants().Where(each => each.Name.LocalName == "deletion"))
                    writer.Aside(UnitKind.Deleted, Plain(deletion));
                break;
            case "table-of-content"
            or "illustration-index"
            or "table-index"
            or "object-index"
            or "user-index"
            or "alphabetical-index":
                writer.Aside(UnitKind.Navigation, Plain(block.Child("index-body") ?? block));
                break;
            case "section"
            or "bibliography"
            or "index-body"
            or "index-title"
            or "numbered-paragraph"
            or "text-box"
            or "frame"
            or "g":
                ReadAll(block);
                break;
        }
    }

    private void ReadAll(XElement container)
    {
        foreach (var block in container.Elements())
            Read(block);
    }

    private void Paragraph(XElement paragraph)
    {
        var text = _inline.Read(paragraph, _text);
        var style = paragraph.Get("style-name");
        var level = paragraph.Name.LocalName == "h" ? Math.Max(1, paragraph.Number("outline-level") ?? 1) : 0;
        // Word shows the number of an empty heading, and OpenDocument none.
        var label = text.Length > 0 || level == 0 && _item is not null ? Label(paragraph, style, level) : "";
        if (level > 0)
        {
            _begun = true;
            writer.Heading(label + text, level);
        }
        else
        {
            if (!_begun && styles.IsTitle(style))
                Title ??= Blanks.Fold(text) is { Length: > 0 } title ? title : null;
            if (!string.IsNullOrWhiteSpace(text))
                writer.Paragraph(label + text, isClose: _item is not null && _afterItem);
        }
        _afterItem = _item is not null;
        Boxes();
    }

    private string Label(XElement paragraph, string? style, int level)
    {
        var written = _inline.Label.Length > 0 ? _inline.Label + " " : null;
        if (_item is { } item)
            return item.TryCount() ? Counted(item.List, item.Level, item.Start) : "";
        if (level == 0 || paragraph.Get("is-list-header") == "true")
            return written ?? "";
        var list = styles.ListOf(style);
        var start = paragraph.Number("start-value") ?? (paragraph.Get("restart-numbering") == "true" ? 1 : null);
        return list == "" ? written ?? "" : Counted(list ?? OdtStyles.Outline, level, start);

        string Counted(string list, int level, int? start)
        {
            var counted = _numbering.Next(list, level, start);
            return written ?? counted;
        }
    }

    private void List(XElement list)
    {
        var name = list.Get("style-name") ?? (_lists.Count > 0 ? _lists[^1] : OdtStyles.Outline + "list");
        if (_lists.Count == 0 && list.Get("continue-numbering") != "true" && list.Get("continue-list") is null)
            _numbering.Restart(name);
        _afterItem &= _lists.Count > 0;
        var outer = _item;
        _lists.Add(name);
        foreach (var item in list.Elements())
        {
            var counts = item.Name.LocalName == "list-item";
            if (!counts && item.Name.LocalName != "list-header")
                continue;
            _item = new Item(name, _lists.Count, item.Number("start-value"), counts);
            ReadAll(item);
        }
        _lists.RemoveAt(_lists.Count - 1);
        _item = outer;
    }

    private void Table(XElement table)
    {
        var first = true;
        foreach (var row in Inside(table, "table-row"))
        {
            XElement[] cells = [.. row.Elements().Where(cell => cell.Name.LocalName == "table-cell")];
            if (cells.Any(IsLayout))
                Array.ForEach(cells, ReadAll);
            else if (Row(cells) is { Length: > 0 } line)
            {
                writer.Paragraph(line, isClose: !first);
                first = false;
            }
        }
    }

    private string Row(XElement[] cells)
    {
        var line = new StringBuilder();
        foreach (var paragraph in cells.SelectMany(cell => cell.Elements()))
        {
            if (_inline.Read(paragraph, _text) is { Length: > 0 } text)
                line.Append(line.Length > 0 ? "\t" : "").Append(text);
        }
        return line.ToString();
    }

    /// <summary>A cell that holds more than a line is a page laid out by a table.</summary>
    private static bool IsLayout(XElement cell) =>
        cell.Elements()
            .Any(each => each.Name.LocalName != "p" || each.Descendants().Any(inner => inner.Name.LocalName == "text-box"))
        || cell.Elements().Count(each => each.Value.Length > 0) > 1;

    private static IEnumerable<XElement> Inside(XElement parent, string name)
    {
        foreach (var child in parent.Elements())
        {
            if (child.Name.LocalName == name)
                yield return child;
            else if (child.Name.LocalName is "table-header-rows" or "table-rows" or "table-row-group")
                foreach (var inner in Inside(child, name))
                    yield return inner;
        }
    }

    private void Boxes()
    {
        if (_text.Boxes.Count == 0)
            return;
        XElement[] boxes = [.. _text.Boxes];
        _text.Boxes.Clear();
        foreach (var box in boxes)
            ReadAll(box);
    }

    /// <summary>An entry of a list: its first paragraph carries the number.</summary>
    private sealed class Item(string list, int level, int? start, bool counts)
    {
        public string List => list;

        public int Level => level;

        public int? Start => start;

        public bool IsCounted { get; private set; } = !counts;

        public bool TryCount()
        {
            var first = !IsCounted;
            IsCounted = true;
            return first;
        }
    }
}
