using System.Globalization;
using System.Text;
using Weft.Application.Texts;
using Weft.Reasons;

namespace Weft.Cli.Output;

/// <summary>Widths in terminal cells: Chinese characters take two.</summary>
internal static class Cells
{
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Width(rune);
        return width;
    }

    /// <summary>Filled with spaces up to a width.</summary>
    public static string Pad(string text, int width, bool right = false)
    {
        var fill = new string(' ', Math.Max(0, width - Width(text)));
        return right ? fill + text : text + fill;
    }

    /// <summary>Cut to a width, with an ellipsis where something is gone; white space folded to one line.</summary>
    public static string Fit(string text, int width)
    {
        return Cut(OneLine.Of(text), width);
    }

    /// <summary>The same, with the spaces as they are.</summary>
    public static string Cut(string line, int width)
    {
        line = Printable.Of(line);
        if (Width(line) <= width)
            return line;
        var fitted = new StringBuilder();
        var used = 1;
        foreach (var rune in line.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width)
                break;
            fitted.Append(rune);
        }
        return fitted.Append('…').ToString();
    }

    /// <summary>Wide and full-width ranges of Unicode's East Asian Width table, as blocks; marks take no cell.</summary>
    private static int Width(Rune rune)
    {
        if (
            Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
        )
            return 0;
        return rune.Value switch
        {
            >= 0x1100 and <= 0x115F => 2,
            >= 0x2E80 and <= 0x303E => 2,
            >= 0x3041 and <= 0xA4CF => 2,
            >= 0xAC00 and <= 0xD7A3 => 2,
            >= 0xF900 and <= 0xFAFF => 2,
            >= 0xFE30 and <= 0xFE6F => 2,
            >= 0xFF00 and <= 0xFF60 => 2,
            >= 0xFFE0 and <= 0xFFE6 => 2,
            >= 0x1F300 and <= 0x1FAFF => 2,
            >= 0x20000 and <= 0x3FFFD => 2,
            _ => 1,
        };
    }
}
