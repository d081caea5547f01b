using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weft.Model;

namespace Weft.Providers.OpenAi;

/// <summary>A call's body.</summary>
internal static class OpenAiRequest
{
    /// <summary>Chinese stays as it is: escaped, it would be twice as long.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The field without which a stream says nothing of tokens; some refuse it.</summary>
    public const string StreamOptions = "stream_options";

    /// <param name="manners">How the model wants it; goes before what people said.</param>
    public static byte[] Body(ChatCall call, ProviderSettings settings, Manners manners)
    {
        var streams = manners.Streams || settings.Streams == true;
        var body = new JsonObject
        {
            ["model"] = call.Model,
            ["messages"] = manners.NoSystemRole
                ? new JsonArray(Message("user", call.System + "\n\n" + call.User))
                : new JsonArray(Message("system", call.System), Message("user", call.User)),
            [manners.NewTokensName ? "max_completion_tokens" : "max_tokens"] = Math.Min(
                call.MaxAnswerTokens,
                manners.MostAnswerTokens ?? int.MaxValue
            ),
            ["stream"] = streams,
        };
        if (streams && !manners.IsWithout(StreamOptions))
            body[StreamOptions] = new JsonObject { ["include_usage"] = true };
        foreach (var (name, value) in ExtraFields.Of(settings, manners))
            body[name] = value?.DeepClone();
        if (manners.ThinkingOff)
            body["enable_thinking"] = false;
        if (!manners.NoTemperature && (settings.Temperature ?? new(0)).Degrees is { } degrees)
            body["temperature"] = degrees;
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
