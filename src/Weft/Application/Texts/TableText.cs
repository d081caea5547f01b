namespace Weft.Application.Texts;

/// <summary>What a table of books does not fit: rows without a file, files without a row.</summary>
internal static class TableText
{
    private const int MostNames = 10;

    /// <summary>A sentence for each; none where all fits.</summary>
    /// <param name="name">Of the table's file.</param>
    public static IEnumerable<string> Of(DescribedFiles described, string name, Phrases phrases)
    {
        if (described.Missing.Count > 0)
            yield return phrases.Say(
                "table.missing",
                name,
                described.Missing.Count,
                Some([.. described.Missing.Select(row => phrases.Say("table.row", row.Row, row.File))], phrases)
            );
        if (described.Without.Count > 0)
            yield return phrases.Say(
                "table.without",
                name,
                described.Without.Count,
                Some([.. described.Without.Select(file => Path.GetFileName(file))], phrases)
            );
    }

    private static string Some(string[] names, Phrases phrases) =>
        string.Join(", ", names.Take(MostNames))
        + (names.Length > MostNames ? phrases.Say("list.more", names.Length - MostNames) : "");
}
