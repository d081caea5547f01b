using System.Globalization;
using System.Text.Json;
using Weft.Books;

namespace Weft.Bench.Books;

/// <summary>What was read of a file: its chapters' titles and, beside them, all its characters without blanks.</summary>
internal sealed record BookReading(IReadOnlyList<string> Titles, IReadOnlyList<string> Chapters, string Rest)
{
    public static async Task<BookReading> OfAsync(string path)
    {
        var book = BookCutter.Cut(await File.ReadAllBytesAsync(path), Path.GetFileName(path));
        var chapters = book.Units.Where(unit => unit.Kind == UnitKind.Chapter).ToList();
        string Own(Unit unit) => string.Concat(book.Text.Text.AsSpan(unit.Start, unit.Length).ToString().Where(IsInk));
        return new(
            [.. chapters.Select(unit => unit.Title)],
            [.. chapters.Select(Own)],
            string.Concat(book.Units.Except(chapters).Select(Own))
        );
    }

    /// <summary>The share of this book's characters that the other has too: each chapter's in the same chapter, where both have as many.</summary>
    public double ShareIn(BookReading other)
    {
        var pairs =
            Chapters.Count == other.Chapters.Count
                ? Chapters.Zip(other.Chapters).Append((Rest, other.Rest))
                : [(string.Concat(Chapters) + Rest, string.Concat(other.Chapters) + other.Rest)];
        var (common, all) = (0L, 0L);
        foreach (var (mine, its) in pairs)
            (common, all) = (common + Common(mine, its), all + mine.Length);
        return all == 0 ? 1 : (double)common / all;
    }

    private static long Common(string mine, string its)
    {
        var counts = its.GroupBy(letter => letter).ToDictionary(group => group.Key, group => group.Count());
        return mine.GroupBy(letter => letter).Sum(group => Math.Min(group.Count(), counts.GetValueOrDefault(group.Key)));
    }

    /// <summary>Whatever is no blank and no sign that is not seen.</summary>
    private static bool IsInk(char letter) =>
        !char.IsWhiteSpace(letter)
        && CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Control);
}

/// <summary>What <c>rules</c> finds in a file: its cast by name and kind, and its relations by the names at their ends.</summary>
internal sealed record GraphReading(IReadOnlySet<string> Cast, IReadOnlySet<string> Relations)
{
    public static async Task<GraphReading> OfAsync(string path)
    {
        using var data = new DataFolder();
        await Measured.RunAsync(data.None, "run", path, "--data", data.Path);
        var file = Path.Combine(data.Path, "graph.json");
        await Measured.RunAsync(data.None, "graph", "export", "1", "--format", "json", "--output", file, "--data", data.Path);
        using var graph = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
        var entities = graph.RootElement.GetProperty("entities").EnumerateArray().ToList();
        var names = entities.ToDictionary(entity => Text(entity, "id"), entity => Text(entity, "name"));
        return new(
            entities.Select(entity => $"{Text(entity, "name")} ({Text(entity, "type")})").ToHashSet(),
            graph
                .RootElement.GetProperty("relations")
                .EnumerateArray()
                .Select(relation =>
                    $"{names[Text(relation, "source")]} → {names[Text(relation, "target")]} ({Text(relation, "type")})"
                )
                .ToHashSet()
        );
    }
}
