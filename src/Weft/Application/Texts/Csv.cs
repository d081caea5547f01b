using System.Buffers;
using System.Text;

namespace Weft.Application.Texts;

/// <summary>Tables for spreadsheets, as RFC 4180 has them.</summary>
internal static class Csv
{
    /// <summary>Stands before the first line, so that spreadsheets take the file for UTF-8.</summary>
    public const string Mark = "\uFEFF";

    public const string LineEnd = "\r\n";

    /// <summary>What a spreadsheet would take for the beginning of a formula, in either width.</summary>
    private const string Formula = "=+-@\t\r＝＋－＠";

    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n");

    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + LineEnd;

    /// <summary>A cell that no spreadsheet computes: an apostrophe stands before what would be a formula.</summary>
    private static string Cell(string text)
    {
        if (text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(Quoted) < 0 && text == text.Trim()
            ? text
            : new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }
}
