using AngleSharp.Dom;

namespace Weft.Books.Formats.Html;

/// <summary>What an element of a page is beside the book.</summary>
internal static class HtmlRole
{
    private static readonly string[] Notes =
    [
        "footnote",
        "footnotes",
        "endnote",
        "endnotes",
        "rearnote",
        "rearnotes",
        "doc-footnote",
        "doc-endnote",
        "doc-endnotes",
    ];

    private static readonly string[] NoteMarks =
    [
        "noteref",
        "doc-noteref",
        "footnote-ref",
        "footnoteref",
        "duokan-footnote",
        "fnanchor",
    ];

    private static readonly string[] Navigation =
    [
        "toc",
        "doc-toc",
        "landmarks",
        "page-list",
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "menu",
    ];

    private static readonly string[] Pages = ["pagebreak", "doc-pagebreak", "pagenum", "pageno", "page-number", "pagenumber"];

    /// <summary>Null where it belongs to the book.</summary>
    public static UnitKind? Of(IElement element)
    {
        var name = element.LocalName;
        if (IsHidden(element))
            return UnitKind.Deleted;
        if (
            name is "nav" or "form" or "button" or "select" or "menu"
            || (name is "footer" && element.ParentElement?.LocalName == "body")
        )
            return UnitKind.Navigation;
        if (name is "del" or "strike")
            return UnitKind.Deleted;
        var words = Words(element);
        if (words.Count == 0)
            return null;
        if (Array.Exists(Pages, words.Contains))
            return UnitKind.Pages;
        if (name is not ("a" or "sup" or "span") && Array.Exists(Notes, words.Contains))
            return UnitKind.Notes;
        return name is not ("body" or "a" or "span") && Array.Exists(Navigation, words.Contains) ? UnitKind.Navigation : null;
    }

    /// <summary>It points at a footnote.</summary>
    public static bool IsNoteMark(IElement element) =>
        element.LocalName == "a" && Array.Exists(NoteMarks, Words(element).Contains);

    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden")
        || (
            element.GetAttribute("style") is { } style
            && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase)
        );

    private static HashSet<string> Words(IElement element)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in new[] { "class", "role", "epub:type", "type" })
            if (element.GetAttribute(name) is { } value)
                words.UnionWith(value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words;
    }
}
