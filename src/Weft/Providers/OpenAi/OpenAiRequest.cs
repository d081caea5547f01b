using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weft.Model;

namespace Weft.Providers.OpenAi;

/// <summary>What servers name otherwise or don't have; found out from their refusals, once per address and model.</summary>
/// <param name="NewTokensName">max_completion_tokens in place of max_tokens.</param>
/// <param name="Temperature">Whether one may be given.</param>
internal sealed record OpenAiDialect(bool NewTokensName, bool Temperature)
{
    /// <summary>Most compatible servers know the old name only.</summary>
    public static readonly OpenAiDialect Common = new(false, true);

    /// <summary>Whether the system's words may stand in a message of their own; else they stand before the user's.</summary>
    public bool SystemRole { get; init; } = true;

    /// <summary>The model thinks unless <c>enable_thinking</c> is false, and must not here.</summary>
    public bool ThinkingOff { get; init; }

    /// <summary>It answers in a stream of events alone.</summary>
    public bool Streams { get; init; }

    /// <summary>The longest answer that it may be asked for; null = any.</summary>
    public int? MostAnswerTokens { get; init; }

    public string TokensName => NewTokensName ? "max_completion_tokens" : "max_tokens";
}

internal static class OpenAiRequest
{
    /// <summary>Chinese stays as it is: escaped, it would be twice as long.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Body(ChatCall call, OpenAiDialect dialect)
    {
        var body = new JsonObject
        {
            ["model"] = call.Model,
            ["messages"] = dialect.SystemRole
                ? new JsonArray(Message("system", call.System), Message("user", call.User))
                : new JsonArray(Message("user", call.System + "\n\n" + call.User)),
            [dialect.TokensName] = Math.Min(call.MaxAnswerTokens, dialect.MostAnswerTokens ?? int.MaxValue),
            ["stream"] = dialect.Streams,
        };
        if (dialect.Streams)
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        if (dialect.ThinkingOff)
            body["enable_thinking"] = false;
        if (dialect.Temperature)
            body["temperature"] = 0;
        if (Format(call) is { } format)
            body["response_format"] = format;
        return JsonSerializer.SerializeToUtf8Bytes(body, Plain);
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };

    private static JsonObject? Format(ChatCall call) =>
        call.Format switch
        {
            AnswerFormat.JsonSchema => new()
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject
                {
                    ["name"] = "passage_facts",
                    ["strict"] = true,
                    ["schema"] = JsonNode.Parse(call.Schema),
                },
            },
            AnswerFormat.JsonObject => new() { ["type"] = "json_object" },
            _ => null,
        };
}
