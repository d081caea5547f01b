using System.Collections;
using System.Globalization;
using System.Text;

namespace Weft.Graph.Exports;

/// <summary>Values as a Cypher script writes them: one line each, whatever is in them.</summary>
internal static class CypherText
{
    /// <summary>Null, text, numbers, booleans, lists of them, and maps by name.</summary>
    public static string Of(object? value) =>
        value switch
        {
            null => "null",
            string text => Quoted(text),
            bool flag => flag ? "true" : "false",
            IReadOnlyDictionary<string, object?> map =>
                $"{{{string.Join(", ", map.Select(pair => $"{pair.Key}: {Of(pair.Value)}"))}}}",
            IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"Cypher has no {value.GetType()}.", nameof(value)),
        };

    /// <summary>A label or a type of relationships.</summary>
    public static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>Text as a comment has it: it ends with its line.</summary>
    public static string Comment(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("'", text.Length + 2);
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(
                rune.Value switch
                {
                    '\\' => "\\\\",
                    '\'' => "\\'",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < ' ' or 0x2028 or 0x2029 => $"\\u{rune.Value:X4}",
                    _ => rune.ToString(),
                }
            );
        return quoted.Append('\'').ToString();
    }
}
