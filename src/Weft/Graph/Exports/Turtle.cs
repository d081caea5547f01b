using System.Diagnostics;
using System.Globalization;
using System.Text;
using Weft.Runtime;

namespace Weft.Graph.Exports;

/// <summary>RDF in Turtle.</summary>
internal static class Turtle
{
    public static async Task WriteAsync(Stream target, ExportedGraph graph, CancellationToken cancel)
    {
        var held = new HeldStream(target);
        foreach (var (prefix, address) in RdfGraph.Prefixes)
            Write($"@prefix {prefix}: <{address}> .\n");
        await foreach (var resource in new RdfGraph(graph).ResourcesAsync(cancel))
        {
            Write($"\n<{resource.Iri}> a {resource.Type}");
            foreach (var (property, value) in resource.Says)
                Write($" ;\n  {Property(property)} {Of(value)}");
            Write(" .\n");
            await held.PassOnIfMuchAsync(cancel);
        }
        await held.PassOnAsync(cancel);

        void Write(string text) => held.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string Property(string property) =>
        property.StartsWith("urn:", StringComparison.Ordinal) ? $"<{property}>" : property;

    private static string Of(RdfValue value) =>
        value switch
        {
            RdfValue.Iri(var address) => $"<{address}>",
            RdfValue.Words(var text, "") => Quoted(text),
            RdfValue.Words(var text, var language) => $"{Quoted(text)}@{language}",
            RdfValue.Whole(var number) => number.ToString(CultureInfo.InvariantCulture),
            RdfValue.Typed(var text, var type) => $"{Quoted(text)}^^{type}",
            RdfValue.Flag(var isTrue) => isTrue ? "true" : "false",
            _ => throw new UnreachableException(),
        };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(
                rune.Value switch
                {
                    '\\' => "\\\\",
                    '"' => "\\\"",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < ' ' => $"\\u{rune.Value:X4}",
                    _ => rune.ToString(),
                }
            );
        return quoted.Append('"').ToString();
    }
}
