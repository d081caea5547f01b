using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weft.Reasons;

/// <summary>
/// Arguments of a reason as JSON, for the ledger and for the API: an object of strings; a reason inside is an object with
/// <c>code</c>, <c>args</c> and <c>text</c>.
/// </summary>
public static class ReasonJson
{
    /// <summary>Reasons inside reasons are read to this depth: what is stored may come from anywhere.</summary>
    private const int Deepest = 8;

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Empty where there are no arguments.</summary>
    public static string Write(Reason reason) => reason.Arguments.Count == 0 ? "" : ToNode(reason).ToJsonString(Plain);

    public static JsonObject ToNode(Reason reason) => ToNode(reason.Arguments);

    public static JsonObject ToNode(IReadOnlyList<ReasonArgument> arguments)
    {
        var node = new JsonObject();
        foreach (var argument in arguments)
            node[argument.Name] = argument.Cause is { } cause
                ? new JsonObject
                {
                    ["code"] = cause.Code,
                    ["args"] = ToNode(cause),
                    ["text"] = cause.Sentence,
                }
                : argument.Text;
        return node;
    }

    /// <summary>
    /// A stored reason. The sentence decides: builds that know no codes write it alone, and leave beside it what belongs to an earlier one.
    /// A code that this build knows counts only where its English is the sentence; arguments that cannot be read cost the code.
    /// </summary>
    public static Reason Read(string code, string arguments, string sentence)
    {
        if (code.Length == 0 || sentence.Length == 0 || ParsedArguments(arguments) is not { } parsed)
            return Reason.OfWords(sentence);
        return ReasonTexts.English.Knows(code) && ReasonTexts.English.Say(code, parsed) != sentence
            ? Reason.OfWords(sentence)
            : Reason.Stored(code, parsed, sentence);
    }

    private static List<ReasonArgument>? ParsedArguments(string arguments)
    {
        if (arguments.Length == 0)
            return [];
        try
        {
            return JsonNode.Parse(arguments) is JsonObject node ? Arguments(node, 0) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<ReasonArgument> Arguments(JsonObject node, int depth)
    {
        var arguments = new List<ReasonArgument>();
        foreach (var (name, value) in node)
            arguments.Add(
                value is JsonObject inner && depth < Deepest
                    ? (name, Reason.Stored(Text(inner["code"]), Inner(inner, depth), Text(inner["text"])))
                    : (name, Text(value))
            );
        return arguments;
    }

    private static List<ReasonArgument> Inner(JsonObject reason, int depth) =>
        reason["args"] is JsonObject arguments ? Arguments(arguments, depth + 1) : [];

    private static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString() ?? "";
}
