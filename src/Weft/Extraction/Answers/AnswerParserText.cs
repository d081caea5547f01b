using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weft.Extraction.Answers;

/// <summary>Finds the JSON in the text of an answer.</summary>
internal static partial class AnswerParserText
{
    public static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    [GeneratedRegex(@"<(think|thinking|reasoning)>.*?</\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Thoughts();

    [GeneratedRegex(@"^.*</(think|thinking|reasoning)>", RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ThoughtsBefore();

    [GeneratedRegex(@"^\s*```[A-Za-z0-9]*[ \t]*\r?\n?(.*?)\r?\n?\s*```\s*$", RegexOptions.Singleline, 1000)]
    private static partial Regex Fenced();

    /// <summary>Without thoughts, fences around the whole, byte order mark and white space at both ends.</summary>
    public static string Unwrap(string body)
    {
        var text = AnswerParserRecords.WholeCharacters(body).Trim('\uFEFF', '\u200B').Trim();
        try
        {
            if (text.Contains("</", StringComparison.Ordinal))
                text = ThoughtsBefore().Replace(Thoughts().Replace(text, ""), "").Trim();
            if (text.StartsWith("```", StringComparison.Ordinal) && Fenced().Match(text) is { Success: true } fenced)
                text = fenced.Groups[1].Value.Trim();
        }
        catch (RegexMatchTimeoutException)
        {
            // Whatever stands around the JSON is passed over later anyway.
        }
        return IsEscaped(text)
            ? text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Trim('"')
            : text;
    }

    /// <summary>JSON that was put into a string once more.</summary>
    private static bool IsEscaped(string text)
    {
        var brace = text.AsSpan(0, Math.Min(text.Length, 8)).IndexOf('{');
        return brace >= 0
            && text.AsSpan(brace + 1).TrimStart().StartsWith("\\\"")
            && !text.Contains("\\\\\"", StringComparison.Ordinal);
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
            if (text[at] is '{' or '｛' || text[next] is '{' or '｛' or ']')
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
