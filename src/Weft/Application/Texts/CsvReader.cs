using System.Text;

namespace Weft.Application.Texts;

/// <summary>A row of a table. <paramref name="Number"/>: as spreadsheets count, from 1, the heads included.</summary>
internal sealed record CsvRow(int Number, IReadOnlyList<string> Cells);

/// <summary>Reads what spreadsheets save: commas, semicolons or tabs, whichever the first line has most of; cells in quotation marks may hold line ends.</summary>
internal static class CsvReader
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Rows without a word are left out.</summary>
    public static IReadOnlyList<CsvRow> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        var (rows, cells, cell) = (new List<CsvRow>(), new List<string>(), new StringBuilder());
        var separator = SeparatorOf(text);
        var (number, quoted) = (1, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (c == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (quoted || c != separator && c is not ('\r' or '\n'))
                cell.Append(c);
            else
            {
                if (c is '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                    continue;
                EndCell();
                if (c != separator)
                    EndRow();
            }
        }
        EndCell();
        EndRow();
        return rows;

        void EndCell()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            if (cells.Any(said => said.Trim().Length > 0))
                rows.Add(new(number, [.. cells]));
            cells.Clear();
            number++;
        }
    }

    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var head = end < 0 ? text : text[..end];
        return Separators.MaxBy(separator => head.Count(c => c == separator));
    }
}
