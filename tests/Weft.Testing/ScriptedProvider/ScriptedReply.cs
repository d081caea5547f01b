using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Weft.Testing.Scripted;

/// <summary>Sends one reply, good or as bad as the rule says.</summary>
internal sealed class ScriptedReply(HttpContext context, ScriptedAsk ask)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Tokens of the completion that was sent.</summary>
    public long Written { get; private set; }

    private CancellationToken Gone => context.RequestAborted;

    /// <summary>Returns what came of it.</summary>
    public async Task<string> SendAsync(ScriptedRule rule)
    {
        if (rule.Oddity is { } name)
            return await SendAsync(ScriptedOddity.Of(name));
        var done = rule.Fault switch
        {
            ScriptedFault.TooMany => ErrorAsync(context, 429, "Rate limit reached for requests", retryAfter: rule.RetryAfter),
            ScriptedFault.TooManyUntil => ErrorAsync(context, 429, "Rate limit reached", retryAt: rule.RetryAfter ?? 5),
            ScriptedFault.NoQuota => ErrorAsync(
                context,
                429,
                "You exceeded your current quota, please check your plan",
                "insufficient_quota"
            ),
            ScriptedFault.ServerError => ErrorAsync(context, 500, "The server had an error"),
            ScriptedFault.Unavailable => ErrorAsync(context, 503, "Overloaded", retryAfter: rule.RetryAfter),
            ScriptedFault.Redirect => RedirectAsync(),
            ScriptedFault.Unauthorized => ErrorAsync(context, 401, "Incorrect API key provided: " + ask.Key, "invalid_api_key"),
            ScriptedFault.NoBalance => ErrorAsync(context, 402, "Insufficient Balance"),
            ScriptedFault.NoSuchModel => ErrorAsync(context, 404, $"The model {ask.Model} does not exist", "model_not_found"),
            ScriptedFault.NoSchema when ask.Format == "json_schema" => ErrorAsync(
                context,
                400,
                "This response_format type is unavailable now"
            ),
            ScriptedFault.NoFormats when ask.Format != "plain" => ErrorAsync(context, 400, "response_format is not supported"),
            ScriptedFault.NewTokensName when ask.TokensName == "max_tokens" => ErrorAsync(
                context,
                400,
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                "unsupported_parameter"
            ),
            ScriptedFault.NoTemperature when ask.Temperature => ErrorAsync(
                context,
                400,
                "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
            ),
            ScriptedFault.TooLong => ErrorAsync(
                context,
                400,
                "This model's maximum context length is 100 tokens",
                "context_length_exceeded"
            ),
            ScriptedFault.Moderated => ErrorAsync(context, 400, "Content Exists Risk"),
            ScriptedFault.Html => TextAsync("<html><body>It works!</body></html>"),
            ScriptedFault.ErrorInside => TextAsync("""{"error":{"message":"Upstream rate limit","code":429}}"""),
            ScriptedFault.Hang => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Gone),
            ScriptedFault.HangInBody => HalfAsync(hang: true),
            ScriptedFault.CutBody => HalfAsync(hang: false),
            ScriptedFault.Huge => HugeAsync(),
            ScriptedFault.KeepAlive => TextAsync("\n\n: keep-alive\n\n" + Completion(Good(), "stop")),
            _ => TextAsync(Content(rule.Fault)),
        };
        await done;
        return
            rule.Fault is ScriptedFault.None or ScriptedFault.KeepAlive
            || context.Response.StatusCode == 200 && Adapted(rule.Fault)
            ? "answered"
            : rule.Fault.ToString();
    }

    private async Task<string> SendAsync(ScriptedOddity odd)
    {
        var good = Good();
        var body = Encoding.UTF8.GetBytes(odd.BodyFor(good));
        Written = odd.IsGood ? ask.Count(good) : 0;
        var response = context.Response;
        (response.StatusCode, response.ContentType) = (odd.Status, odd.Type ?? "application/json");
        foreach (var (header, value) in odd.Headers ?? new Dictionary<string, string>())
            response.Headers[header] = value;
        // Before the body: a caller that has it goes on at once.
        var outcome = odd.IsGood ? "answered" : odd.Name;
        if (odd.Cut is null)
        {
            await response.Body.WriteAsync(body, Gone);
            return outcome;
        }
        response.ContentLength = odd.Type is null ? body.Length : null;
        await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), Gone);
        await response.Body.FlushAsync(Gone);
        context.Abort();
        return outcome;
    }

    public static async Task ErrorAsync(
        HttpContext context,
        int status,
        string message,
        string? code = null,
        double? retryAfter = null,
        double? retryAt = null
    )
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is { } seconds)
            context.Response.Headers.RetryAfter = Math.Ceiling(seconds)
                .ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (retryAt is { } later)
            context.Response.Headers.RetryAfter = TimeProvider.System.GetUtcNow().AddSeconds(later).ToString("R");
        var error = new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = message, ["code"] = code },
        };
        await context.Response.WriteAsync(error.ToJsonString(Plain), context.RequestAborted);
    }

    /// <summary>Faults that were about how the call was made, after it was made otherwise.</summary>
    private static bool Adapted(ScriptedFault fault) =>
        fault is ScriptedFault.NoSchema or ScriptedFault.NoFormats or ScriptedFault.NewTokensName or ScriptedFault.NoTemperature;

    private string Good() => ScriptedAnswers.For(ask.Passage);

    private string Content(ScriptedFault fault)
    {
        var good = Good();
        return fault switch
        {
            ScriptedFault.ContentFilter => Completion("", "content_filter"),
            ScriptedFault.Empty => Completion(" ", "stop"),
            ScriptedFault.Prose => Completion("I have read the passage with pleasure. 这段文字很有意思。", "stop"),
            ScriptedFault.Fences => Completion($"<think>先想想 {{}}</think>Here you are:\n```json\n{good}\n```\nDone.", "stop"),
            ScriptedFault.InvalidJson => Completion(
                good.Replace("},{", "} {", StringComparison.Ordinal).Replace("\"id\"", "id", StringComparison.Ordinal),
                "stop"
            ),
            ScriptedFault.CutJson => Completion(good[..(good.Length / 2)], "length"),
            ScriptedFault.CutJsonUnsaid => Completion(good[..(good.Length / 2)], "stop"),
            ScriptedFault.WrongQuotes => Completion(ScriptedAnswers.For(ask.Passage, wrongQuotes: true), "stop"),
            _ => Completion(good, "stop"),
        };
    }

    private string Completion(string content, string finish)
    {
        var written = Written = ask.Count(content);
        return new JsonObject
        {
            ["id"] = "chatcmpl-" + ask.Content[..8],
            ["object"] = "chat.completion",
            ["model"] = ask.Model,
            ["choices"] = new JsonArray(
                new JsonObject
                {
                    ["index"] = 0,
                    ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content },
                    ["finish_reason"] = finish,
                }
            ),
            ["usage"] = new JsonObject
            {
                ["prompt_tokens"] = ask.PromptTokens,
                ["completion_tokens"] = written,
                ["total_tokens"] = ask.PromptTokens + written,
                ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = ask.PromptTokens / 2 },
            },
        }.ToJsonString(Plain);
    }

    private Task TextAsync(string body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, Gone);
    }

    private Task RedirectAsync()
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = "http://127.0.0.1:9/v1/chat/completions";
        return Task.CompletedTask;
    }

    private async Task HalfAsync(bool hang)
    {
        var body = Encoding.UTF8.GetBytes(Completion(Good(), "stop"));
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), Gone);
        await context.Response.Body.FlushAsync(Gone);
        if (hang)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Gone);
        context.Abort();
    }

    private async Task HugeAsync()
    {
        var spaces = new byte[1024 * 1024];
        Array.Fill(spaces, (byte)' ');
        for (var megabyte = 0; megabyte < 32; megabyte++)
            await context.Response.Body.WriteAsync(spaces, Gone);
    }
}
