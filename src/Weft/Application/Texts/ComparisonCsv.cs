using System.Globalization;
using System.Text;
using Weft.Graph.Comparison;

namespace Weft.Application.Texts;

/// <summary>Findings of a comparison as a table in the language of whoever reads it. In English kinds, sides and types are the words of JSON.</summary>
internal sealed class ComparisonCsv(Phrases phrases)
{
    private static readonly string[] Common = ["chapter", "title", "kind", "side"];
    private static readonly string[] Sided = ["name", "target", "others", "type", "label", "quote"];

    public string Write(IEnumerable<FindingRow> findings)
    {
        var table = new StringBuilder(Csv.Mark).Append(Csv.Line([.. Common.Select(Head), .. HeadsOf("a"), .. HeadsOf("b")]));
        foreach (var row in findings)
            table.Append(
                Csv.Line([
                    row.In.Chapter.Number.ToString(CultureInfo.InvariantCulture),
                    row.In.Chapter.Title,
                    Word("finding", Glossary.Word(row.Finding.Kind)),
                    Word("side", Glossary.Word(row.Finding.Side)),
                    .. Cells(row.Finding.Kind, row.Finding.A),
                    .. Cells(row.Finding.Kind, row.Finding.B),
                ])
            );
        return table.ToString();
    }

    private string Head(string column) => phrases["compare.column." + column];

    private IEnumerable<string> HeadsOf(string side) =>
        Sided.Select(column => phrases.Say($"compare.column.{side}", Head(column)));

    private string Word(string family, string word) =>
        phrases.Language == Phrases.English.Language ? word : phrases.Name(family, word);

    private string[] Cells(FindingKind kind, Said? said) =>
        said is null
            ? ["", "", "", "", "", ""]
            :
            [
                said.Name,
                said.Target,
                string.Join("; ", said.Others),
                Word(kind == FindingKind.Relation ? "tie" : "type", said.Type),
                said.Label,
                said.Quote,
            ];
}
