using System.Globalization;
using System.Xml.Linq;

namespace Weft.Books.Formats.Office;

/// <summary>The number that a paragraph carries in a list.</summary>
/// <param name="List">Of the numbering part; 0 = it is taken out of its list.</param>
/// <param name="Level">From 0; null = the list's style says it.</param>
internal readonly record struct DocxNumber(int List, int? Level);

/// <summary>What a Word document's styles say, each with what it inherits.</summary>
internal sealed class DocxStyles
{
    private const int LongestChain = 32;

    /// <summary>Word's outline levels; 9 is the text itself.</summary>
    private const int BodyLevel = 9;

    private readonly Dictionary<string, XElement> _styles = new(StringComparer.Ordinal);
    private readonly string? _usual;

    /// <param name="styles">Null where the document has none.</param>
    public DocxStyles(XElement? styles)
    {
        foreach (var style in styles?.Elements() ?? [])
        {
            if (style.Name.LocalName != "style" || style.Get("styleId") is not { } id)
                continue;
            _styles.TryAdd(id, style);
            if (style.Get("type") == "paragraph" && IsOn(style.Get("default")) && style.Get("default") is not null)
                _usual ??= id;
        }
    }

    /// <summary>The style of a paragraph (w:pPr); null where it has none and the document has no usual one.</summary>
    public string? Of(XElement? properties) => properties?.Child("pStyle")?.Get("val") ?? _usual;

    /// <summary>1 to 6; 0 = no heading.</summary>
    /// <param name="properties">Of the paragraph (w:pPr).</param>
    public int HeadingLevel(XElement? properties)
    {
        if (properties?.Child("outlineLvl")?.Number("val") is { } own)
            return Level(own);
        foreach (var style in Chain(Of(properties)))
        {
            if (style.Child("pPr")?.Child("outlineLvl")?.Number("val") is { } inherited)
                return Level(inherited);
            if (NamedLevel(Name(style)) is > 0 and var named)
                return named;
        }
        return 0;

        static int Level(int outline) => outline is >= 0 and < BodyLevel ? Math.Min(outline + 1, 6) : 0;
    }

    /// <summary>The book's title, and no chapter's.</summary>
    public bool IsTitle(XElement? properties) => Chain(Of(properties)).Any(style => Name(style) is "title" or "标题" or "標題");

    /// <summary>A line of a table of contents.</summary>
    public bool IsContents(XElement? properties) =>
        Chain(Of(properties))
            .Select(Name)
            .Any(name =>
                name is "toc heading" or "toc 标题"
                || name.Length == 5
                    && (name.StartsWith("toc ", StringComparison.Ordinal) || name.StartsWith("目录 ", StringComparison.Ordinal))
            );

    /// <summary>The list that a paragraph is in by itself or by its style; null = none.</summary>
    public DocxNumber? Number(XElement? properties)
    {
        if (NumberIn(properties) is { } own)
            return own.List == 0 ? null : own;
        foreach (var style in Chain(Of(properties)))
        {
            if (NumberIn(style.Child("pPr")) is { } inherited)
                return inherited.List == 0 ? null : inherited;
        }
        return null;

        static DocxNumber? NumberIn(XElement? properties) =>
            properties?.Child("numPr") is { } number && number.Child("numId")?.Number("val") is { } list
                ? new DocxNumber(list, number.Child("ilvl")?.Number("val"))
                : null;
    }

    /// <summary>Whether text is hidden: by its own properties (w:rPr), else by its style's, else by its paragraph's style.</summary>
    public bool IsHidden(XElement? runProperties, string? paragraphStyle)
    {
        if (runProperties?.Child("vanish") is { } own)
            return IsOn(own.Get("val"));
        return Vanish(runProperties?.Child("rStyle")?.Get("val")) ?? Vanish(paragraphStyle) ?? false;
    }

    private bool? Vanish(string? id)
    {
        foreach (var style in Chain(id))
        {
            if (style.Child("rPr")?.Child("vanish") is { } vanish)
                return IsOn(vanish.Get("val"));
        }
        return null;
    }

    /// <summary>A switch of Word's: there without a value is on.</summary>
    public static bool IsOn(string? value) => value is not ("0" or "false" or "off");

    /// <summary>The style and those it is based on, from the nearest.</summary>
    private IEnumerable<XElement> Chain(string? id)
    {
        for (var link = 0; link < LongestChain && id is not null && _styles.TryGetValue(id, out var style); link++)
        {
            yield return style;
            id = style.Child("basedOn")?.Get("val");
        }
    }

    private static string Name(XElement style) => style.Child("name")?.Get("val")?.Trim().ToLowerInvariant() ?? "";

    /// <summary>Word names its own styles in English in the file, whatever it shows; other programs do not always.</summary>
    private static int NamedLevel(string name)
    {
        foreach (var word in (ReadOnlySpan<string>)["heading ", "标题 ", "標題 "])
        {
            if (
                name.StartsWith(word, StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(word.Length), CultureInfo.InvariantCulture, out var level)
                && level is >= 1 and <= 9
            )
                return Math.Min(level, 6);
        }
        return 0;
    }
}
