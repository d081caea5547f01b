using System.Globalization;
using Weft.Model;

namespace Weft.Graph.Exports.Pictures;

/// <summary>How wide words are about, the same on every machine, whatever fonts it has.</summary>
internal static class TextWidth
{
    private const double Wide = 1.0;
    private const double Narrow = 0.56;

    public static double Of(string text, double size) =>
        size * text.EnumerateRunes().Sum(rune => NameFolding.IsWide((char)Math.Min(rune.Value, 0xD800)) ? Wide : Narrow);

    /// <summary>Without what is longer, on one line; whole characters as people see them.</summary>
    public static string Cut(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var parts = StringInfo.ParseCombiningCharacters(line);
        return parts.Length <= most ? line : line[..parts[most - 1]] + "…";
    }
}
