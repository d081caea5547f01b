using System.Text.Json;
using System.Text.RegularExpressions;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Providers.OpenAi;

/// <summary>An error as the provider puts it, and what it means here.</summary>
/// <param name="Words">Status and message, without the key, fit to be shown.</param>
/// <param name="Said">Code, parameter and message in lower case: what is searched for hints.</param>
internal sealed partial record OpenAiError(int Status, string Words, string Said)
{
    [GeneratedRegex("response_format|json_schema|json_object|json mode|structured output")]
    private static partial Regex Format();

    [GeneratedRegex(
        "context_length|context length|context window|too many tokens|reduce the length|(prompt|input|request|message)s? (is|are) too long|string too long"
    )]
    private static partial Regex Length();

    [GeneratedRegex("insufficient_quota|exceeded your current quota|insufficient balance|arrearage|余额不足|欠费|billing")]
    private static partial Regex NoMoney();

    [GeneratedRegex(
        "(invalid|incorrect|not valid|missing).{0,20}api[ _-]?key|api[ _-]?key.{0,20}(invalid|incorrect|not valid|missing)"
    )]
    private static partial Regex BadKey();

    [GeneratedRegex(
        "unsupported|not supported|does not support|unrecognized|unknown|not permitted|extra inputs|use 'max_completion_tokens'|only the default"
    )]
    private static partial Regex Unsupported();

    public static OpenAiError Read(int status, string body, string key)
    {
        var (message, hints) = Message(body);
        return new(status, OpenAiWords.Safe($"{status}: {message}", key), $"{hints} {message}".ToLowerInvariant());
    }

    public ChatReply ToReply(AnswerFormat asked, OpenAiDialect known, TimeSpan? retryAfter) =>
        Status switch
        {
            429 when NoMoney().IsMatch(Said) => new ChatReply.Closed(Reason.OfWords(Words)),
            429 or 503 or 529 => new ChatReply.Busy(Reason.OfWords(Words), retryAfter),
            // No such address or model is no word about this text.
            401 or 402 or 403 or 404 or 405 or 407 or 410 => new ChatReply.Closed(Reason.OfWords(Words)),
            408 or 409 or 425 or 499 or >= 500 => new ChatReply.Broken(Reason.OfWords(Words), true),
            413 => new ChatReply.Refused(Words, true),
            _ when BadKey().IsMatch(Said) => new ChatReply.Closed(Reason.OfWords(Words)),
            _ when Learnt(known) is { } learnt => new OpenAiEndpoint.LearntDialect(learnt, Words),
            _ when asked != AnswerFormat.Plain && Format().IsMatch(Said) => new ChatReply.FormatRefused(Words),
            _ => new ChatReply.Refused(Words, Length().IsMatch(Said)),
        };

    /// <summary>A field that is named otherwise here, and was not tried yet.</summary>
    private OpenAiDialect? Learnt(OpenAiDialect known)
    {
        if (!Unsupported().IsMatch(Said))
            return null;
        if (known.Temperature && Said.Contains("temperature", StringComparison.Ordinal))
            return known with { Temperature = false };
        return !known.NewTokensName && Said.Contains("max_tokens", StringComparison.Ordinal)
            ? known with
            {
                NewTokensName = true,
            }
            : null;
    }

    /// <summary>{"error":{"message","code","param","type"}}, {"error":"…"}, {"message"}, {"detail"}, or whatever the body is.</summary>
    private static (string Message, string Hints) Message(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root is { ValueKind: JsonValueKind.Array } && root.GetArrayLength() > 0)
                root = root[0];
            var error = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var inner) ? inner : root;
            if (error.ValueKind != JsonValueKind.Object)
                return (error.ToString(), "");
            var message = new[] { "message", "msg", "detail" }
                .Select(name => Text(error, name))
                .FirstOrDefault(text => text.Length > 0);
            return (message ?? error.GetRawText(), $"{Text(error, "code")} {Text(error, "type")} {Text(error, "param")}");
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException)
        {
            return (body, "");
        }
    }

    private static string Text(JsonElement error, string name) => error.TryGetProperty(name, out var text) ? text.ToString() : "";
}
