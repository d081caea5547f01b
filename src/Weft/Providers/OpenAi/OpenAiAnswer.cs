using System.Globalization;
using System.Text;
using System.Text.Json;
using Weft.Extraction.Passages;
using Weft.Reasons;

namespace Weft.Providers.OpenAi;

/// <summary>Reads the body of a success.</summary>
internal static class OpenAiAnswer
{
    /// <summary>Some providers say 200 and put the error inside.</summary>
    /// <param name="IsSaid">The status stands in the body; else it is what the words amount to.</param>
    internal sealed record ErrorInside(int Status, bool IsSaid, string Body) : ChatReply;

    public static ChatReply Read(string body)
    {
        try
        {
            using var document = FirstValue(WithoutKeepAlive(body));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return NoAnswer();
            var choice = First(root, "choices");
            if (Inside(root, choice) is { } inside)
                return inside;
            return choice is null ? NoAnswer() : Answered(choice.Value, root);
        }
        catch (JsonException)
        {
            return new ChatReply.Broken(CallReasons.AnswerBrokeOff, true);
        }
    }

    /// <summary>What stands behind the answer is no part of it.</summary>
    private static JsonDocument FirstValue(string body)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(body), new() { MaxDepth = 128, AllowMultipleValues = true });
        return JsonDocument.ParseValue(ref reader);
    }

    /// <summary>Ids of a list of models; none where it is no such list.</summary>
    public static IReadOnlyList<string> Models(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Member(document.RootElement, "data") is { ValueKind: JsonValueKind.Array } list
                ? [.. list.EnumerateArray().Select(model => Text(Member(model, "id"))).Where(id => id.Length > 0)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Read before the answer: an error of any form that stands where an answer would.</summary>
    private static ErrorInside? Inside(JsonElement root, JsonElement? choice)
    {
        if (choice is { } with && Member(with, "error") is { ValueKind: JsonValueKind.Object } own)
            return Of(own, own);
        if (choice is { } broken && FailedFinish.Contains(Text(Member(broken, "finish_reason"))) && !HasContent(broken))
            return new(500, false, $"finish reason: {Text(Member(broken, "finish_reason"))}");
        if (Member(root, "base_resp") is { } resp && Count(resp, "status_code") is > 0 and var code)
            return new(MiniMaxStatus(code), false, $"{code}: {Text(Member(resp, "status_msg"))}");
        if (choice is not null)
            return null;
        if (Member(root, "error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String } error)
            return Of(error, root);
        if (Member(root, "msg") is not null || Member(root, "detail") is not null || Member(root, "message") is not null)
            return Of(root, root);
        return null;
    }

    private static readonly string[] FailedFinish = ["error", "network_error", "insufficient_system_resource", "abort", "OTHER"];

    private static bool HasContent(JsonElement choice) =>
        Content(Member(Member(choice, "message") ?? default, "content")).Length > 0;

    private static ErrorInside Of(JsonElement error, JsonElement whole)
    {
        var status = StatusOf(error);
        return new(status ?? 500, status is not null, whole.GetRawText());
    }

    private static int MiniMaxStatus(long code) =>
        code switch
        {
            1004 or 2049 => 401,
            1008 => 402,
            1002 or 1039 => 429,
            1026 or 1027 => 422,
            _ => 500,
        };

    private static ChatReply.Broken NoAnswer() => new(CallReasons.AnswerOfOtherForm, true);

    private static ChatReply.Answered Answered(JsonElement choice, JsonElement root)
    {
        var message = Member(choice, "message") ?? default;
        var content = Content(Member(message, "content"));
        if (content.Length == 0)
            content = OfTool(message);
        var finish = Finish(Text(Member(choice, "finish_reason")));
        if (content.Length == 0 && Text(Member(message, "refusal")) is { Length: > 0 } refusal)
            (content, finish) = (refusal, PassagePolicy.Refused);
        var usage = Member(root, "usage") ?? default;
        var cached =
            Count(usage, "prompt_cache_hit_tokens")
            ?? Count(Member(usage, "prompt_tokens_details") ?? default, "cached_tokens")
            ?? Count(usage, "cached_tokens");
        var (prompt, thought) = (Count(usage, "prompt_tokens"), Thought(usage));
        var written = Written(usage, thought);
        // Zeros for an answer that is there tell nothing: they are estimated, like usage that is missing.
        return content.Length > 0 && prompt is 0 or null && written is 0 or null
            ? new(content, finish, null, null, null)
            : new(content, finish, prompt, cached, written) { ThinkingTokens = thought };
    }

    /// <summary>A model that fancies a tool puts its answer there.</summary>
    private static string OfTool(JsonElement message)
    {
        var call = First(message, "tool_calls") is { } first ? Member(first, "function") : Member(message, "function_call");
        return call is { } function ? Text(Member(function, "arguments")) : "";
    }

    /// <summary>Some count thinking in the total alone, some beside the answer, and charge it.</summary>
    private static long? Written(JsonElement usage, long thought)
    {
        if (Count(usage, "completion_tokens") is not { } said)
            return Beside(usage) is > 0 and var all ? all : null;
        var spent = Math.Max(said, Beside(usage) ?? 0);
        // More thinking than answer: it is not counted in it.
        return spent < thought ? spent + thought : spent;
    }

    /// <summary>Told in one of several places, or by what the total holds beside prompt and answer.</summary>
    private static long Thought(JsonElement usage)
    {
        var details = Member(usage, "completion_tokens_details") ?? Member(usage, "output_tokens_details") ?? default;
        var told = Count(details, "reasoning_tokens") ?? Count(usage, "reasoning_tokens") ?? 0;
        return Math.Max(told, Beside(usage) - Count(usage, "completion_tokens") ?? 0);
    }

    /// <summary>What the total holds beside the prompt; null where it is not told.</summary>
    private static long? Beside(JsonElement usage) => Count(usage, "total_tokens") - Count(usage, "prompt_tokens");

    /// <summary>Words of other vendors for the same.</summary>
    private static string Finish(string said) =>
        said.ToLowerInvariant() switch
        {
            "" => "stop",
            "max_tokens" or "model_length" or "max_output_tokens" => "length",
            "safety" or "sensitive" or "content-filter" or "prohibited_content" or "blocklist" or "spii" or "recitation" =>
                "content_filter",
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

    /// <summary>A number or a text of a number that is a status; null where it is a code of the vendor's own.</summary>
    private static int? StatusOf(JsonElement error) =>
        Member(error, "code") is { } code
        && int.TryParse(code.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && status is >= 400 and < 600
            ? status
            : null;

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
