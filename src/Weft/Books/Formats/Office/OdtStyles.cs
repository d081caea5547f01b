using System.Xml.Linq;

namespace Weft.Books.Formats.Office;

/// <summary>The styles of an OpenDocument text, its own and those it made on the way, each with what it inherits.</summary>
internal sealed class OdtStyles
{
    private const int LongestChain = 32;

    /// <summary>Name of the list that numbers headings.</summary>
    public const string Outline = "";

    private readonly Dictionary<string, XElement> _styles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XElement> _lists = new(StringComparer.Ordinal);

    /// <param name="styles">The children of office:styles or office:automatic-styles; those that come later go before.</param>
    public void Add(XElement styles)
    {
        foreach (var style in styles.Elements())
        {
            var name = style.Get("name") ?? "";
            switch (style.Name.LocalName)
            {
                case "style":
                    _styles[Key(style.Get("family"), name)] = style;
                    break;
                case "list-style":
                    _lists[name] = style;
                    break;
                case "outline-style":
                    _lists[Outline] = style;
                    break;
            }
        }
    }

    /// <param name="family">paragraph or text.</param>
    public bool IsHidden(string family, string? style) =>
        Chain(family, style)
            .Select(each => each.Child("text-properties")?.Get("display"))
            .FirstOrDefault(display => display is not null) == "none";

    /// <summary>The book's title, and no chapter's.</summary>
    public bool IsTitle(string? paragraphStyle) => Chain("paragraph", paragraphStyle).Any(style => style.Get("name") == "Title");

    /// <summary>The list that a paragraph's style puts it in; null = it says nothing, empty = in none.</summary>
    public string? ListOf(string? paragraphStyle) =>
        Chain("paragraph", paragraphStyle).Select(style => style.Get("list-style-name")).FirstOrDefault(name => name is not null);

    /// <param name="level">From 1.</param>
    /// <returns>Null where the list has no such level.</returns>
    public XElement? Level(string list, int level) =>
        _lists.TryGetValue(list, out var found) ? found.Elements().FirstOrDefault(each => each.Number("level") == level) : null;

    private IEnumerable<XElement> Chain(string family, string? name)
    {
        for (var link = 0; link < LongestChain && name is not null; link++)
        {
            if (!_styles.TryGetValue(Key(family, name), out var style))
                yield break;
            yield return style;
            name = style.Get("parent-style-name");
        }
    }

    private static string Key(string? family, string name) => $"{family}:{name}";
}
