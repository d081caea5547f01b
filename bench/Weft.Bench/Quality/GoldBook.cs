using Weft.Model;

namespace Weft.Bench.Quality;

/// <param name="Names">The one that readers look for comes first.</param>
internal sealed record GoldName(IReadOnlyList<string> Names)
{
    public string Name => Names[0];

    public IEnumerable<string> Keys => Names.Select(NameFolding.Key);
}

internal sealed record GoldTie(GoldName One, GoldName Other, string Kind);

/// <summary>What readers of a novel know, as <c>bench/gold</c> keeps it.</summary>
internal sealed class GoldBook
{
    public required string Name { get; init; }

    /// <summary>The most important first.</summary>
    public List<GoldName> People { get; } = [];

    public List<GoldName> Places { get; } = [];

    public List<GoldTie> Ties { get; } = [];

    /// <summary>The list whose name the file's name begins with; null where there is none.</summary>
    public static GoldBook? For(string folder, FileInfo book)
    {
        var list = Directory
            .GetFiles(folder, "*.gold")
            .Where(file => book.Name.StartsWith(Path.GetFileNameWithoutExtension(file), StringComparison.OrdinalIgnoreCase))
            .MaxBy(file => file.Length);
        return list is null ? null : Read(list);
    }

    /// <exception cref="FormatException">A line is none of the kinds, or a tie names nobody of the list.</exception>
    public static GoldBook Read(string file)
    {
        var gold = new GoldBook { Name = Path.GetFileNameWithoutExtension(file) };
        foreach (var line in File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var (kind, rest) = line.Split(": ", 2) is [var first, var second] ? (first, second) : (line, "");
            switch (kind)
            {
                case "person":
                    gold.People.Add(new(Parts(rest, '|')));
                    break;
                case "place":
                    gold.Places.Add(new(Parts(rest, '|')));
                    break;
                case "tie" when Parts(rest, '~') is [var one, var other, var how]:
                    gold.Ties.Add(new(gold.Person(one, file), gold.Person(other, file), how));
                    break;
                default:
                    throw new FormatException($"{file}: {line}");
            }
        }
        return gold;
    }

    private GoldName Person(string name, string file) =>
        People.FirstOrDefault(person => person.Name == name) ?? throw new FormatException($"{file}: nobody is called {name}");

    private static string[] Parts(string text, char mark) => text.Split(mark, StringSplitOptions.TrimEntries);
}
