using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Weft.Application.Texts;

/// <summary>A row of a table. <paramref name="Number"/>: as spreadsheets count, from 1, the heads included.</summary>
internal sealed record CsvRow(int Number, IReadOnlyList<string> Cells);

/// <summary>Tables for spreadsheets, as RFC 4180 has them, and as spreadsheets save them.</summary>
internal static class Csv
{
    /// <summary>Stands before the first line, so that spreadsheets take the file for UTF-8.</summary>
    public const string Mark = "\uFEFF";

    /// <summary>A cell that no spreadsheet computes: an apostrophe stands before what would be a formula, in either width.</summary>
    private static readonly CsvConfiguration Written = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'],
    };

    /// <summary>Commas, semicolons or tabs, whichever the file has; stray quotation marks are text.</summary>
    private static readonly CsvConfiguration Saved = new(CultureInfo.InvariantCulture)
    {
        DetectDelimiter = true,
        DetectDelimiterValues = [",", ";", "\t"],
        IgnoreBlankLines = false,
        BadDataFound = null,
    };

    public static string Line(IEnumerable<string> cells)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new CsvWriter(text, Written))
        {
            foreach (var cell in cells)
                writer.WriteField(cell);
            writer.NextRecord();
        }
        return text.ToString();
    }

    /// <summary>Rows without a word are left out.</summary>
    public static IReadOnlyList<CsvRow> Read(string text)
    {
        var rows = new List<CsvRow>();
        using var parser = new CsvParser(new StringReader(text.TrimStart('\uFEFF')), Saved);
        while (parser.Read())
            if (parser.Record is { } cells && cells.Any(cell => cell.Trim().Length > 0))
                rows.Add(new(parser.Row, [.. cells]));
        return rows;
    }
}
