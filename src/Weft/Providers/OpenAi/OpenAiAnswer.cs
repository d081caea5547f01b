using System.Text.Json;
using Weft.Extraction.Passages;

namespace Weft.Providers.OpenAi;

/// <summary>Reads the body of a success.</summary>
internal static class OpenAiAnswer
{
    /// <summary>Some proxies say 200 and put the error inside.</summary>
    internal sealed record ErrorInside(int Status) : ChatReply;

    public static ChatReply Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutKeepAlive(body), new() { MaxDepth = 128 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return NoAnswer();
            var choice = First(root, "choices");
            if (choice is null)
                return root.TryGetProperty("error", out var error) ? new ErrorInside(StatusOf(error)) : NoAnswer();
            return Answered(choice.Value, root);
        }
        catch (JsonException)
        {
            return new ChatReply.Broken("its answer broke off, or is no JSON", true);
        }
    }

    private static ChatReply.Broken NoAnswer() => new("its answer is JSON of another form: no choices", true);

    private static ChatReply.Answered Answered(JsonElement choice, JsonElement root)
    {
        var message = Member(choice, "message") ?? default;
        var content = Content(Member(message, "content"));
        var finish = Finish(Text(Member(choice, "finish_reason")));
        if (content.Length == 0 && Text(Member(message, "refusal")) is { Length: > 0 } refusal)
            (content, finish) = (refusal, PassagePolicy.Refused);
        var usage = Member(root, "usage") ?? default;
        var cached =
            Count(usage, "prompt_cache_hit_tokens") ?? Count(Member(usage, "prompt_tokens_details") ?? default, "cached_tokens");
        return new(content, finish, Count(usage, "prompt_tokens"), cached, Count(usage, "completion_tokens"));
    }

    /// <summary>Words of other vendors for the same.</summary>
    private static string Finish(string said) =>
        said.ToLowerInvariant() switch
        {
            "" => "stop",
            "max_tokens" or "model_length" or "max_output_tokens" => "length",
            "safety" or "sensitive" or "content-filter" => "content_filter",
            var word => word.Length <= 40 ? word : word[..40],
        };

    /// <summary>A string, or a list of parts with texts.</summary>
    private static string Content(JsonElement? content) =>
        content switch
        {
            { ValueKind: JsonValueKind.Array } parts => string.Concat(
                parts.EnumerateArray().Select(part => Text(Member(part, "text")))
            ),
            _ => Text(content),
        };

    /// <summary>DeepSeek sends empty lines, others comments, while a call waits its turn.</summary>
    private static string WithoutKeepAlive(string body)
    {
        var start = 0;
        while (start < body.Length && (char.IsWhiteSpace(body[start]) || body[start] is ':' or '\uFEFF'))
        {
            var line = body.IndexOf('\n', start);
            start =
                body[start] != ':' ? start + 1
                : line < 0 ? body.Length
                : line + 1;
        }
        return body[start..];
    }

    private static int StatusOf(JsonElement error) =>
        Member(error, "code") is { ValueKind: JsonValueKind.Number } code
        && code.TryGetInt32(out var status)
        && status is >= 400 and < 600
            ? status
            : 500;

    private static JsonElement? First(JsonElement holder, string name) =>
        Member(holder, name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : null;

    private static JsonElement? Member(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var member) ? member : null;

    /// <summary>Empty where it is no string; half of a surrogate pair is no reason to lose an answer.</summary>
    private static string Text(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.String } text)
            return "";
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText();
        }
    }

    private static long? Count(JsonElement holder, string name) =>
        Member(holder, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count >= 0
            ? count
            : null;
}
