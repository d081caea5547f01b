using System.Text.Json;

namespace Weft.Extraction.Answers;

/// <summary>Finds the JSON in the text of an answer.</summary>
internal static class AnswerParserText
{
    public static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    /// <summary>Without byte order mark, fences around the whole, and white space at both ends.</summary>
    public static string Unwrap(string text)
    {
        var inside = text.Trim('\uFEFF', '\u200B').Trim();
        if (
            !inside.StartsWith("```", StringComparison.Ordinal)
            || inside.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var line)
        )
            return inside;
        var last = inside.LastIndexOf("```", StringComparison.Ordinal);
        // Of several fenced answers each has its own fences.
        return last > line && last == inside.Length - 3 && inside.IndexOf("```", line, StringComparison.Ordinal) == last
            ? inside[line..last].Trim()
            : inside;
    }

    /// <summary>Whether JSON may stand in a string.</summary>
    public static bool MayBeJson(string text) =>
        text.Contains('{', StringComparison.Ordinal) || text.AsSpan().TrimStart() is ['[', ..];

    /// <summary>Null where the text is no JSON, comments and trailing commas aside.</summary>
    public static object? Strict(string text) => Strict(text.AsMemory());

    public static object? Strict(ReadOnlyMemory<char> text)
    {
        // Most of what is none shows it at once, and an exception costs more than reading a page.
        if (
            text.Span is not (['{' or '[' or '"', ..])
            || text.Span[1..].TrimStart() is not (['"' or '{' or '[' or '}' or ']' or '/', ..]) && text.Span[0] != '"'
        )
            return null;
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            return ToLoose(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
        // A string with half a surrogate pair.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The next place where an object, or an array of objects, may begin; -1 = none.</summary>
    public static int NextStart(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] is not ('{' or '[' or '｛' or '［'))
                continue;
            var next = at + 1;
            while (next < text.Length && char.IsWhiteSpace(text[next]))
                next++;
            if (next >= text.Length)
                return -1;
            if (text[at] is '{' or '｛' || text[next] is '{' or '｛' or ']' or '\\' || text.AsSpan(next).StartsWith("\"{"))
                return at;
        }
        return -1;
    }

    /// <summary>Where the value that begins there ends, by its brackets outside strings; -1 = it does not.</summary>
    public static int BalancedEnd(string text, int start)
    {
        var depth = 0;
        var inString = false;
        for (var at = start; at < text.Length; at++)
        {
            var character = text[at];
            if (inString)
            {
                if (character == '\\')
                    at++;
                else if (character == '"')
                    inString = false;
            }
            else if (character == '"')
                inString = true;
            else if (character is '{' or '[')
                depth++;
            else if (character is '}' or ']' && --depth == 0)
                return at + 1;
        }
        return -1;
    }

    public static object? ToLoose(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => ToLooseObject(element),
            JsonValueKind.Array => new LooseArray([.. element.EnumerateArray().Select(ToLoose)], true),
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.TryGetDouble(out var number) ? number : null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    private static LooseObject ToLooseObject(JsonElement element)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            members[member.Name] = ToLoose(member.Value);
        return new(members, true, element.GetRawText());
    }
}
