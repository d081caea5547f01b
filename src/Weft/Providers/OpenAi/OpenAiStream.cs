using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weft.Providers.OpenAi;

/// <summary>An answer that came as a stream of events (<c>data: {…}</c> lines, at last <c>[DONE]</c>), asked for or not, as one body.</summary>
internal static class OpenAiStream
{
    private const string Data = "data:";
    private const string End = "[DONE]";

    public static bool Is(string body)
    {
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == ':' || text.StartsWith("event:") || text.StartsWith("id:"))
                continue;
            return text.StartsWith(Data);
        }
        return false;
    }

    /// <summary>The body that would have come without a stream; null = it broke off before its end.</summary>
    public static string? Join(string body)
    {
        var (content, finish, isOver) = (new StringBuilder(), "", false);
        JsonNode? usage = null;
        foreach (var line in body.Split('\n'))
        {
            var text = line.Trim();
            if (!text.StartsWith(Data, StringComparison.Ordinal))
                continue;
            text = text[Data.Length..].Trim();
            if (text == End)
            {
                isOver = true;
                continue;
            }
            if (Parse(text) is not { } part)
                return null;
            // An error in the middle stands where an answer would.
            if (part["error"] is not null)
                return part.ToJsonString();
            usage = part["usage"] is JsonObject told ? told.DeepClone() : usage;
            if (part["choices"] is not JsonArray { Count: > 0 } choices || choices[0] is not JsonObject choice)
                continue;
            content.Append(TextOf(choice["delta"]) ?? TextOf(choice["message"]));
            finish = choice["finish_reason"]?.ToString() is { Length: > 0 } said ? said : finish;
        }
        if (!isOver && finish.Length == 0)
            return null;
        var message = new JsonObject { ["role"] = "assistant", ["content"] = content.ToString() };
        var only = new JsonObject
        {
            ["index"] = 0,
            ["message"] = message,
            ["finish_reason"] = finish,
        };
        var whole = new JsonObject { ["choices"] = new JsonArray(only) };
        if (usage is not null)
            whole["usage"] = usage;
        return whole.ToJsonString();
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonNode? delta) =>
        delta is JsonObject with && with["content"] is JsonValue content && content.TryGetValue<string>(out var text)
            ? text
            : null;
}
