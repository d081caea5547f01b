using System.Globalization;
using System.Xml.Linq;
using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Office;

/// <summary>Reads what stands inside the paragraphs of a Word document.</summary>
/// <param name="plain">Text of a paragraph or a note, in one piece.</param>
internal sealed class DocxInline(
    DocxStyles styles,
    DocxFields fields,
    DocxNotes notes,
    BlockWriter writer,
    Func<XElement, string> plain
)
{
    /// <param name="style">Of the paragraph.</param>
    public void Read(XElement paragraph, InlineText text, string? style) => Walk(paragraph, text, style, deleted: false);

    private void Walk(XElement parent, InlineText text, string? style, bool deleted)
    {
        foreach (var child in parent.Elements())
            Read(child, text, style, deleted);
    }

    private void Read(XElement element, InlineText text, string? style, bool deleted)
    {
        switch (element.Name.LocalName)
        {
            case "r":
                Walk(element, text, style, deleted || styles.IsHidden(element.Child("rPr"), style));
                break;
            case "t" or "delText" when !fields.InOrder:
                text.Append(element.Value, deleted || element.Name.LocalName == "delText");
                break;
            case "t" or "delText" or "pPr" or "rPr" or "sdtPr" or "sdtEndPr" or "rubyPr" or "delInstrText":
                break;
            case "del" or "moveFrom":
                Walk(element, text, style, deleted: true);
                break;
            case "fldChar":
                fields.Mark(element.Get("fldCharType"));
                break;
            case "instrText":
                fields.Order(element.Value);
                break;
            case "ruby":
                Ruby(element, text, style, deleted);
                break;
            case "footnoteReference":
                Note(text, notes.Take("footnote", element.Get("id")), deleted);
                break;
            case "endnoteReference":
                Note(text, notes.Take("endnote", element.Get("id")), deleted);
                break;
            case "commentReference":
                if (notes.Take("comment", element.Get("id")) is { } comment)
                    writer.Aside(UnitKind.Notes, plain(comment));
                break;
            case "AlternateContent":
                Walk(element.Child("Choice") ?? element.Child("Fallback") ?? element, text, style, deleted);
                break;
            case "txbxContent":
                if (!deleted)
                    text.Boxes.Add(element);
                else
                    text.Append(plain(element), deleted);
                break;
            case var name:
                if (!fields.InOrder && Sign(name, element) is { } sign)
                    text.Append(sign, deleted);
                else
                    Walk(element, text, style, deleted);
                break;
        }
    }

    private void Note(InlineText text, XElement? note, bool deleted)
    {
        if (note is null || fields.InOrder)
            return;
        var mark = notes.NextMark();
        text.Append(mark, deleted);
        writer.Aside(deleted ? UnitKind.Deleted : UnitKind.Notes, $"{mark} {plain(note)}");
    }

    private void Ruby(XElement ruby, InlineText text, string? style, bool deleted)
    {
        if (ruby.Child("rubyBase") is { } written)
            Walk(written, text, style, deleted);
        if (ruby.Child("rt") is { } reading)
            writer.Aside(UnitKind.Ruby, $"{ruby.Child("rubyBase")?.AllText()} {reading.AllText()}");
    }

    /// <summary>What an element stands for that has no text; null where it is none of these.</summary>
    private static string? Sign(string name, XElement element) =>
        name switch
        {
            "tab" or "ptab" => "\t",
            "br" or "cr" => "\n",
            "noBreakHyphen" => "-",
            "softHyphen" => "",
            "sym" => Symbol(element),
            _ => null,
        };

    private static string Symbol(XElement element)
    {
        if (!int.TryParse(element.Get("char"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            return "";
        // The signs of Word's own picture fonts lie in the private area, at F000 and their place in the font.
        return code is >= 0xE000 and <= 0xF8FF ? SymbolFont.Sign(element.Get("font"), code & 0xFF)
            : code is > 0x1F and <= 0xFFFF && !char.IsSurrogate((char)code) ? ((char)code).ToString()
            : "";
    }
}
