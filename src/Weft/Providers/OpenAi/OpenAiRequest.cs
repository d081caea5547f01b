using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weft.Model;

namespace Weft.Providers.OpenAi;

/// <summary>A call's body. Written straight to its bytes, of which there may be a thousand in the air.</summary>
internal static class OpenAiRequest
{
    /// <summary>Chinese stays as it is: escaped, it would be twice as long.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of everything but the texts.</summary>
    private const int Frame = 1_024;

    /// <summary>The field without which a stream says nothing of tokens; some refuse it.</summary>
    public const string StreamOptions = "stream_options";

    private const string EnableThinking = "enable_thinking";

    /// <param name="manners">How the model wants it; goes before what people said.</param>
    public static ReadOnlyMemory<byte> Body(ChatCall call, ProviderSettings settings, Manners manners)
    {
        var texts = call.System.Length + call.User.Length + (call.Format == AnswerFormat.JsonSchema ? call.Schema.Length : 0);
        var body = new ArrayBufferWriter<byte>(texts * 3 / 2 + Frame);
        using (var json = new Utf8JsonWriter(body, Plain))
        {
            json.WriteStartObject();
            json.WriteString("model", call.Model);
            WriteMessages(json, call, manners);
            json.WriteNumber(
                manners.NewTokensName ? "max_completion_tokens" : "max_tokens",
                Math.Min(call.MaxAnswerTokens, manners.MostAnswerTokens ?? int.MaxValue)
            );
            WriteManner(json, settings, manners);
            WriteFormat(json, call);
            json.WriteEndObject();
        }
        return body.WrittenMemory;
    }

    private static void WriteMessages(Utf8JsonWriter json, ChatCall call, Manners manners)
    {
        json.WriteStartArray("messages");
        if (manners.NoSystemRole)
            WriteMessage(json, "user", call.System + "\n\n" + call.User);
        else
        {
            WriteMessage(json, "system", call.System);
            WriteMessage(json, "user", call.User);
        }
        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    private static void WriteManner(Utf8JsonWriter json, ProviderSettings settings, Manners manners)
    {
        var streams = manners.Streams || settings.Streams == true;
        json.WriteBoolean("stream", streams);
        if (streams && !manners.IsWithout(StreamOptions))
        {
            json.WriteStartObject(StreamOptions);
            json.WriteBoolean("include_usage", true);
            json.WriteEndObject();
        }
        foreach (var (name, value) in ExtraFields.Of(settings, manners))
        {
            if (manners.ThinkingOff && name == EnableThinking)
                continue;
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        if (manners.ThinkingOff)
            json.WriteBoolean(EnableThinking, false);
        if (!manners.NoTemperature && (settings.Temperature ?? new(0)).Degrees is { } degrees)
            json.WriteNumber("temperature", degrees);
    }

    private static void WriteValue(Utf8JsonWriter json, JsonNode? value)
    {
        if (value is null)
            json.WriteNullValue();
        else
            value.WriteTo(json);
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatCall call)
    {
        if (call.Format is not (AnswerFormat.JsonSchema or AnswerFormat.JsonObject))
            return;
        var hasSchema = call.Format == AnswerFormat.JsonSchema;
        json.WriteStartObject("response_format");
        json.WriteString("type", hasSchema ? "json_schema" : "json_object");
        if (hasSchema)
        {
            json.WriteStartObject("json_schema");
            json.WriteString("name", "passage_facts");
            json.WriteBoolean("strict", true);
            json.WritePropertyName("schema");
            json.WriteRawValue(call.Schema);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
