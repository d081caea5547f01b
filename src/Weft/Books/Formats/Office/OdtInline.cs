using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Office;

/// <summary>Reads what stands inside the paragraphs of an OpenDocument text.</summary>
internal sealed class OdtInline(OdtStyles styles, BlockWriter writer)
{
    /// <summary>Blanks in a row that a file may ask for.</summary>
    private const int MostBlanks = 1000;

    private int _notes;
    private bool _afterBlank;

    /// <summary>The number that the file itself wrote before the paragraph read last; empty = it wrote none.</summary>
    public string Label { get; private set; } = "";

    /// <param name="paragraph">text:p or text:h.</param>
    public string Read(XElement paragraph, InlineText text)
    {
        (Label, _afterBlank) = ("", true);
        Walk(paragraph, text, styles.IsHidden("paragraph", paragraph.Get("style-name")));
        return text.Take();
    }

    /// <summary>The text of all paragraphs inside, a line each.</summary>
    public string Plain(XElement container)
    {
        var all = new StringBuilder();
        foreach (var paragraph in container.DescendantsAndSelf().Where(each => each.Name.LocalName is "p" or "h"))
        {
            if (Read(paragraph, new InlineText(writer)) is { Length: > 0 } line)
                all.Append(all.Length > 0 ? "\n" : "").Append(line);
        }
        return all.ToString();
    }

    private void Walk(XElement parent, InlineText text, bool deleted)
    {
        foreach (var node in parent.Nodes())
        {
            if (node is XText piece)
                Append(piece.Value, text, deleted);
            else if (node is XElement child)
                Read(child, text, deleted);
        }
    }

    private void Read(XElement element, InlineText text, bool deleted)
    {
        switch (element.Name.LocalName)
        {
            case "span":
                Walk(element, text, deleted || styles.IsHidden("text", element.Get("style-name")));
                break;
            case "s":
                Sign(new string(' ', Math.Clamp(element.Number("c") ?? 1, 1, MostBlanks)), text, deleted);
                break;
            case "tab":
                Sign("\t", text, deleted);
                break;
            case "line-break":
                Sign("\n", text, deleted);
                break;
            case "number":
                Label = Blanks.Fold(element.AllText());
                break;
            case "note":
                Note(element, text, deleted);
                break;
            case "annotation":
                Apart(UnitKind.Notes, element);
                break;
            case "ruby":
                if (element.Child("ruby-base") is { } written)
                    Walk(written, text, deleted);
                if (element.Child("ruby-text") is { } reading)
                    writer.Aside(UnitKind.Ruby, $"{element.Child("ruby-base")?.AllText()} {reading.AllText()}");
                break;
            case "hidden-text" or "hidden-paragraph":
                Walk(element, text, deleted || element.Get("is-hidden") == "true");
                break;
            case "text-box":
                text.Boxes.Add(element);
                break;
            case "title" or "desc" when element.Name.NamespaceName.Contains("svg", StringComparison.Ordinal):
            case "binary-data" or "script" or "annotation-end" or "object" or "p" or "h":
                break;
            default:
                Walk(element, text, deleted);
                break;
        }
    }

    private void Note(XElement note, InlineText text, bool deleted)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"[{++_notes}]");
        Sign(mark, text, deleted);
        _afterBlank = false;
        if (note.Child("note-body") is { } body)
            Apart(UnitKind.Notes, body, mark + " ");
    }

    /// <summary>Paragraphs in a paragraph, which goes on after them.</summary>
    private void Apart(UnitKind kind, XElement container, string mark = "")
    {
        var (label, afterBlank) = (Label, _afterBlank);
        writer.Aside(kind, mark + Plain(container));
        (Label, _afterBlank) = (label, afterBlank);
    }

    private void Sign(string sign, InlineText text, bool deleted)
    {
        text.Append(sign, deleted);
        _afterBlank = false;
    }

    /// <summary>White space in the file is one blank, however much there is; blanks that count are elements.</summary>
    private void Append(string piece, InlineText text, bool deleted)
    {
        var folded = new StringBuilder(piece.Length);
        foreach (var c in piece)
        {
            var blank = c is ' ' or '\t' or '\n' or '\r';
            if (!blank || !_afterBlank)
                folded.Append(blank ? ' ' : c);
            _afterBlank = blank;
        }
        text.Append(folded.ToString(), deleted);
    }
}
