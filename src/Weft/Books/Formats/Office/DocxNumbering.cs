using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Weft.Books.Formats.Office;

/// <summary>Counts the numbered paragraphs of a Word document, in their order, and writes the labels that Word shows.</summary>
internal sealed class DocxNumbering
{
    private const int Levels = 9;

    private readonly Dictionary<int, XElement> _abstracts = [];
    private readonly Dictionary<int, XElement> _lists = [];
    private readonly Dictionary<string, int> _styleLists = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int[]> _counts = [];
    private readonly HashSet<(int List, int Level)> _restarted = [];

    /// <param name="numbering">Null where the document has none.</param>
    public DocxNumbering(XElement? numbering)
    {
        foreach (var element in numbering?.Elements() ?? [])
        {
            if (element.Name.LocalName == "abstractNum" && element.Number("abstractNumId") is { } id)
            {
                _abstracts.TryAdd(id, element);
                if (element.Child("styleLink")?.Get("val") is { } style)
                    _styleLists.TryAdd(style, id);
            }
            else if (element.Name.LocalName == "num" && element.Number("numId") is { } list)
                _lists.TryAdd(list, element);
        }
    }

    /// <summary>Counts one paragraph; its label with what stands between it and the text, or empty.</summary>
    /// <param name="style">Of the paragraph: a list may tie its levels to styles.</param>
    public string Next(DocxNumber number, string? style)
    {
        if (!_lists.TryGetValue(number.List, out var list) || list.Child("abstractNumId")?.Number("val") is not { } told)
            return "";
        var id = Linked(told);
        var level = Math.Clamp(number.Level ?? LevelOf(id, style), 0, Levels - 1);
        if (!_counts.TryGetValue(id, out var counts))
            _counts[id] = counts = new int[Levels];
        Count(list, id, level, counts);
        return Definition(list, id, level) is { } definition ? Label(definition, list, id, level, counts) : "";
    }

    private void Count(XElement list, int id, int level, int[] counts)
    {
        for (var upper = 0; upper < level; upper++)
        {
            if (counts[upper] == 0)
                counts[upper] = First(list, id, upper);
        }
        var anew = Override(list, level)?.Child("startOverride")?.Number("val");
        if (anew is { } begin && _restarted.Add((list.Number("numId") ?? 0, level)))
            counts[level] = begin;
        else
            counts[level] = counts[level] == 0 ? First(list, id, level) : counts[level] + 1;
        for (var lower = level + 1; lower < Levels; lower++)
        {
            // A level that begins anew after a certain one only, or never (0).
            var after = Definition(list, id, lower)?.Child("lvlRestart")?.Number("val");
            if (after is null || after > level)
                counts[lower] = 0;
        }
    }

    private string Label(XElement definition, XElement list, int id, int level, int[] counts)
    {
        var pattern = definition.Child("lvlText")?.Get("val") ?? "";
        var format = Format(definition);
        if (format == "bullet")
            return pattern.Length == 0 ? "" : "• ";
        var legal = definition.Child("isLgl") is { } arabic && DocxStyles.IsOn(arabic.Get("val"));
        var label = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%' || i + 1 >= pattern.Length || pattern[i + 1] is < '1' or > '9')
            {
                label.Append(pattern[i]);
                continue;
            }
            var part = pattern[++i] - '1';
            var how =
                part == level ? format
                : Definition(list, id, part) is { } other ? Format(other)
                : "decimal";
            if (part <= level)
                label.Append(legal && how != "none" ? Decimal(counts[part]) : NumberLabel.Of(counts[part], how));
        }
        if (label.Length > 0 && definition.Child("suff")?.Get("val") != "nothing")
            label.Append(' ');
        return label.ToString();

        static string Decimal(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    private static string Format(XElement definition)
    {
        // Formats that are newer than the program's first stand beside a choice for older readers.
        var format = definition.Child("numFmt") ?? definition.Child("AlternateContent")?.Child("Fallback")?.Child("numFmt");
        return format?.Get("val") ?? "decimal";
    }

    private int First(XElement list, int id, int level) => Definition(list, id, level)?.Child("start")?.Number("val") ?? 1;

    private XElement? Definition(XElement list, int id, int level) =>
        Override(list, level)?.Child("lvl") ?? LevelsOf(id).FirstOrDefault(each => each.Number("ilvl") == level);

    private static XElement? Override(XElement list, int level) =>
        list.Elements().FirstOrDefault(each => each.Name.LocalName == "lvlOverride" && each.Number("ilvl") == level);

    private int LevelOf(int id, string? style) =>
        style is null ? 0 : LevelsOf(id).FirstOrDefault(level => level.Child("pStyle")?.Get("val") == style)?.Number("ilvl") ?? 0;

    private IEnumerable<XElement> LevelsOf(int id) =>
        _abstracts.TryGetValue(id, out var found) ? found.Elements().Where(each => each.Name.LocalName == "lvl") : [];

    /// <summary>A list may stand for the list of a style.</summary>
    private int Linked(int id) =>
        _abstracts.TryGetValue(id, out var found)
        && found.Child("numStyleLink")?.Get("val") is { } style
        && _styleLists.TryGetValue(style, out var linked)
            ? linked
            : id;
}
