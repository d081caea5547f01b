using System.Text;
using AngleSharp.Dom;
using Weft.Books.Formats.Blocks;

namespace Weft.Books.Formats.Html;

/// <summary>Reads a page's elements into blocks.</summary>
/// <param name="reached">Called with every name that a link may lead to, and the block that it stands at.</param>
internal sealed class HtmlBlocks(BlockWriter writer, Action<string, int>? reached = null)
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _marks = new(StringComparer.Ordinal);
    private string _mark = "";
    private UnitKind? _aside;
    private int _level;
    private bool _isClose;
    private bool _isVerbatim;

    public void Read(INode body)
    {
        Children(body);
        Flush();
    }

    private void Children(INode node)
    {
        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is IText text)
                Text(text.Data);
            else if (child is IElement element)
                Element(element);
        }
    }

    private void Element(IElement element)
    {
        if ((element.Id ?? (element.LocalName == "a" ? element.GetAttribute("name") : null)) is { Length: > 0 } id)
            reached?.Invoke(id, writer.Blocks.Count);
        if (_aside is null && HtmlRole.Of(element) is { } kind)
            Aside(element, kind);
        else
            Story(element);
    }

    private void Story(IElement element)
    {
        switch (element.LocalName)
        {
            case "head"
            or "script"
            or "style"
            or "template"
            or "noscript"
            or "iframe"
            or "svg"
            or "math"
            or "object"
            or "textarea":
                break;
            case "br":
                _text.Append(_level > 0 ? ' ' : '\n');
                break;
            case "img":
                Picture(element);
                break;
            case "ruby":
                Ruby(element);
                break;
            case "a" when HtmlRole.IsNoteMark(element):
                NoteMark(element);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6" when _aside is null:
                Heading(element);
                break;
            case "td" or "th":
                Children(element);
                _text.Append(' ');
                break;
            case "pre":
                Verbatim(element);
                break;
            case "li" or "tr" or "dt" or "dd" or "option":
                Block(element, isClose: element.PreviousElementSibling is not null);
                break;
            default:
                if (IsBlock(element.LocalName))
                    Block(element, isClose: false);
                else
                    Children(element);
                break;
        }
    }

    private void Block(IElement element, bool isClose)
    {
        if (_level > 0)
        {
            _text.Append(' ');
            Children(element);
            return;
        }
        Flush();
        _isClose = isClose;
        Children(element);
        Flush();
    }

    private void Heading(IElement element)
    {
        if (_level > 0)
        {
            Children(element);
            return;
        }
        Flush();
        _level = element.LocalName[1] - '0';
        Children(element);
        Flush();
        _level = 0;
    }

    private void Verbatim(IElement element)
    {
        Flush();
        _isVerbatim = true;
        Children(element);
        Flush();
        _isVerbatim = false;
    }

    /// <summary>What is not the book is written apart; the text around it goes on as if it were not there.</summary>
    private void Aside(IElement element, UnitKind kind)
    {
        var (before, level, close) = (_text.ToString(), _level, _isClose);
        _text.Clear();
        (_aside, _level) = (kind, 0);
        if (kind == UnitKind.Notes && element.Id is { } id && _marks.TryGetValue(id, out var mark))
        {
            if (!Blanks.Trim(element.TextContent).TrimStart("[(").StartsWith(mark))
                _mark = $"[{mark}] ";
        }
        if (kind == UnitKind.Pages && element.TextContent.Length == 0)
            _text.Append(element.GetAttribute("title") ?? element.GetAttribute("aria-label"));
        Children(element);
        Flush();
        (_aside, _level, _isClose) = (null, level, close);
        _text.Clear().Append(before);
    }

    /// <summary>「漢字」 with how it is read beside it: the characters stay, the reading goes with them into the readings.</summary>
    private void Ruby(IElement element)
    {
        var (basis, reading) = (new StringBuilder(), new StringBuilder());
        foreach (var node in element.ChildNodes)
        {
            if (node is IElement { LocalName: "rp" })
                continue;
            if (node is IElement { LocalName: "rt" or "rtc" })
                reading.Append(node.TextContent);
            else
                basis.Append(node.TextContent);
        }
        Text(basis.ToString());
        if (Blanks.Fold(reading.ToString()) is { Length: > 0 } read)
            writer.Aside(UnitKind.Ruby, $"{Blanks.Fold(basis.ToString())}（{read}）");
    }

    private void NoteMark(IElement element)
    {
        var mark = Blanks.Trim(element.TextContent).Trim("[]()〔〕【】").ToString();
        if (mark.Length == 0)
            mark = (_marks.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (element.GetAttribute("href") is { } href && href.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at)
            _marks[href[(at + 1)..]] = mark;
        _text.Append('[').Append(mark).Append(']');
    }

    /// <summary>A picture of a paragraph's first letter.</summary>
    private void Picture(IElement element)
    {
        if (element.GetAttribute("alt") is { Length: 1 } letter && char.IsLetter(letter[0]))
            _text.Append(letter);
    }

    private void Text(string text)
    {
        if (_isVerbatim)
        {
            _text.Append(text);
            return;
        }
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (!char.IsWhiteSpace(c) || c == '\u3000')
            {
                _text.Append(c);
                continue;
            }
            var from = at;
            while (at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]) && text[at + 1] != '\u3000')
                at++;
            var isWrap = text.AsSpan(from, at - from + 1).ContainsAny('\n', '\r');
            if (
                _text.Length == 0
                || char.IsWhiteSpace(_text[^1])
                || (isWrap && IsChinese(_text[^1]) && at + 1 < text.Length && IsChinese(text[at + 1]))
            )
                continue;
            _text.Append(' ');
        }
    }

    private static bool IsChinese(char c) => Script.IsHan(c) || c is >= '\u3000' and <= '\u303f' or >= '\uff00' and <= '\uffef';

    private void Flush()
    {
        var text = _text.ToString();
        _text.Clear();
        if (_aside is { } kind)
            writer.Aside(kind, Marked(text));
        else if (_level > 0)
            writer.Heading(text, _level);
        else
            writer.Paragraph(text, _isClose);
        _isClose = false;
    }

    /// <summary>A note's first words, after the mark that stands in the text.</summary>
    private string Marked(string text)
    {
        if (Blanks.Trim(text).Length == 0)
            return "";
        var marked = _mark + text;
        _mark = "";
        return marked;
    }

    private static bool IsBlock(string name) =>
        name
            is "p"
                or "div"
                or "section"
                or "article"
                or "main"
                or "aside"
                or "header"
                or "footer"
                or "blockquote"
                or "center"
                or "ul"
                or "ol"
                or "dl"
                or "table"
                or "tbody"
                or "thead"
                or "tfoot"
                or "caption"
                or "figure"
                or "figcaption"
                or "address"
                or "hr"
                or "body"
                or "details"
                or "summary"
                or "fieldset"
                or "hgroup";
}
