using System.Text;
using System.Xml.Linq;
using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Fb2;

/// <summary>Reads a FictionBook's sections into blocks.</summary>
internal sealed class Fb2Blocks(BlockWriter writer)
{
    /// <param name="section">A section, or a whole body.</param>
    /// <param name="depth">0 for a body.</param>
    public void Section(XElement section, int depth)
    {
        foreach (var element in section.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "section":
                    Section(element, depth + 1);
                    break;
                case "title":
                    writer.Heading(string.Join(' ', element.Elements().Select(Text)), depth + 1);
                    break;
                case "poem" or "epigraph" or "cite" or "annotation":
                    Quoted(element);
                    break;
                case "table":
                    foreach (var row in element.Elements())
                        writer.Paragraph(string.Join(' ', row.Elements().Select(Text)), isClose: row.PreviousNode is not null);
                    break;
                case "image" or "empty-line":
                    break;
                default:
                    writer.Paragraph(Text(element));
                    break;
            }
        }
    }

    /// <summary>Each section is one note; its title is the mark that stands in the text.</summary>
    public void Notes(XElement body)
    {
        foreach (var element in body.Elements())
        {
            var title = element.Elements().FirstOrDefault(child => child.Name.LocalName == "title");
            var rest = element.Elements().Where(child => child != title).Select(Text);
            var text = string.Join('\n', rest);
            writer.Aside(UnitKind.Notes, title is null ? Text(element) : $"[{Blanks.Trim(Text(title)).Trim("[]")}] {text}");
        }
    }

    private void Quoted(XElement element)
    {
        foreach (var child in element.Elements())
        {
            if (child.Name.LocalName is "stanza" or "poem" or "cite")
                writer.Paragraph(string.Join('\n', child.Elements().Select(Text)));
            else
                writer.Paragraph(Text(child));
        }
    }

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.DescendantNodes())
        {
            if (node is not XText { Parent: { } parent } words)
                continue;
            var isMark = parent.AncestorsAndSelf().TakeWhile(e => e != element).Any(e => e.Name.LocalName == "a" && IsNote(e));
            if (isMark)
                text.Append('[').Append(words.Value.Trim().Trim('[', ']')).Append(']');
            else
                text.Append(words.Value);
        }
        return Blanks.Fold(text.ToString());
    }

    private static bool IsNote(XElement link) =>
        link.Attributes().Any(attribute => attribute.Name.LocalName == "type" && attribute.Value == "note");
}
