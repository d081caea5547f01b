using System.Globalization;
using System.Text;

namespace Weft.Application.Texts;

/// <summary>A sample as a table in the language of whoever judges it, with an empty column for the verdict.</summary>
internal static class SampleCsv
{
    /// <summary>Words of the columns in their order; the heads stand in the phrases under <c>sample.</c></summary>
    private static readonly string[] Columns =
    [
        "number",
        "kind",
        "name",
        "type",
        "target",
        "label",
        "quote",
        "verdict",
        "note",
        "context",
        "chapter",
        "title",
        "provider",
    ];

    public static string Write(FactSample sample, Phrases phrases)
    {
        var table = new StringBuilder(Csv.Mark).Append(Csv.Line(Columns.Select(column => Head(column, phrases))));
        foreach (var (number, fact, context) in sample.Facts)
            table.Append(
                Csv.Line([
                    number.ToString(CultureInfo.InvariantCulture),
                    phrases.Name("fact", fact.Kind),
                    fact.Name,
                    fact.Kind == FactKind.Relation ? phrases.Tie(fact.Type) : phrases.Name("type", fact.Type),
                    fact.Target,
                    fact.Label,
                    OneLine.Of(fact.Quote),
                    "",
                    "",
                    context,
                    fact.Chapter.Number.ToString(CultureInfo.InvariantCulture),
                    fact.Chapter.Title,
                    fact.Provider,
                ])
            );
        return table.ToString();
    }

    public static string Head(string column, Phrases phrases) => phrases["sample." + column];
}
