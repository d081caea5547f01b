using Weft.Storage;

namespace Weft.Graph.Neo4j;

/// <summary>The statements of the .cypher files beside this one. Always the same text: the server keeps its plan by it.</summary>
internal static class Cypher
{
    private static readonly NamedStatements Files = new("Weft.Graph.Neo4j.");

    /// <summary>Names of what must be made before the first write, in that order.</summary>
    public static IReadOnlyList<string> Made { get; } =
    [.. Files.Names.Where(name => name.StartsWith(Make, StringComparison.Ordinal)).Select(name => name[Make.Length..])];

    private const string Make = "make ";

    public static string Text(string name) => Files.Text(name);

    /// <summary>The statement that makes a constraint or an index of <see cref="Made"/>.</summary>
    public static string MakeOf(string name) => Make + name;
}
