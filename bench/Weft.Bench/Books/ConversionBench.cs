using System.Globalization;
using Weft.Books;

namespace Weft.Bench.Books;

/// <summary>
/// Texts made into other formats by the converters of this machine: each is to have the text's chapters and titles, and at least 99 % of its
/// characters; some also the cast and relations of the text with its blanks evened out.
/// </summary>
internal static class ConversionBench
{
    private const double Fewest = 0.99;

    private const int Shown = 3;

    /// <returns>0 = nothing differs; 1 = something does.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> paths, bool withGraph, string? keep)
    {
        var converters = Converter.All.Where(converter => converter.IsThere).ToList();
        foreach (var missing in Converter.All.Except(converters).Select(converter => converter.Program).Distinct())
            Console.WriteLine($"{missing} is not installed: left out");
        if (converters.Count == 0)
            throw new InvalidOperationException("no converter is installed");
        Console.WriteLine(
            $"{"file", -30} {"made by", -18} {"chapters", 8} {"titles", 7} {"characters", 10} {"cast", 9} {"relations", 9}"
        );
        var differs = false;
        foreach (var path in Texts(paths))
            differs |= await DiffersAsync(path, converters, withGraph, keep);
        Console.WriteLine(differs ? "something differs" : "nothing differs");
        return differs ? 1 : 0;
    }

    private static IEnumerable<string> Texts(IReadOnlyList<string> paths) =>
        paths.SelectMany<string, string>(path =>
            Directory.Exists(path)
                ? Directory.EnumerateFiles(path, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                : [path]
        );

    private static async Task<bool> DiffersAsync(string path, IReadOnlyList<Converter> converters, bool withGraph, string? keep)
    {
        var name = Path.GetFileName(path);
        var text = await BookReading.OfAsync(path);
        var pages = BookPages.Of(BookCutter.Cut(await File.ReadAllBytesAsync(path), name));
        using var passing = new DataFolder();
        var folder = keep is null ? passing.Path : Path.Combine(Path.GetFullPath(keep), name);
        Directory.CreateDirectory(folder);
        var source = Path.Combine(folder, "book.html");
        await File.WriteAllTextAsync(source, BookFiles.Html(pages));
        var graph = withGraph ? await GraphReading.OfAsync(path) : null;
        Console.WriteLine(
            Line(name, "(the text)", text.Titles.Count, "", "", $"{graph?.Cast.Count}", $"{graph?.Relations.Count}")
        );
        var even = Path.Combine(folder, name);
        await File.WriteAllTextAsync(even, pages.Text);
        var (found, evenGraph) = await RowAsync(name, "(blanks evened)", even, text, graph);
        Say(found);
        // The rules look at blanks too: what those change is said, and is not the formats'.
        var differs = false;
        foreach (var converter in converters)
        {
            var made = Path.Combine(folder, converter.Name.Replace(' ', '-'));
            Directory.CreateDirectory(made);
            var file = Path.Combine(made, "book" + converter.Extension);
            found = await converter.TryMakeAsync(source, file, pages) is { } failure
                ? [failure]
                : (await RowAsync(name, converter.Name, file, text, converter.Graph ? evenGraph : null)).Found;
            Say(found);
            differs |= found.Count > 0;
        }
        return differs;
    }

    private static void Say(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.WriteLine($"    {line}");
    }

    private static string Line(
        string name,
        string by,
        int chapters,
        string titles,
        string characters,
        string cast,
        string relations
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name, -30} {by, -18} {chapters, 8} {titles, 7} {characters, 10} {cast, 9} {relations, 9}"
        );

    /// <summary>Writes the row; returns what differs from the text, and the graph where there is one to compare it with.</summary>
    private static async Task<(IReadOnlyList<string> Found, GraphReading? Graph)> RowAsync(
        string name,
        string by,
        string file,
        BookReading text,
        GraphReading? graph
    )
    {
        BookReading book;
        try
        {
            book = await BookReading.OfAsync(file);
        }
        catch (BookReadException refused)
        {
            return ([$"{by}: {refused.Message}"], null);
        }
        var its = graph is null ? null : await GraphReading.OfAsync(file);
        var share = text.ShareIn(book);
        var titles = text.Titles.SequenceEqual(book.Titles) ? "same" : "differ";
        var kept = share.ToString("0.00%", CultureInfo.InvariantCulture);
        Console.WriteLine(
            Line(name, by, book.Titles.Count, titles, kept, Cell(graph?.Cast, its?.Cast), Cell(graph?.Relations, its?.Relations))
        );
        string[] found =
        [
            .. Difference("title", text.Titles, book.Titles),
            .. share < Fewest ? [$"{1 - share:0.00%} of the characters are missing"] : Array.Empty<string>(),
            .. Difference("name", Found(graph?.Cast), Found(its?.Cast)),
            .. Difference("relation", Found(graph?.Relations), Found(its?.Relations)),
        ];
        return (found, its);
    }

    private static IEnumerable<string> Found(IEnumerable<string>? things) => things ?? [];

    private static string Cell(IReadOnlySet<string>? text, IReadOnlySet<string>? book) =>
        text is null || book is null ? ""
        : text.SetEquals(book) ? "same"
        : $"−{text.Except(book).Count()} +{book.Except(text).Count()}";

    private static IEnumerable<string> Difference(string what, IEnumerable<string> text, IEnumerable<string> book)
    {
        var (mine, its) = (text.ToList(), book.ToList());
        foreach (var gone in mine.Except(its).Take(Shown))
            yield return $"{what} of the text alone: {gone}";
        foreach (var added in its.Except(mine).Take(Shown))
            yield return $"{what} of the file alone: {added}";
        if (what == "title" && !mine.SequenceEqual(its) && !mine.Except(its).Any() && !its.Except(mine).Any())
            yield return "the titles stand in another order, or another number of times";
    }
}
