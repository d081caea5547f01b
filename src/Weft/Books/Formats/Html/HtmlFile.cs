using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Weft.Reasons;

namespace Weft.Books.Formats.Html;

/// <summary>From the bytes of a page to its elements. Nothing that it names is fetched, and no script runs.</summary>
internal static partial class HtmlFile
{
    private const int HeadBytes = 4096;

    /// <summary>Elements inside elements; no page that people read comes near.</summary>
    private const int Deepest = 400;

    /// <summary>By its first bytes.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> content)
    {
        var head = Head(content).AsSpan();
        var start = head.TrimStart("\u00ef\u00bb\u00bf\u00fe\u00ff \t\r\n");
        return start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || (
                start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
                && start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>As a person told, as the page declares where that fits, else as it reads best.</summary>
    /// <exception cref="BookReadException">In an unknown encoding.</exception>
    public static DecodedText Decode(BookFile file)
    {
        if (file.Encoding is { } told)
            return Decoding.Decode(file.Content, told) ?? throw new BookReadException(BookReasons.NoText(file.Name));
        if (
            Declared().Match(Head(file.Content)) is { Success: true } match
            && Fitting(file.Content, match.Groups[1].Value) is { } text
        )
            return text;
        var found = Decoding.Decode(file.Content) ?? throw new BookReadException(BookReasons.NoText(file.Name));
        return found.Foreign is { } language
            ? throw new BookReadException(BookReasons.ForeignText(file.Name, language, found.Encoding))
            : found;
    }

    /// <exception cref="BookReadException">Its elements are nested beyond all reason.</exception>
    public static IHtmlDocument Parse(string html, string file)
    {
        if (Nesting.Of(html) > Deepest * 10)
            throw new BookReadException(BookReasons.Damaged(file));
        var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(Closed(html));
        return IsTooDeep(document) ? throw new BookReadException(BookReasons.Damaged(file)) : document;
    }

    /// <summary>A declaration that the bytes contradict is none; GBK and its kin are read as GB18030.</summary>
    private static DecodedText? Fitting(byte[] content, string name)
    {
        if (
            TextEncodings.TryFind(name) is not { } encoding
            || encoding.GetMaxByteCount(1) < 1
            || name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
        )
            return null;
        var text = Decoding.Decode(content, encoding);
        return text is { Replaced: 0 } && (encoding.CodePage == Encoding.UTF8.CodePage || !IsUtf8(content)) ? text : null;
    }

    private static bool IsUtf8(byte[] content) => System.Text.Unicode.Utf8.IsValid(content);

    private static string Head(ReadOnlySpan<byte> content) =>
        Encoding.Latin1.GetString(content[..Math.Min(content.Length, HeadBytes)]).Replace("\0", "", StringComparison.Ordinal);

    /// <summary>XHTML closes an element in itself; to HTML that is only its beginning, and the rest of the page would be inside.</summary>
    private static string Closed(string html) =>
        html.Contains("/>", StringComparison.Ordinal) ? SelfClosed().Replace(html, "<$1$2></$1>") : html;

    private static bool IsTooDeep(IDocument document)
    {
        INode? node = document.DocumentElement;
        var depth = 0;
        while (node is not null)
        {
            if (node.FirstChild is { } child)
            {
                if (++depth > Deepest)
                    return true;
                node = child;
                continue;
            }
            while (node is not null && node.NextSibling is null)
                (node, depth) = (node.Parent, depth - 1);
            node = node?.NextSibling;
        }
        return false;
    }

    [GeneratedRegex("(?:charset|encoding)\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Declared();

    [GeneratedRegex(
        "<(title|script|style|iframe|textarea|a|b|i|u|em|strong|span|div|p|h[1-6]|li|ol|ul|td|tr|table|tbody|section|sup|sub|small|big|font|svg|ruby|rt|rp)((?:\\s[^<>]*)?)/>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex SelfClosed();
}
