using System.Text.RegularExpressions;

namespace Weft.Graph.Neo4j;

/// <summary>The statements of the embedded .cypher files, by the name above each. Always the same text: the server keeps its plan by it.</summary>
internal static partial class Cypher
{
    private static readonly Dictionary<string, string> Texts = Load("Schema", "Raw", "Resolved");

    /// <summary>Names of what must be made before the first write, in that order.</summary>
    public static IReadOnlyList<string> Made { get; } =
    [.. Texts.Keys.Where(name => name.StartsWith(Make, StringComparison.Ordinal)).Select(name => name[Make.Length..])];

    private const string Make = "make ";

    public static string Text(string name) => Texts[name];

    /// <summary>The statement that makes a constraint or an index of <see cref="Made"/>.</summary>
    public static string MakeOf(string name) => Make + name;

    private static Dictionary<string, string> Load(params string[] files)
    {
        var texts = new Dictionary<string, string>();
        foreach (var file in files)
        foreach (Match match in Named().Matches(Read(file)))
            texts.Add(match.Groups["name"].Value, match.Groups["text"].Value.Trim());
        return texts;
    }

    private static string Read(string file)
    {
        using var stream = typeof(Cypher).Assembly.GetManifestResourceStream($"Weft.Graph.Neo4j.{file}.cypher")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(
        @"^// name: (?<name>[\w ]+)\n(?<text>.*?)(?=^// name: |\z)",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Named();
}
