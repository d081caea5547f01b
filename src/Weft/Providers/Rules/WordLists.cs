namespace Weft.Providers.Rules;

/// <summary>The hand-written lists beside this file, embedded: one entry per line, lines that begin with # are notes.</summary>
internal static class WordLists
{
    /// <summary>The entries of a list, in file order. <paramref name="name"/> is the file's name without its ending.</summary>
    public static IReadOnlyList<string> Read(string name)
    {
        using var stream =
            typeof(WordLists).Assembly.GetManifestResourceStream("rules/" + name)
            ?? throw new InvalidOperationException($"No embedded word list is called {name}.");
        using var reader = new StreamReader(stream);
        var entries = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                entries.Add(line);
        }
        return entries;
    }

    public static HashSet<string> Set(string name) => new(Read(name), StringComparer.Ordinal);

    /// <summary>The characters of a list of single characters.</summary>
    public static HashSet<char> Chars(string name) => [.. Read(name).Select(entry => entry[0])];

    /// <summary>Lists of "word rest": the rest by word. A word alone has an empty rest.</summary>
    public static Dictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Read(name))
        {
            var space = entry.IndexOf(' ', StringComparison.Ordinal);
            map[space < 0 ? entry : entry[..space]] = space < 0 ? "" : entry[(space + 1)..];
        }
        return map;
    }
}
