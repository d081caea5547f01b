using System.Text;

namespace Weft.Books.Formats.Office;

/// <summary>Counts the numbered paragraphs of an OpenDocument text, in their order, and writes the labels that a reader sees.</summary>
internal sealed class OdtNumbering(OdtStyles styles)
{
    private const int Levels = 10;

    private readonly Dictionary<string, int[]> _counts = new(StringComparer.Ordinal);

    /// <summary>The list's numbers begin anew.</summary>
    public void Restart(string list) => _counts.Remove(list);

    /// <summary>Counts one paragraph; its label with a blank after it, or empty.</summary>
    /// <param name="list">Name of its style.</param>
    /// <param name="level">From 1.</param>
    /// <param name="start">The number that it is to have; null = the next.</param>
    public string Next(string list, int level, int? start)
    {
        level = Math.Clamp(level, 1, Levels);
        if (!_counts.TryGetValue(list, out var counts))
            _counts[list] = counts = new int[Levels + 1];
        for (var upper = 1; upper < level; upper++)
        {
            if (counts[upper] == 0)
                counts[upper] = First(list, upper);
        }
        counts[level] = start ?? (counts[level] == 0 ? First(list, level) : counts[level] + 1);
        Array.Clear(counts, level + 1, Levels - level);
        return Label(list, level, counts) is { Length: > 0 } label ? label + " " : "";
    }

    private string Label(string list, int level, int[] counts)
    {
        if (
            styles.Level(list, level) is not { } definition
            || definition.Name.LocalName.EndsWith("-image", StringComparison.Ordinal)
        )
            return "";
        if (definition.Name.LocalName.EndsWith("-bullet", StringComparison.Ordinal))
            return "•";
        if (string.IsNullOrEmpty(definition.Get("num-format")))
            return "";
        if (definition.Get("num-list-format") is { Length: > 0 } pattern)
            return Filled(pattern, list, counts);
        var label = new StringBuilder(definition.Get("num-prefix"));
        var shown = Math.Clamp(definition.Number("display-levels") ?? 1, 1, level);
        for (var part = level - shown + 1; part <= level; part++)
        {
            if (Number(list, part, counts) is { Length: > 0 } number)
                label.Append(part > level - shown + 1 ? "." : "").Append(number);
        }
        return label.Append(definition.Get("num-suffix")).ToString().Trim();
    }

    /// <summary>第%1%章: the number of each level in its place.</summary>
    private string Filled(string pattern, string list, int[] counts)
    {
        var label = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var end = pattern[i] == '%' ? pattern.IndexOf('%', i + 1) : -1;
            if (end < 0 || !int.TryParse(pattern.AsSpan(i + 1, end - i - 1), out var part) || part is < 1 or > Levels)
            {
                label.Append(pattern[i]);
                continue;
            }
            label.Append(Number(list, part, counts));
            i = end;
        }
        return label.ToString().Trim();
    }

    private string Number(string list, int level, int[] counts) =>
        styles.Level(list, level)?.Get("num-format") is { Length: > 0 } format
            ? NumberLabel.Of(counts[level], Format(format))
            : "";

    private int First(string list, int level) => styles.Level(list, level)?.Number("start-value") ?? 1;

    /// <summary>OpenDocument shows a row's beginning where Word has a name.</summary>
    private static string Format(string format) =>
        format.Split(',')[0].Trim() switch
        {
            "I" => "upperRoman",
            "i" => "lowerRoman",
            "A" => "upperLetter",
            "a" => "lowerLetter",
            "一" => "chineseCounting",
            "壹" => "chineseLegalSimplified",
            "甲" => "ideographTraditional",
            "子" => "ideographZodiac",
            "①" => "decimalEnclosedCircle",
            "１" => "decimalFullWidth",
            "1st" => "ordinal",
            "One" => "cardinalText",
            "First" => "ordinalText",
            "01" => "decimalZero",
            _ => "decimal",
        };
}
