using System.Text;
using System.Xml.Linq;
using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Office;

/// <summary>Writes a Word document's paragraphs and tables in their order.</summary>
internal sealed class DocxBody
{
    /// <summary>Who gives an outline level to a longer paragraph wanted its looks.</summary>
    private const int LongestHeading = 200;

    private readonly BlockWriter _writer;
    private readonly DocxStyles _styles;
    private readonly DocxNumbering _numbering;
    private readonly DocxFields _fields = new();
    private readonly DocxInline _inline;
    private readonly InlineText _text;
    private bool _inList;
    private bool _begun;

    public DocxBody(DocxStyles styles, DocxNumbering numbering, DocxNotes notes, BlockWriter writer)
    {
        (_styles, _numbering, _writer) = (styles, numbering, writer);
        _inline = new DocxInline(styles, _fields, notes, writer, Plain);
        _text = new InlineText(writer);
    }

    /// <summary>What is set in the style of the book's title, before the first heading; null = nothing is.</summary>
    public string? Title { get; private set; }

    public void Read(XElement block)
    {
        switch (block.Name.LocalName)
        {
            case "p":
                Paragraph(block);
                break;
            case "tbl":
                Table(block);
                break;
            case "sdt" when IsContents(block):
                _writer.Aside(UnitKind.Navigation, Plain(block));
                break;
            case "del" or "moveFrom":
                _writer.Aside(UnitKind.Deleted, Plain(block));
                break;
            case "AlternateContent":
                ReadAll(block.Child("Choice") ?? block.Child("Fallback"));
                break;
            case "sdt" or "sdtContent" or "ins" or "moveTo" or "customXml" or "smartTag" or "txbxContent":
                ReadAll(block);
                break;
        }
    }

    /// <summary>The text of all paragraphs inside, a line each.</summary>
    public string Plain(XElement container)
    {
        var all = new StringBuilder();
        foreach (var paragraph in container.DescendantsAndSelf().Where(IsShown))
        {
            // What hangs on a paragraph comes in its turn, as the paragraphs that it is made of.
            var text = new InlineText(_writer);
            _inline.Read(paragraph, text, _styles.Of(paragraph.Child("pPr")));
            if (text.Take() is { Length: > 0 } line)
                all.Append(all.Length > 0 ? "\n" : "").Append(line);
        }
        return all.ToString();
    }

    /// <summary>A paragraph, and not its double for older programs.</summary>
    private static bool IsShown(XElement each) =>
        each.Name.LocalName == "p" && !each.Ancestors().Any(parent => parent.Name.LocalName == "Fallback");

    private void ReadAll(XElement? container)
    {
        foreach (var block in container?.Elements() ?? [])
            Read(block);
    }

    private void Paragraph(XElement paragraph)
    {
        var properties = paragraph.Child("pPr");
        var inContents = _fields.InContents;
        _fields.NextParagraph();
        _inline.Read(paragraph, _text, _styles.Of(properties));
        if (properties?.Child("rPr")?.Child("del") is not null)
            return;
        var text = _text.Take();
        var number = _styles.Number(properties);
        if (inContents || _fields.InContents || _styles.IsContents(properties))
            _writer.Aside(UnitKind.Navigation, text);
        else
            Write(properties, text, number);
        _inList = number is not null;
        Boxes();
    }

    private void Write(XElement? properties, string text, DocxNumber? number)
    {
        var label = number is { } counted ? _numbering.Next(counted, _styles.Of(properties)) : "";
        if (_styles.IsTitle(properties))
        {
            if (!_begun)
                Title ??= Blanks.Fold(text) is { Length: > 0 } title ? title : null;
            _writer.Paragraph(label + text);
        }
        else if (_styles.HeadingLevel(properties) is > 0 and var level && text.Length <= LongestHeading)
        {
            _begun = true;
            _writer.Heading(label + text, level);
        }
        else if (!string.IsNullOrWhiteSpace(text))
            _writer.Paragraph(label + text, isClose: number is not null && _inList);
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

    private void Table(XElement table)
    {
        var first = true;
        foreach (var row in Inside(table, "tr"))
        {
            XElement[] cells = [.. Inside(row, "tc")];
            if (row.Child("trPr")?.Child("del") is not null)
                _writer.Aside(UnitKind.Deleted, Plain(row));
            else if (cells.Any(IsLayout))
                Array.ForEach(cells, ReadAll);
            else if (Row(cells) is { Length: > 0 } line)
            {
                _writer.Paragraph(line, isClose: !first);
                first = false;
            }
        }
    }

    private string Row(XElement[] cells)
    {
        var line = new StringBuilder();
        foreach (var paragraph in cells.SelectMany(cell => cell.Elements()).Where(each => each.Name.LocalName == "p"))
        {
            var properties = paragraph.Child("pPr");
            _inline.Read(paragraph, _text, _styles.Of(properties));
            if (_text.Take() is not { Length: > 0 } text)
                continue;
            var label = _styles.Number(properties) is { } number ? _numbering.Next(number, _styles.Of(properties)) : "";
            line.Append(line.Length > 0 ? "\t" : "").Append(label).Append(text);
        }
        return line.ToString();
    }

    /// <summary>A cell that holds more than a line is a page laid out by a table.</summary>
    private bool IsLayout(XElement cell)
    {
        var lines = 0;
        foreach (var block in cell.Elements())
        {
            switch (block.Name.LocalName)
            {
                case "tcPr":
                    break;
                case "p":
                    if (
                        _styles.HeadingLevel(block.Child("pPr")) > 0
                        || block.Descendants().Any(each => each.Name.LocalName == "txbxContent")
                    )
                        return true;
                    lines += block.Value.Length > 0 ? 1 : 0;
                    break;
                default:
                    return true;
            }
        }
        return lines > 1;
    }

    /// <summary>The rows or cells, also where they stand in frames of their own.</summary>
    private static IEnumerable<XElement> Inside(XElement parent, string name)
    {
        foreach (var child in parent.Elements())
        {
            if (child.Name.LocalName == name)
                yield return child;
            else if (child.Name.LocalName is "sdt" or "sdtContent" or "customXml" or "ins" or "moveTo")
                foreach (var inner in Inside(child, name))
                    yield return inner;
        }
    }

    private static bool IsContents(XElement control) =>
        control.Child("sdtPr")?.Child("docPartObj")?.Child("docPartGallery")?.Get("val") == "Table of Contents";
}
