using System.Globalization;
using System.Text;
using Weft.Graph.Comparison;

namespace Weft.Application.Texts;

/// <summary>Findings of a comparison as a table.</summary>
internal static class ComparisonCsv
{
    private static readonly string[] Heads = ["chapter", "title", "kind", "side", .. SidesHeads("a"), .. SidesHeads("b")];

    public static string Write(IEnumerable<FindingRow> findings)
    {
        var table = new StringBuilder(Csv.Mark).Append(Csv.Line(Heads));
        foreach (var row in findings)
            table.Append(
                Csv.Line([
                    row.In.Chapter.Number.ToString(CultureInfo.InvariantCulture),
                    row.In.Chapter.Title,
                    Glossary.Word(row.Finding.Kind),
                    Glossary.Word(row.Finding.Side),
                    .. Cells(row.Finding.A),
                    .. Cells(row.Finding.B),
                ])
            );
        return table.ToString();
    }

    private static string[] SidesHeads(string side) =>
        [.. new[] { "name", "target", "others", "type", "label", "quote" }.Select(name => $"{name}_{side}")];

    private static string[] Cells(Said? said) =>
        said is null
            ? ["", "", "", "", "", ""]
            : [said.Name, said.Target, string.Join("; ", said.Others), said.Type, said.Label, said.Quote];
}
